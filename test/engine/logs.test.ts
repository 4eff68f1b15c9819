import fc from "fast-check";
import { expect, test } from "vitest";
import type { Sandbox } from "../../src/engine/sandbox.ts";
import { openSandbox, store } from "./small-world.ts";

/** Appends a run of notes in one transaction, as a model does: numbers count on, and only the newest `keep` stay. */
interface Run {
  readonly sandbox: number;
  readonly count: number;
  readonly keep: number;
  readonly fails: boolean;
}

const run: fc.Arbitrary<Run> = fc.record({
  sandbox: fc.nat(),
  count: fc.constantFrom(1, 2, 255, 256, 257, 700),
  keep: fc.constantFrom(1, 5, 256, 300, 1000),
  fails: fc.boolean(),
});

test("a log keeps its newest rows in order, whatever it drops, and forks that share its chunks do not see each other's", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(run, fc.constant("fork" as const)), { maxLength: 20 }), (steps) => {
      const sandboxes = [openSandbox()];
      const models: string[][] = [[]];
      const numbers = [0];
      for (const [at, step] of steps.entries()) {
        if (step === "fork") {
          sandboxes.push((sandboxes[0] as Sandbox).fork(`f${at}`));
          models.push([...(models[0] ?? [])]);
          numbers.push(numbers[0] ?? 0);
          continue;
        }
        const which = step.sandbox % sandboxes.length;
        const sandbox = sandboxes[which] as Sandbox;
        const texts = Array.from({ length: step.count }, (_, row) => `${at}.${row} of ${which}`);
        appendAll(sandbox, texts, step);
        if (step.fails) continue;
        models[which] = [...(models[which] ?? []), ...texts].slice(-step.keep);
        numbers[which] = (numbers[which] ?? 0) + texts.length;
      }
      for (const [which, sandbox] of sandboxes.entries()) expectLog(sandbox, models[which] ?? [], numbers[which] ?? 0);
    }),
    { numRuns: 60 },
  );
});

test("the newest rows can be asked for alone, and a number that fell out is nobody's", () => {
  const sandbox = openSandbox();
  appendAll(sandbox, ["one", "two", "three"], { keep: 2, fails: false });
  const { notes } = sandbox.state(store);
  expect([...notes.newest(1)]).toEqual([{ number: 3, text: "three" }]);
  expect([notes.get(1), notes.get(2)?.text, notes.get(4), notes.get(0), notes.get(1.5)]).toEqual([
    undefined,
    "two",
    undefined,
    undefined,
    undefined,
  ]);
});

function appendAll(sandbox: Sandbox, texts: readonly string[], { keep, fails }: Pick<Run, "keep" | "fails">): void {
  const work = () =>
    sandbox.transact(() => {
      for (const text of texts) sandbox.state(store).notes.append({ text }, keep);
      if (fails) throw new Error("taken back");
    });
  if (fails) expect(work).toThrow("taken back");
  else work();
}

function expectLog(sandbox: Sandbox, texts: readonly string[], last: number): void {
  const { notes } = sandbox.state(store);
  const rows = texts.map((text, at) => ({ number: last - texts.length + 1 + at, text }));
  expect([...notes.newest()].reverse()).toEqual(rows);
  expect(notes.size).toBe(rows.length);
  const dump = notes.dump();
  expect(dump).toEqual({ next: last + 1, rows });
  const again = openSandbox().state(store).notes;
  again.load(dump);
  expect(again.dump()).toEqual(dump);
}
