import { expect, test } from "vitest";
import { EngineError } from "../../src/engine/engine-error.ts";
import { DEFAULT_SANDBOX, Sandboxes } from "../../src/engine/sandboxes.ts";
import { takeSnapshot } from "../../src/engine/snapshot.ts";
import { readAll, smallWorld, store } from "./small-world.ts";

const fixture = await smallWorld.fixture("test", { fauxvault: 1, store: { boxes: [{ label: "shared" }] } });

async function openAll() {
  const sandboxes = new Sandboxes(smallWorld);
  await sandboxes.create(fixture, DEFAULT_SANDBOX);
  return sandboxes;
}

test("200 sandboxes at once, each with its own writes, leak nothing into each other", async () => {
  const sandboxes = await openAll();
  const start = takeSnapshot(sandboxes.get(DEFAULT_SANDBOX));
  const forks = Array.from({ length: 200 }, () => sandboxes.fork(DEFAULT_SANDBOX));
  for (let round = 0; round < 20; round += 1) {
    for (const fork of forks) {
      const { boxes, notes } = fork.state(store);
      fork.transact(() => {
        boxes.insert({ shelf: round + 1, label: `${fork.id} ${round}` });
        notes.append({ text: `${fork.id} ${round}` }, 15);
      });
    }
  }
  for (const fork of forks) {
    const { boxes, notes } = readAll(fork);
    expect(boxes.map(({ label }) => label)).toEqual(["shared", ...countTo(20).map((round) => `${fork.id} ${round}`)]);
    expect(notes.map(({ text }) => text)).toEqual(
      countTo(20)
        .slice(5)
        .map((round) => `${fork.id} ${round}`),
    );
  }
  expect(takeSnapshot(sandboxes.get(DEFAULT_SANDBOX))).toBe(start);
});

test("sandboxes get ids of their own, also when they are made at the same time", async () => {
  const sandboxes = await openAll();
  const made = await Promise.all(countTo(5).map(() => sandboxes.create(fixture)));
  expect(new Set(made.map(({ id }) => id)).size).toBe(5);
  const twice = [sandboxes.create(fixture, "mine"), sandboxes.create(fixture, "mine")];
  const results = await Promise.allSettled(twice);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
});

test("an id that is taken, unknown or not one is refused, and the default sandbox stays", async () => {
  const sandboxes = await openAll();
  sandboxes.fork(DEFAULT_SANDBOX, "mine");
  expect(() => sandboxes.fork(DEFAULT_SANDBOX, "mine")).toThrow("There is a sandbox 'mine' already.");
  expect(() => sandboxes.fork("other", "new")).toThrow("There is no sandbox 'other'. There are: default, mine.");
  for (const id of ["", "a/b", "a b", "é", "x".repeat(65)]) {
    expect(() => sandboxes.fork(DEFAULT_SANDBOX, id)).toThrow(EngineError);
  }
  sandboxes.delete("mine");
  expect(sandboxes.find("mine")).toBeUndefined();
  expect(() => sandboxes.delete("mine")).toThrow(EngineError);
  expect(() => sandboxes.delete(DEFAULT_SANDBOX)).toThrow("reset it instead");
  sandboxes.fork(DEFAULT_SANDBOX, "constructor");
  expect(sandboxes.list().map(({ id }) => id)).toEqual(["default", "constructor"]);
});

function countTo(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at);
}
