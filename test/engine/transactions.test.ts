import { expect, test } from "vitest";
import { EngineError } from "../../src/engine/engine-error.ts";
import { takeSnapshot } from "../../src/engine/snapshot.ts";
import { openSandbox, readAll, store } from "./small-world.ts";

test("a write outside of a transaction is refused", () => {
  const sandbox = openSandbox();
  const { boxes, notes } = sandbox.state(store);
  expect(() => boxes.insert({ shelf: 1, label: undefined })).toThrow(
    "store.boxes was written to outside of a transaction.",
  );
  expect(() => notes.append({ text: "x" }, 5)).toThrow(EngineError);
  sandbox.transact(() => boxes.insert({ shelf: 1, label: undefined }));
  expect(() => boxes.update(10, { shelf: 2 })).toThrow(EngineError);
  expect(() => boxes.delete(10)).toThrow(EngineError);
  expect(readAll(sandbox).boxes).toEqual([{ id: 10, shelf: 1, label: undefined }]);
});

test("a transaction that throws leaves no trace: rows, draws, clock, hosts, assumptions and versions are what they were", () => {
  const sandbox = openSandbox();
  const { boxes, notes } = sandbox.state(store);
  sandbox.transact(() => boxes.insert({ shelf: 1, label: "a" }));
  const before = takeSnapshot(sandbox);
  const version = sandbox.store.version();
  const work = () =>
    sandbox.transact(() => {
      boxes.insert({ shelf: 2, label: "b" });
      notes.append({ text: "b" }, 10);
      sandbox.chance.bits();
      sandbox.clock.freeze(0);
      sandbox.setHost("build-01", ["10.0.0.1"]);
      sandbox.assume("store", "box-order", "newest");
      sandbox.store.version();
      boxes.delete(10);
      throw new Error("no");
    });
  expect(work).toThrow("no");
  expect(takeSnapshot(sandbox)).toBe(before);
  expect(sandbox.store.version()).toBe(version);
});

test("a transaction inside another joins it: both stay or neither", () => {
  const sandbox = openSandbox();
  const { boxes } = sandbox.state(store);
  const add = (label: string) => sandbox.transact(() => boxes.insert({ shelf: 1, label }));
  const work = () =>
    sandbox.transact(() => {
      add("inner");
      throw new Error("outer");
    });
  expect(work).toThrow("outer");
  expect(boxes.size).toBe(0);
  sandbox.transact(() => [add("one"), add("two")]);
  expect(boxes.size).toBe(2);
});

test("a transaction that changes nothing makes no version", () => {
  const sandbox = openSandbox();
  const version = sandbox.store.version();
  expect(sandbox.transact(() => sandbox.state(store).boxes.get(1))).toBeUndefined();
  expect(sandbox.store.version()).toBe(version);
  sandbox.transact(() => sandbox.chance.bits());
  expect(sandbox.store.version()).not.toBe(version);
});

test("a sandbox cannot be taken back in the middle of a transaction", () => {
  const sandbox = openSandbox();
  const version = sandbox.store.version();
  const { boxes } = sandbox.state(store);
  const work = () =>
    sandbox.transact(() => {
      boxes.insert({ shelf: 1, label: undefined });
      sandbox.store.restore(version);
    });
  expect(work).toThrow("in the middle of a transaction");
  expect(boxes.size).toBe(0);
  sandbox.transact(() => boxes.insert({ shelf: 1, label: undefined }));
  expect(boxes.size).toBe(1);
});
