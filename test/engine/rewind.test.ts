import { expect, test } from "vitest";
import type { Sandbox } from "../../src/engine/sandbox.ts";
import { takeSnapshot } from "../../src/engine/snapshot.ts";
import { makeEntry } from "./make-entry.ts";
import { openSandbox, readAll, store } from "./small-world.ts";

/** Serves a made-up request that adds a box, and gives its number in the journal. */
function serve(sandbox: Sandbox, label: string): number {
  const before = sandbox.store.version();
  sandbox.transact(() => sandbox.state(store).boxes.insert({ shelf: 1, label }));
  return sandbox.journal.add(makeEntry(sandbox, before));
}

const labels = (sandbox: Sandbox) => readAll(sandbox).boxes.map(({ label }) => label);

test("a rewind goes to before or after a request, back and forth", () => {
  const sandbox = openSandbox();
  const [a, b, c] = [serve(sandbox, "a"), serve(sandbox, "b"), serve(sandbox, "c")];
  sandbox.rewind(b as number, "before");
  expect(labels(sandbox)).toEqual(["a"]);
  sandbox.rewind(c as number, "after");
  expect(labels(sandbox)).toEqual(["a", "b", "c"]);
  sandbox.rewind(a as number, "before");
  expect(labels(sandbox)).toEqual([]);
  sandbox.rewind(b as number, "after");
  serve(sandbox, "d");
  expect(readAll(sandbox).boxes.map(({ id }) => id)).toEqual([10, 11, 12]);
  sandbox.rewind(c as number, "after");
  expect(labels(sandbox)).toEqual(["a", "b", "c"]);
});

test("a rewind takes clock, hosts and chance with it", () => {
  const sandbox = openSandbox();
  sandbox.clock.freeze(1000);
  const seq = serve(sandbox, "a");
  const after = takeSnapshot(sandbox);
  sandbox.clock.set(5000);
  sandbox.setHost("build-01", ["10.0.0.1"]);
  sandbox.transact(() => sandbox.chance.bits());
  sandbox.rewind(seq, "after");
  expect(takeSnapshot(sandbox)).toBe(after);
});

test("a request that the journal no longer holds, or never held, is refused and nothing changes", () => {
  const sandbox = openSandbox();
  for (let at = 0; at < 12; at += 1) serve(sandbox, `box ${at}`);
  const before = takeSnapshot(sandbox);
  for (const seq of [1, 2, 13, 0, -1, Number.NaN]) {
    expect(() => sandbox.rewind(seq, "before")).toThrow(`cannot rewind to request ${seq}`);
  }
  expect(takeSnapshot(sandbox)).toBe(before);
  sandbox.rewind(3, "before");
  expect(labels(sandbox)).toEqual(["box 0", "box 1"]);
});

test("a reset goes back to the start and keeps the journal, and what it undid can be rewound to", () => {
  const sandbox = openSandbox();
  const start = takeSnapshot(sandbox);
  const seq = serve(sandbox, "a");
  sandbox.clock.freeze(1);
  sandbox.assume("store", "box-order", "newest");
  sandbox.reset();
  expect(takeSnapshot(sandbox)).toBe(start);
  sandbox.rewind(seq, "after");
  expect(labels(sandbox)).toEqual(["a"]);
});
