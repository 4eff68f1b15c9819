import * as fc from "fast-check";
import { expect, test } from "vitest";
import { blink as mock } from "../../mocks/blink/index.ts";
import { describeMock } from "../../src/http/openapi.ts";
import { listOperations, makeJudge } from "../control/served-document.ts";
import { id, ids, keys } from "./small-blink.ts";
import { blinkWithWorkflows, flows, workflowYaml } from "./small-workflows.ts";
import { type RunningBlink, startBlink } from "./start-blink.ts";

const document = await describeMock(mock);
const judge = makeJudge(document);
const operations = listOperations(document);

/** Ids that a path may name: real ones of every kind, and one of nothing. */
const anyId = fc.constantFrom(
  ids.vault,
  ids.ownerKey,
  ids.platform,
  ids.group,
  ids.lent,
  "on-prem",
  id("f"),
  "%ff",
  ...Object.values(flows),
);

const name = fc.oneof(fc.constantFrom("vault", "n", "", "api_key", "passwordstate"), fc.string());
const word = fc.oneof(name, fc.anything());
const body = fc.oneof(
  fc.record(
    {
      name: word,
      description: word,
      connection_type_id: fc.oneof(fc.constantFrom("TYPE"), word),
      creation_method: word,
      created_with_o_auth: fc.oneof(fc.boolean(), word),
      active: fc.oneof(fc.boolean(), word),
      playbook: fc.oneof(fc.constant(workflowYaml([{ id: "S1", action: "internal.print" }])), word),
      input_values: fc.oneof(fc.constant({ who: "x" }), fc.dictionary(name, fc.jsonValue()), fc.anything()),
      callback: fc.oneof(fc.record({ url: word, method: word, body: word }), fc.anything()),
      past_exec_ref: fc.oneof(fc.constantFrom(flows.done, flows.going), word),
      is_default: fc.oneof(fc.boolean(), word),
      tags: fc.oneof(fc.array(fc.string(), { maxLength: 3 }), fc.anything()),
      attributes: fc.oneof(
        fc.dictionary(
          fc.constantFrom("API Address", "API Key", "Token", "__proto__"),
          fc.oneof(fc.record({ value: word }), fc.anything()),
        ),
        fc.anything(),
      ),
    },
    { requiredKeys: [] },
  ),
  fc.anything(),
);

test("whatever is sent to whichever operation, the answer is one that its document allows, and refusals change nothing", async () => {
  const blink = await startBlink(blinkWithWorkflows);
  const type = blink.state.connectionTypes.find("name", "passwordstate")?.id ?? "";
  const start = blink.sandbox.store.version();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...operations),
      anyId,
      fc.constantFrom(ids.platform, ids.payments, id("e")),
      fc.constantFrom(keys.admin, keys.owner, keys.viewer, "x"),
      body,
      async (operation, one, workspace, key, sent) => {
        blink.sandbox.store.restore(start);
        const before = blink.snapshot();
        const path = operation.path.replace("{ws}", workspace).replace("{id}", one);
        const text = JSON.stringify(sent)?.replaceAll('"TYPE"', JSON.stringify(type));
        const hasBody = operation.method !== "GET" && operation.method !== "DELETE";
        const asked = hasBody && text !== undefined ? { body: text } : {};
        const answer = await blink.request(operation.method, path, { key, ...asked });
        const told = judge(operation, answer.status, answer.headers["content-type"] ?? null, answer.text);
        expect([operation.id, answer.status, told]).toEqual([operation.id, answer.status, []]);
        if (answer.status !== 200) expect(blink.snapshot()).toBe(before);
      },
    ),
    { numRuns: 600 },
  );
});

test("every operation of the document was seen to succeed as documented", async () => {
  const blink = await startBlink(blinkWithWorkflows);
  const type = blink.state.connectionTypes.find("name", "chat")?.id ?? "";
  const spare = String((await blink.request("POST", "/runner_groups", { json: { name: "spare" } })).ok().id);
  const start = blink.sandbox.store.version();
  // What a test calls may be this very Blink.
  const attributes = {
    "API Address": { value: `http://127.0.0.1:${blink.port}/api/v1/user` },
    ...{ "Header 1 Name": { value: "BLINK-API-KEY" }, "Header 1 Value": { value: keys.owner } },
  };
  const custom = blink.state.connectionTypes.find("name", "http_custom")?.id;
  const bodies: Readonly<Record<string, object>> = {
    "connections.test": { connection: { connection_type_id: custom, attributes }, runner_group: "blink_cloud" },
    "connections.create": { connection_type_id: type, attributes: { Token: { value: "t" } } },
    "playbooks.save-draft": { playbook: workflowYaml([]) },
    ...Object.fromEntries(["execute", "execute-draft", "start"].map((how) => [`playbooks.${how}`, { who: "x" }])),
    "connection-types.create": { name: "new", attributes: { A: {} } },
  };
  const bareId = (operation: string) => operation.replace(/-unscoped$/, "");
  const idFor = (operation: string) => {
    if (operation.startsWith("connection-types")) return type;
    if (operation.startsWith("connections")) return ids.vault;
    if (operation.startsWith("runner")) return spare;
    if (operation.startsWith("playbooks")) return flows.greet;
    if (operation.startsWith("executions")) return flows.going;
    return operation.startsWith("workspaces") ? ids.platform : ids.ownerKey;
  };
  for (const operation of operations) {
    blink.sandbox.store.restore(start);
    const name = bareId(operation.id);
    // Deleting a key takes a second one, deleting a type one that nothing uses.
    if (name === "api-keys.delete") await blink.administer("keys.create", { user: "owner@example.test", name: "n" });
    if (name === "connection-types.delete") (await blink.request("DELETE", `/connections/${ids.oauth}`)).ok();
    const admin = /workspaces\.create|connection-types\.(?:create|delete)/.test(name);
    const key = admin ? keys.admin : keys.owner;
    const one = name === "api-keys.delete" ? lastKeyId(blink) : idFor(name);
    const path = operation.path.replace("{ws}", ids.platform).replace("{id}", one);
    const json = bodies[name] ?? { name: name === "connections.edit" ? "vault" : "new" };
    const hasBody = operation.method !== "GET" && operation.method !== "DELETE";
    const answer = await blink.request(operation.method, path, { key, ...(hasBody ? { json } : {}) });
    expect([operation.id, answer.status, answer.text]).toEqual([operation.id, 200, answer.text]);
    expect(judge(operation, 200, answer.headers["content-type"] ?? null, answer.text)).toEqual([]);
  }
});

function lastKeyId(blink: RunningBlink): string {
  return [...blink.state.apiKeys.all()].at(-1)?.id ?? "";
}
