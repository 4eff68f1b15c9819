import { expect, test } from "vitest";
import { needTool, runTool } from "../authority/run-tool.ts";
import { ids, keys } from "./small-blink.ts";
import { blinkWithWorkflows, flows } from "./small-workflows.ts";
import { startBlink } from "./start-blink.ts";

interface Texts {
  readonly rest: string;
  readonly cli: string;
}

const start = () => startBlink(blinkWithWorkflows);
const user = "owner@example.test";

test("the REST text runs the workflow exactly as it is printed, pasted into a shell", async (context) => {
  await needTool(context, "curl", "--version");
  await needTool(context, "bash", "--version");
  const blink = await start();
  const address = `http://127.0.0.1:${blink.port}`;
  const texts = (await blink.administer("workflows.run-methods", { user, workflow: "Greet", address })) as Texts;
  expect(texts.rest).toContain(`--header 'BLINK-API-KEY: ${keys.owner}'`);
  const { code, output } = await runTool("bash", ["-c", `export NO_PROXY='*'\n${texts.rest} 2>/dev/null`]);
  expect(code).toBe(0);
  const { execution_id } = JSON.parse(output) as { execution_id: string };
  expect(blink.state.executions.find("id", execution_id)).toMatchObject({
    ...{ playbook_id: flows.greet, inputs: { who: "<who>", times: 1 } },
  });
});

test("the texts name the product's own address when none is given, and the key that is chosen", async () => {
  const blink = await start();
  await blink.administer("keys.create", { user, name: "laptop", value: "l".repeat(28) });
  const texts = (await blink.administer("workflows.run-methods", {
    user,
    key: "laptop",
    workflow: flows.greet,
  })) as Texts;
  expect(texts.rest).toContain(
    `'https://app.blinkops.com/api/v1/workspace/${ids.platform}/playbooks/${flows.greet}/execute'`,
  );
  expect(texts.cli).toBe(
    `blink automations execute --id ${flows.greet} --api-key ${"l".repeat(28)} --hostname app.blinkops.com --workspace 'Platform team' --inputs '{"input_values":{"who":"<who>","times":1}}'`,
  );
});

test("what the command line asks on the way to a run is answered", async () => {
  const blink = await start();
  const user_ = (await blink.request("GET", "/user")).ok<{
    workspaces: Record<string, { id: string; display_name: string }>;
  }>();
  const workspace = Object.values(user_.workspaces).find((one) => one.display_name === "Platform team");
  expect(workspace?.id).toBe(ids.platform);
  const q = { filter: { name: "Greet" } };
  const [found] = (await blink.request("GET", `/workspace/${workspace?.id}/playbooks`, { q })).rows();
  const path = `/workspace/${workspace?.id}/playbooks/${String(found?.id)}/execute`;
  const { execution_id } = (await blink.request("POST", path, { json: { input_values: { who: "Sam" } } })).ok();
  (await blink.request("GET", `/workspace/${workspace?.id}/executions/${String(execution_id)}`)).ok();
  const past = { filter: { playbook_id: flows.greet }, sort: ["-created_at"] };
  expect((await blink.request("GET", `/workspace/${workspace?.id}/executions`, { q: past })).rows()).toHaveLength(3);
});

test.each([
  [{ user, workflow: "Nothing" }, "There is no workflow 'Nothing'"],
  [{ user: "nobody@example.test", workflow: "Greet" }, "There is no user"],
  [{ user, key: "none", workflow: "Greet" }, "There is no API key 'none'"],
])("the screen refuses %j in words", async (input, words) => {
  const blink = await start();
  await expect(blink.administer("workflows.run-methods", input)).rejects.toThrow(words);
});
