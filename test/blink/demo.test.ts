import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { blink as mock } from "../../mocks/blink/index.ts";
import { makeWorld } from "../../src/control/make-world.ts";
import { readFixtureFile } from "../../src/engine/fixture-file.ts";
import { bringBackSnapshot } from "../../src/engine/snapshot.ts";
import { startBlink } from "./start-blink.ts";

const file = fileURLToPath(new URL("../../fixtures/demo.yaml", import.meta.url));
const { blink: part } = parse(readFileSync(file, "utf8")) as { blink: object };

test("the demo is a fixture without a problem", async () => {
  expect((await readFixtureFile(file, makeWorld())).problems).toBeUndefined();
});

test("the demo has members of every role, five keys of one user, and executions in every kind of state", async () => {
  const { state, sandbox } = await startBlink(part);
  const roles = new Set([...state.members.all()].map(({ role }) => role));
  expect([...roles]).toEqual(expect.arrayContaining(["Owner", "Contributor", "Viewer", "Auditor"]));
  const names = mock.credentials(sandbox).map(({ name }) => name);
  expect(names.filter((name) => name.startsWith("ivo.marsh"))).toHaveLength(5);
  const states = [...state.executions.all()].map((execution) => execution.state);
  expect(states).toEqual(["Completed", "Failed", "Cancelled", "Completed", "Timeout", "Running", "Pending"]);
  const numbers = [...state.executions.all()].map((one) => `${one.playbook_name} #${one.execution_number}`);
  expect(numbers).toContain("Read a password #3");
  for (const { started_at = 0, finished_at, created_at } of state.executions.all()) {
    if (finished_at !== undefined) expect(finished_at).toBeGreaterThan(Math.max(started_at, created_at));
  }
  expect(state.steps.size).toBe(6);
});

test("a newcomer's example works", async () => {
  const blink = await startBlink(part);
  const example = mock.example(blink.sandbox);
  const answer = await blink.request("GET", example?.path ?? "", { key: "", headers: { ...example?.headers } });
  expect(answer.rows().map(({ name }) => name)).toContain("passwordstate-prod");
});

test("the same fixture and seed give the same Blink, key for key, until every key is renewed", async () => {
  const [first, second] = [await startBlink(part), await startBlink(part)];
  expect(first.snapshot()).toBe(second.snapshot());
  bringBackSnapshot(second.sandbox, first.snapshot());
  expect(second.snapshot()).toBe(first.snapshot());
  let drawn = 0;
  const hex = (digits: number) => {
    drawn += 1;
    return String(drawn).padStart(digits, "0");
  };
  second.sandbox.transact(() => mock.renewCredentials(second.sandbox, hex));
  const old = new Set(mock.credentials(first.sandbox).map(({ value }) => value));
  const renewed = mock.credentials(second.sandbox).map(({ value }) => value);
  expect(renewed.filter((value) => old.has(value) || value.length !== 28)).toEqual([]);
  expect(renewed).toHaveLength(old.size);
});
