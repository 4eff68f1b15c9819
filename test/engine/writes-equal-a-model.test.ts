import fc from "fast-check";
import { expect, test } from "vitest";
import type { Sandbox } from "../../src/engine/sandbox.ts";
import { type Deed, deed, doToModel, doToSandbox, type Model, makeModel } from "./naive-model.ts";
import { openSandbox, readAll, store } from "./small-world.ts";

/** Deeds that are one transaction, and whether it throws at its end after all. */
const transaction = fc.record({ deeds: fc.array(deed, { maxLength: 6 }), throws: fc.boolean() });

test("any writes, with transactions that throw, leave what a naive model holds, and versions stay as they were", () => {
  fc.assert(
    fc.property(fc.array(transaction, { maxLength: 30 }), (transactions) => {
      const sandbox = openSandbox();
      let model = makeModel();
      const kept: { readonly version: ReturnType<typeof sandbox.store.version>; readonly model: Model }[] = [];
      for (const [at, { deeds, throws }] of transactions.entries()) {
        model = runBoth(sandbox, model, deeds, throws);
        expectEqual(sandbox, model);
        // Not at each: a version that was not asked for must not be missed either.
        if (at % 3 === 0) kept.push({ version: sandbox.store.version(), model: structuredClone(model) });
      }
      for (const { version, model } of kept.reverse()) {
        sandbox.store.restore(version);
        expectEqual(sandbox, model);
      }
    }),
    { numRuns: 300 },
  );
});

test("what a rewind took back can be written anew, with other values, under the same numbers", () => {
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 10 }), fc.array(deed, { maxLength: 10 }), (first, second) => {
      const sandbox = openSandbox();
      const start = runBoth(sandbox, makeModel(), [{ do: "note", text: "before", keep: 300 }], false);
      const version = sandbox.store.version();
      const one = runBoth(sandbox, start, first, false);
      const kept = sandbox.store.version();
      sandbox.store.restore(version);
      expectEqual(sandbox, runBoth(sandbox, start, second, false));
      sandbox.store.restore(kept);
      expectEqual(sandbox, one);
    }),
  );
});

/** Does the same to a sandbox, in one transaction, and to a model, that is what it was when the transaction has to fail. */
function runBoth(sandbox: Sandbox, before: Model, deeds: readonly Deed[], throws: boolean): Model {
  const model = structuredClone(before);
  const works = deeds.every((deed) => doToModel(model, deed)) && !throws;
  const draws: number[] = [];
  const run = () =>
    sandbox.transact(() => {
      for (const deed of deeds) doToSandbox(sandbox, deed, draws);
      if (throws) throw new Error("thrown at the end");
    });
  if (!works) {
    expect(run).toThrow();
    return before;
  }
  run();
  model.draws = [...before.draws, ...draws];
  return model;
}

function expectEqual(sandbox: Sandbox, model: Model): void {
  const { boxes, names, notes } = sandbox.state(store);
  expect(readAll(sandbox)).toEqual({ boxes: model.boxes, notes: model.notes, names: model.names });
  expect([boxes.size, names.size, notes.size]).toEqual([model.boxes.length, model.names.length, model.notes.length]);
  for (const box of model.boxes) expect(boxes.get(box.id)).toEqual(box);
  for (const note of model.notes) expect(notes.get(note.number)).toEqual(note);
  for (const name of ["ada", "__proto__", "nobody"]) {
    expect(names.get(name)).toEqual(model.names.find((row) => row.name === name));
  }
  for (const label of ["a", "b", "c", "z"]) {
    expect(boxes.find("label", label)).toEqual(model.boxes.find((box) => box.label === label));
  }
  for (const shelf of [1, 2, 3]) {
    expect(boxes.where("shelf", shelf)).toEqual(model.boxes.filter((box) => box.shelf === shelf));
    expect(names.where("rank", shelf)).toEqual(model.names.filter((row) => row.rank === shelf));
  }
  expect(sandbox.chance.drawn).toBe(model.draws.length);
  expect(sandbox.store.settings.hosts).toEqual(model.hosts);
}
