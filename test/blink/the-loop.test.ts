import { expect, type TestContext, test } from "vitest";
import { needTool, runTool } from "../authority/run-tool.ts";
import { ids, keys } from "./small-blink.ts";
import { startVaults, type Vaults } from "./start-vaults.ts";
import { doorOf } from "./use-action.ts";
import { vaultKeys } from "./vault-parts.ts";

const quiet = ["--silent", "--show-error", "--noproxy", "*", "--write-out", "\n%{http_code}"];

/** What the paths of a workspace begin with. */
const W = `/workspace/${ids.platform}`;

/** Asks Blink with curl, as its pages show it; gives the body of a 200. */
async function curl<Body>(vaults: Vaults, method: string, path: string, json?: object): Promise<Body> {
  const url = `${vaults.door("blink").http}/api/v1${path}`;
  const data = json === undefined ? [] : ["-H", "Content-Type: application/json", "-d", JSON.stringify(json)];
  const args = [...quiet, "-X", method, "-H", `BLINK-API-KEY: ${keys.owner}`, ...data, url];
  const { code, output } = await runTool("curl", args);
  const end = output.lastIndexOf("\n");
  expect({ code, output }).toEqual({ code: 0, output: `${output.slice(0, end)}\n200` });
  return JSON.parse(output.slice(0, end)) as Body;
}

/** Makes the connection to the vault of the same sandbox. */
async function connect(context: TestContext, vaults: Vaults): Promise<{ readonly id: string; readonly name: string }> {
  await needTool(context, "curl", "--version");
  const q = encodeURIComponent(JSON.stringify({ filter: { name: "passwordstate" } }));
  const types = await curl<{ results: { id: string }[] }>(vaults, "GET", `/connection_types?q=${q}`);
  return curl(vaults, "POST", `${W}/connections`, {
    name: "passwordstate-prod",
    connection_type_id: types.results[0]?.id,
    attributes: {
      "API Address": { value: `${doorOf("passwordstate")}/api` },
      "API Key": { value: vaultKeys.systemWide },
    },
  });
}

/** Reads one record of the vault. */
const workflow = `
name: Read a password
automation_type: on_demand
inputs:
  record: { type: number, required: true }
workflow:
  - section: Steps
    steps:
      - id: S1
        action: passwordstate.get_password
        connections: { passwordstate: passwordstate-prod }
        inputs: { Password ID: "{{ inputs.record }}" }
outputs:
  found: "{{ steps.S1.output }}"
`;

test("with curl: a connection is made and tested against the vault, and both journals say so without a key", async (context) => {
  const vaults = await startVaults();
  const { id } = await connect(context, vaults);
  const words = await curl<string>(vaults, "POST", `${W}/connections/test`, {
    connection: { id },
    runner_group: "blink_cloud",
  });
  expect(words).toContain("Connection succeeded");
  expect(vaults.journal("blink")).toMatchObject([
    { operation: "connection-types.list", status: 200 },
    { operation: "connections.create", status: 200, caller: { credential: "owner@example.test / default" } },
    { operation: "connections.test", status: 200 },
  ]);
  expect(vaults.journal("passwordstate")).toMatchObject([
    { operation: "passwordlists.all", status: 200, caller: { credential: "System Wide" } },
  ]);
  for (const secret of [keys.owner, vaultKeys.systemWide]) expect(vaults.journals()).not.toContain(secret);
});

test("with curl: a workflow that reads a password with that connection is made, published and run", async (context) => {
  const vaults = await startVaults({ assumptions: { "run-durations": "none" } });
  await connect(context, vaults);
  const { id: pack_id } = await curl<{ id: string }>(vaults, "POST", `${W}/automation_packs`, { name: "Vault" });
  const made = { name: "Read a password", playbook: workflow, pack_id };
  const { id } = await curl<{ id: string }>(vaults, "POST", `${W}/playbooks/ui`, made);
  await curl(vaults, "POST", `${W}/playbooks/${id}/public`, { playbook: workflow, branched_from: 0, source: "manual" });
  const run = { input_values: { record: 3400 } };
  const outputs = await curl(vaults, "POST", `${W}/playbooks/${id}/execute?run_sync=true`, run);
  expect(outputs).toMatchObject({ found: [{ PasswordID: 3400, Password: "harbour-27-Lantern" }] });
  expect(vaults.journal("blink").at(-1)).toMatchObject({ operation: "playbooks.execute", status: 200 });
  expect(vaults.journal("passwordstate")).toMatchObject([
    { operation: "passwords.get", target: "/api/passwords/3400", status: 200, caller: { credential: "System Wide" } },
  ]);
  for (const secret of [keys.owner, vaultKeys.systemWide, "harbour-27-Lantern"]) {
    expect(vaults.journals()).not.toContain(secret);
  }
});
