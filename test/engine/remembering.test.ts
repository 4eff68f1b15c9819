import { expect, test } from "vitest";
import { remember } from "../../src/engine/remember.ts";
import type { StateOf } from "../../src/engine/section.ts";
import { openSandbox, store } from "./small-world.ts";

type State = StateOf<typeof store.tables>;

/** Looks the labels up of a shelf's boxes, and counts how often it had to. */
function openLabels() {
  const known = remember<State, readonly (string | undefined)[]>((state) => [state.boxes]);
  const times = { worked: 0 };
  const labels = (state: State, shelf: number) =>
    known(state, shelf, () => {
      times.worked += 1;
      return state.boxes.where("shelf", shelf).map(({ label }) => label);
    });
  return { labels, times };
}

test("what was worked out is remembered by its key, until a table that it looks at has changed", () => {
  const sandbox = openSandbox();
  const state = sandbox.state(store);
  const { labels, times } = openLabels();
  sandbox.transact(() => state.boxes.insert({ shelf: 1, label: "a" }));
  const first = labels(state, 1);
  expect(labels(state, 1)).toBe(first);
  expect([first, labels(state, 2), times.worked]).toEqual([["a"], [], 2]);
  sandbox.transact(() => state.names.insert({ name: "another table", rank: 1 }));
  expect(labels(state, 1)).toBe(first);
  sandbox.transact(() => state.boxes.update(10, { label: "b" }));
  expect([labels(state, 1), labels(state, 2), times.worked]).toEqual([["b"], [], 4]);
});

test("a transaction sees what it has written, and what it takes back was never remembered", () => {
  const sandbox = openSandbox();
  const state = sandbox.state(store);
  const { labels } = openLabels();
  sandbox.transact(() => state.boxes.insert({ shelf: 1, label: "a" }));
  expect(labels(state, 1)).toEqual(["a"]);
  sandbox.rehearse(() => {
    expect(labels(state, 1)).toEqual(["a"]);
    state.boxes.insert({ shelf: 1, label: "b" });
    expect(labels(state, 1)).toEqual(["a", "b"]);
    state.boxes.insert({ shelf: 1, label: "c" });
    expect(labels(state, 1)).toEqual(["a", "b", "c"]);
  });
  expect(labels(state, 1)).toEqual(["a"]);
});

test("a fork and a reset have what is theirs", () => {
  const sandbox = openSandbox();
  const state = sandbox.state(store);
  const { labels } = openLabels();
  sandbox.transact(() => state.boxes.insert({ shelf: 1, label: "a" }));
  expect(labels(state, 1)).toEqual(["a"]);
  const fork = sandbox.fork("fork");
  const forked = fork.state(store);
  fork.transact(() => forked.boxes.insert({ shelf: 1, label: "b" }));
  expect([labels(forked, 1), labels(state, 1)]).toEqual([["a", "b"], ["a"]]);
  sandbox.reset();
  expect([labels(forked, 1), labels(state, 1)]).toEqual([["a", "b"], []]);
  fork.reset();
  expect(labels(forked, 1)).toEqual(["a"]);
});
