import { expect, test } from "vitest";
import { CheckFailure } from "../../contracts/check-failure.ts";
import { observe } from "../../contracts/observe.ts";
import type { Connector } from "../../contracts/port.ts";

const SETTINGS = ["address", "credential"].map((name) => ({ name, required: true, secret: name === "credential" }));
const READING = { name: "reader", version: "1", capabilities: ["findSecrets"], settings: SETTINGS };

/** A connector that gives these answers, watched as in a check. */
function watch(answers: Readonly<Record<string, unknown>>) {
  const methods = Object.entries(answers).map(([name, answer]) => [name, async () => answer]);
  const mask = (text: string) => text;
  return observe(Object.fromEntries(methods) as Connector, {
    ...{ timeLimit: 1_000, grace: 1_000, mask, onSaid: () => undefined, onStuck: () => undefined },
  });
}

/** How a call fails the check. */
async function failureOf(call: unknown): Promise<CheckFailure> {
  const error: unknown = await Promise.resolve(call).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof CheckFailure) return error;
  throw new Error("The call is no failure of a check.");
}

test("a connector that only reads says nothing of deletes and creates, or null", async () => {
  expect(await watch({ describe: READING }).describe()).toEqual(READING);
  const withNulls = { ...READING, missingDelete: null, secondCreate: null };
  expect((await watch({ describe: withNulls }).describe()).secondCreate).toBeUndefined();
});

test("everything that is wrong with a description is said at once", async () => {
  const describe = { name: "writer", capabilities: ["createSecret", "deleteSecret", "fly"], settings: SETTINGS };
  const { message } = await failureOf(watch({ describe }).describe());
  expect(message).toMatch(/^describe answered something else than the port says: answer\.version: .+; answer\.capabil/);
  expect(message).toContain(`answer.missingDelete: required with deleteSecret: "not-found" or "done"`);
  expect(message).toContain(`answer.secondCreate: required with createSecret: "conflict", "update" or "duplicate"`);
});

test("a list of wrong answers is told as far as one wants to read it", async () => {
  const { message } = await failureOf(watch({ findSecrets: Array(500).fill({ id: 1, name: "n" }) }).findSecrets({}));
  expect(message).toContain("answer.7.id: ");
  expect(message).toMatch(/; and 492 more$/);
});

test("a description that is none at all is said to be none", async () => {
  const { message } = await failureOf(watch({ describe: null }).describe());
  expect(message).toMatch(/^describe answered something else than the port says: answer: [^;]*object[^;]*$/);
});

test.each([[{ outcome: "passed" }], [{ outcome: "passed", kind: null, message: null }]])(
  "a connection test that passed needs no message: %j",
  async (testConnection) => {
    expect(await watch({ testConnection }).testConnection()).toEqual({ outcome: "passed" });
  },
);

test.each([
  ["failed", "unauthenticated"],
  ["unknown", undefined],
])("a connection test that is '%s' says why", async (outcome, kind) => {
  const { message } = await failureOf(watch({ testConnection: { outcome, kind } }).testConnection());
  expect(message).toContain("answer.message: required unless it passed");
});

test("what is to be mended is the answer, whatever the check is about", async () => {
  const connector = watch({ getSecret: {} });
  expect((await failureOf(connector.getSecret({ id: "1" }))).fix).toBe(
    "Let getSecret answer as docs/adapter-protocol.md#methods says",
  );
  expect((await failureOf(connector.deleteSecret({ id: "1" }))).fix).toContain("Add the method");
});
