import { Agent } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import type { ControlClient } from "../../src/control/client.ts";
import type { Running } from "../../src/control/running.ts";
import { start } from "../control/start.ts";
import { ids, smallBlink } from "./small-blink.ts";
import { ask } from "./start-blink.ts";
import { doorOf } from "./use-action.ts";
import { passwordstatePart, pmpPart, vaultKeys } from "./vault-parts.ts";

const [platform, ...others] = smallBlink.workspaces;
const strange = "a key that no vault here has";
const connections = [
  {
    ...{ name: "prod", type: "passwordstate" },
    attributes: { "API Address": `${doorOf("passwordstate")}/api`, "API Key": vaultKeys.systemWide },
  },
  {
    ...{ name: "headers", type: "http_custom" },
    attributes: {
      "API Address": `${doorOf("passwordstate")}/api/passwordlists`,
      ...{ "Header 1 Name": "APIKey", "Header 1 Value": vaultKeys.systemWide },
    },
  },
  {
    ...{ name: "foreign", type: "passwordstate" },
    attributes: { "API Address": `${doorOf("passwordstate")}/api`, "API Key": strange },
  },
];
const fixture = {
  ...{ fauxvault: 1, passwordstate: passwordstatePart, pmp: pmpPart },
  blink: { ...smallBlink, workspaces: [{ ...platform, connections }, ...others] },
};

/** The statuses that tests of the connections are answered with, asked with whatever key the owner has now. */
async function testAll(running: Running, client: ControlClient, sandbox = "default"): Promise<number[]> {
  const key = (await client.sandbox(sandbox).credentials()).find(({ name }) => name.startsWith("owner@"))?.value ?? "";
  const port = running.status().doors.find(({ product }) => product === "blink")?.port ?? 0;
  const agent = new Agent();
  onTestFinished(() => agent.destroy());
  const at = (path: string) => `/~${sandbox}/api/v1/workspace/${ids.platform}${path}`;
  const rows = (await ask(agent, port, "GET", at("/connections"), { key })).rows();
  const wanted = connections.map(({ name }) => rows.find((row) => row.name === name)?.id);
  const answers = wanted.map((id) => {
    const json = { connection: { id }, runner_group: "blink_cloud" };
    return ask(agent, port, "POST", at("/connections/test"), { key, json });
  });
  return (await Promise.all(answers)).map(({ status }) => status);
}

test("a connection that holds a vault's key follows when all keys are made anew; any other keeps its own", async () => {
  const { running, client } = await start({ fixture, randomKeys: true });
  expect(await testAll(running, client)).toEqual([200, 200, 400]);
  await client.sandbox().reset();
  expect(await testAll(running, client)).toEqual([200, 200, 400]);
  const { id } = await client.createSandbox({ fixture });
  expect(await testAll(running, client, id)).toEqual([200, 200, 400]);
  await running.reload({ ...fixture, seed: 4 }, "again");
  expect(await testAll(running, client)).toEqual([200, 200, 400]);
});

test("a key that is rotated on the vault's own screen is not followed: the connection fails its test, as it should", async () => {
  const { running, client } = await start({ fixture });
  expect(await testAll(running, client)).toEqual([200, 200, 400]);
  await client.sandbox().act("passwordstate", "keys.rotate", { key: "System Wide" });
  expect(await testAll(running, client)).toEqual([400, 400, 400]);
});
