import { z } from "zod";
import type { Call } from "../../../src/http/call.ts";
import type { Outside } from "../../../src/http/errands/outside.ts";
import { observed } from "../../../src/http/evidence.ts";
import type { Operation } from "../../../src/http/operation.ts";
import { choiceOf } from "../choice.ts";
import { workspaceErrand } from "../operation.ts";
import { judgeTest, type Verdict } from "../rules/judge-test.ts";
import { joinAddress, signatureOf } from "../rules/sign-request.ts";
import { CANNOT_TEST, planTest, sameAttributes, type TestPlan } from "../rules/test-connection.ts";
import { resolveConnection } from "../rules/use-connection.ts";
import { section } from "../section.ts";
import { BlinkRefusal, json, wire } from "../wire.ts";
import { attributes } from "./connections.ts";

const text = z.string().max(255).nullish();

/** Tests a connection with a call from a runner; stored or not. */
export const testConnectionOperations: readonly Operation[] = workspaceErrand({
  id: "connections.test",
  method: "POST",
  path: "/connections/test",
  tag: "Connections",
  summary: "Test a connection: call its address with its credentials",
  evidence: observed("the specification of 2022"),
  source: "docs/products/blink.md#test-connection",
  data: "fixture: blink.workspaces[].connections; POST connections",
  assumptions: [
    ...(["test-request", "test-verdict", "test-texts", "test-failure", "test-status", "test-stored"] as const),
    ...(["test-timeout", "test-right", "test-runner"] as const),
  ],
  right: "edit",
  failure: CANNOT_TEST,
  input: z.object({
    connection: z.object({
      id: text.describe("Of a stored connection: what is not sent is taken from it."),
      name: text,
      connection_type_id: text.describe("Needed without an id."),
      creation_method: text,
      created_with_o_auth: z.boolean().nullish(),
      attributes,
    }),
    runner_group: text.describe("The id or the name of a runner group; needed."),
  }),
  replies: { 200: { description: "What a test that succeeded says.", schema: z.string() } },
  prepare(served) {
    const { connection, runner_group } = served.input;
    const wanted = {
      id: connection.id || undefined,
      name: connection.name ?? undefined,
      connection_type_id: connection.connection_type_id ?? undefined,
      creation_method: connection.creation_method ?? undefined,
      created_with_o_auth: connection.created_with_o_auth ?? false,
      attributes: connection.attributes ?? undefined,
    };
    return planTest(served, served.workspace, wanted, runner_group ?? undefined);
  },
  reach: makeTest,
  finish(call, plan, verdict) {
    noteStatus(call, plan, verdict);
    if (verdict.valid) return json(200, verdict.words);
    if (choiceOf(call.sandbox, "test-failure") === "200 with the words") {
      return { ...json(200, verdict.words), reason: verdict.words };
    }
    // Not thrown: what the test found out about the connection stays.
    return wire.refused(new BlinkRefusal(400, CANNOT_TEST, { rule: verdict.words }), call);
  },
});

/** Calls the connection's address, signed as its kind is, and judges what comes back. */
async function makeTest({ connection, timeoutMs }: TestPlan, outside: Outside): Promise<Verdict> {
  const { test_path = "" } = connection.method;
  const resolved = resolveConnection(connection, outside);
  const url = joinAddress(resolved.address ?? "", test_path);
  const outcome = await outside.request({ method: "GET", url, headers: signatureOf(resolved) ?? {}, timeoutMs });
  return judgeTest(outcome, { where: hostOf(url), isApi: test_path !== "" });
}

/** The host and port of an address: never its path, which may hold a secret. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : "the address";
}

/** `test-status`. The connection may be gone meanwhile, or be another than was tested. */
function noteStatus({ sandbox }: Call, { stored, connection }: TestPlan, { valid }: Verdict): void {
  if (stored === undefined || choiceOf(sandbox, "test-status") === "unchanged") return;
  const { connections } = sandbox.state(section);
  const row = connections.find("id", stored);
  if (row?.creation_method !== connection.method.name) return;
  if (!sameAttributes(row.attributes, connection.attributes)) return;
  connections.update(row.seq, { status: valid ? "active" : "inactive" });
}
