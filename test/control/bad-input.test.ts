import { expect, test } from "vitest";
import { PASSWORD, start } from "./start.ts";

const SANDBOX = "/v1/sandboxes/default";

/** What is asked, with the status of the refusal and the member that it names. */
const refused: readonly [asked: string, body: unknown, status: number, member?: string][] = [
  ["POST /v1/sandboxes", { id: "no good" }, 400, "id"],
  ["POST /v1/sandboxes", { id: 7 }, 400, "id"],
  ["POST /v1/sandboxes", { sandbox: "x" }, 400, "sandbox"],
  ["POST /v1/sandboxes", { fixture: "demo", fork: "default" }, 400, "fork"],
  ["POST /v1/sandboxes", { seed: 3 }, 400, "seed"],
  ["POST /v1/sandboxes", { fixture: "demo", seed: -1 }, 400, "seed"],
  ["POST /v1/sandboxes", { fixture: 3 }, 400, "fixture"],
  ["POST /v1/sandboxes", { listen: [3] }, 400, "listen.0"],
  ["POST /v1/sandboxes", { listen: [{ listener: "passwordstate", sandbox: "default" }] }, 400, "listen.0.sandbox"],
  ["POST /v1/sandboxes", { listen: ["nonsense"] }, 400],
  ["POST /v1/sandboxes", { fixture: "nonsense" }, 400],
  ["POST /v1/sandboxes", { fixture: { fauxvault: 2 } }, 400],
  ["POST /v1/sandboxes", { fork: "nowhere" }, 404],
  ["POST /v1/sandboxes", [], 400, ""],
  ["POST /v1/sandboxes", "text", 400, ""],
  ["POST /v1/sandboxes", null, 400, ""],
  ["POST /v1/doors", { port: 1 }, 400, "listener"],
  ["POST /v1/doors", { listener: "passwordstate", port: 70000 }, 400, "port"],
  ["POST /v1/doors", { listener: "passwordstate", certificate: "self-signed" }, 400, "certificate"],
  ["POST /v1/doors", { listener: "nonsense" }, 400],
  ["POST /v1/doors", { listener: "passwordstate", sandbox: "nowhere" }, 404],
  ["DELETE /v1/doors/x", undefined, 400, "port"],
  ["DELETE /v1/doors/1", undefined, 404],
  [`PATCH ${SANDBOX}/clock`, {}, 400, ""],
  [`PATCH ${SANDBOX}/clock`, { at: "2026-03-01", advance: "P1D" }, 400, ""],
  [`PATCH ${SANDBOX}/clock`, { freeze: "yes" }, 400, "freeze"],
  [`PATCH ${SANDBOX}/clock`, { real: false }, 400, "real"],
  [`PATCH ${SANDBOX}/clock`, { at: "soon" }, 400],
  [`PATCH ${SANDBOX}/clock`, { advance: "1 day" }, 400],
  [`PATCH ${SANDBOX}/clock`, { advance: "P999999Y" }, 400],
  [`POST ${SANDBOX}/faults`, {}, 400, "effect"],
  [`POST ${SANDBOX}/faults`, { effect: { kind: "nonsense" } }, 400, "effect.kind"],
  [`POST ${SANDBOX}/faults`, { effect: { kind: "delay", ms: "1" } }, 400, "effect.ms"],
  [`POST ${SANDBOX}/faults`, { effect: { kind: "reset" }, match: { nth: 0 } }, 400, "match.nth"],
  [`DELETE ${SANDBOX}/faults/1.5`, undefined, 400, "fault"],
  [`DELETE ${SANDBOX}/faults/1`, undefined, 404],
  [`GET ${SANDBOX}/journal?after=x`, undefined, 400, "after"],
  [`GET ${SANDBOX}/journal?after=`, undefined, 400, "after"],
  [`GET ${SANDBOX}/journal?limit=0`, undefined, 400, "limit"],
  [`GET ${SANDBOX}/journal?refused=maybe`, undefined, 400, "refused"],
  [`GET ${SANDBOX}/journal?newest=3`, undefined, 400, "newest"],
  [`GET ${SANDBOX}/journal/stream?after=-1`, undefined, 400, "after"],
  [`GET ${SANDBOX}/clock?at=now`, undefined, 400, "at"],
  [`PUT ${SANDBOX}/hosts/build-02.test`, { addresses: ["10.0.0.300"] }, 400, "addresses.0"],
  [`PUT ${SANDBOX}/hosts/build-02.test`, { addresses: [] }, 400, "addresses"],
  [`PUT ${SANDBOX}/hosts/no%20good`, { addresses: ["10.0.0.3"] }, 400, ""],
  [`PUT ${SANDBOX}/snapshot`, { fauxvaultSnapshot: 999 }, 400],
  [`PUT ${SANDBOX}/snapshot`, { fauxvaultSnapshot: 1, tables: {} }, 400],
  [`PUT ${SANDBOX}/snapshot`, {}, 400, "fauxvaultSnapshot"],
  [`POST ${SANDBOX}/rewind`, { seq: 0 }, 400, "seq"],
  [`POST ${SANDBOX}/rewind`, { seq: 1, side: "middle" }, 400, "side"],
  [`POST ${SANDBOX}/rewind`, { seq: 1 }, 409],
  [`POST ${SANDBOX}/actions/passwordstate/nonsense`, {}, 404],
  [`GET ${SANDBOX}/examples/nonsense`, undefined, 404],
  [`DELETE ${SANDBOX}`, undefined, 409],
  ["GET /v1/sandboxes/nowhere", undefined, 404],
  ["GET /v1/sandboxes/nowhere/credentials", undefined, 404],
  ["GET /v1/sandboxes/%zz", undefined, 400],
  ["GET /v1/products/nonsense/openapi", undefined, 404],
  ["GET /", undefined, 404],
  ["GET /v1/Status", undefined, 404],
  ["PUT /v1/status", {}, 405],
  ["POST /v1/stop", { now: true }, 400, "now"],
];

test.each(refused)("%s with %j is refused with %i, naming '%s'", async (asked, body, status, member) => {
  const { client, troubles } = await start();
  const before = [await client.sandboxes(), await client.sandbox().snapshot()];
  const [method = "", path = ""] = asked.split(" ");
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await fetch(`${client.url}${path}`, {
    method,
    headers: { "content-type": "application/json" },
    ...content,
  });
  const said = (await answer.json()) as { error: { message: string; issues?: { member: string }[] } };
  expect(answer.status).toBe(status);
  expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
  expect(said.error.message).not.toBe("");
  if (member !== undefined) expect(said.error.issues?.map((issue) => issue.member)).toContain(member);
  expect([await client.sandboxes(), await client.sandbox().snapshot()]).toEqual(before);
  expect(troubles).toEqual([]);
});

test("an unknown path is told the nearest, a wrong method the right ones", async () => {
  const { client } = await start();
  const unknown = await fetch(`${client.url}/v1/sandbox/default/clok?key=${PASSWORD}`);
  const text = await unknown.text();
  expect(text).toContain("GET /v1/sandboxes/:id/clock");
  expect(text).not.toContain(PASSWORD);
  const wrong = await fetch(`${client.url}${SANDBOX}/clock`, { method: "POST" });
  expect(wrong.headers.get("allow")).toBe("GET, PATCH");
  expect(await wrong.text()).toContain("GET, PATCH");
});

test("what is not JSON is not repeated in the refusal", async () => {
  const { client } = await start();
  const answer = await fetch(`${client.url}/v1/sandboxes`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: `{"fixture": ${PASSWORD}}`,
  });
  expect(answer.status).toBe(400);
  expect(await answer.text()).toBe('{"error":{"message":"The body of POST /v1/sandboxes is not JSON."}}\n');
});

test("a body beyond 64 MB is refused", async () => {
  const { client } = await start();
  const answer = await fetch(`${client.url}${SANDBOX}/snapshot`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: Buffer.alloc(64 * 1024 * 1024 + 1, " "),
  });
  expect(answer.status).toBe(413);
});

test("what is no HTTP at all is answered in JSON too", async () => {
  const { client } = await start();
  const answer = await fetch(`${client.url}/v1/health`, { headers: { "x-long": "x".repeat(20_000) } });
  expect(answer.status).toBe(431);
  expect(await answer.json()).toEqual({ error: { message: "The request's headers are too large." } });
});
