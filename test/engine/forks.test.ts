import fc from "fast-check";
import { expect, test } from "vitest";
import type { Sandbox } from "../../src/engine/sandbox.ts";
import { takeSnapshot } from "../../src/engine/snapshot.ts";
import { makeEntry } from "./make-entry.ts";
import { deed, doToSandbox } from "./naive-model.ts";
import { openSandbox, store } from "./small-world.ts";

/** What is done to which of the sandboxes there are: deeds, or a fork of it. */
const step = fc.record({ which: fc.nat(), deeds: fc.array(deed, { minLength: 1, maxLength: 4 }), forks: fc.boolean() });

test("a fork never sees another's writes, in a tree of forks of forks", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const sandboxes = [openSandbox()];
      const contents = [takeSnapshot(sandboxes[0] as Sandbox)];
      for (const { which, deeds, forks } of steps) {
        const at = which % sandboxes.length;
        const sandbox = sandboxes[at] as Sandbox;
        if (forks) {
          sandboxes.push(sandbox.fork(`f${sandboxes.length}`));
          contents.push(contents[at] as string);
        } else {
          tryDeeds(sandbox, deeds);
          contents[at] = takeSnapshot(sandbox);
        }
        expect(sandboxes.map(takeSnapshot)).toEqual(contents);
      }
    }),
    { numRuns: 60 },
  );
});

test("a fork starts with the same content and clock, an empty journal, and goes its own way in each", () => {
  const sandbox = openSandbox();
  sandbox.clock.freeze(Date.UTC(2026, 2, 1));
  sandbox.setHost("Build-01", ["10.0.0.1"]);
  sandbox.transact(() => sandbox.state(store).boxes.insert({ shelf: 1, label: "a" }));
  sandbox.journal.add(makeEntry(sandbox));

  const fork = sandbox.fork("other");
  expect(takeSnapshot(fork)).toBe(takeSnapshot(sandbox));
  expect(fork.journal.entries()).toEqual([]);
  expect([fork.id, fork.from]).toEqual(["other", "here"]);

  fork.clock.advance("P1D");
  fork.setHost("build-01", []);
  fork.assume("store", "box-order", "newest");
  expect(sandbox.clock.now()).toBe(Date.UTC(2026, 2, 1));
  expect(sandbox.addressesOf("BUILD-01")).toEqual(["10.0.0.1"]);
  expect(sandbox.assumption({ ...store }, "box-order")).toBe("oldest");
});

test("a fork draws as its origin would have drawn, and the draws of one are not the other's", () => {
  const sandbox = openSandbox();
  sandbox.transact(() => sandbox.chance.bits());
  const [one, other] = [sandbox.fork("one"), sandbox.fork("other")];
  const draw = (from: Sandbox) => from.transact(() => [from.chance.bits(), from.chance.bits()]);
  expect(draw(one)).toEqual(draw(sandbox));
  expect(other.chance.drawn).toBe(1);
});

test("a reset goes back to where the fork began, and a fork taken from the middle of a transaction holds what stood there", () => {
  const sandbox = openSandbox();
  const { boxes } = sandbox.state(store);
  sandbox.transact(() => boxes.insert({ shelf: 1, label: "a" }));
  const fork = sandbox.fork("fork");
  fork.transact(() => fork.state(store).boxes.delete(10));
  fork.clock.freeze(0);
  fork.reset();
  expect(takeSnapshot(fork)).toBe(takeSnapshot(sandbox));

  const inside: Sandbox[] = [];
  const work = () =>
    sandbox.transact(() => {
      boxes.insert({ shelf: 2, label: "b" });
      inside.push(sandbox.fork("inside"));
      boxes.insert({ shelf: 3, label: "c" });
      throw new Error("taken back");
    });
  expect(work).toThrow("taken back");
  expect([...boxes.all()].map(({ label }) => label)).toEqual(["a"]);
  expect([...(inside[0] as Sandbox).state(store).boxes.all()].map(({ label }) => label)).toEqual(["a", "b"]);
  expect(takeSnapshot(sandbox.fork("after"))).toBe(takeSnapshot(fork));
});

function tryDeeds(sandbox: Sandbox, deeds: readonly Parameters<typeof doToSandbox>[1][]): void {
  try {
    sandbox.transact(() => {
      for (const deed of deeds) doToSandbox(sandbox, deed, []);
    });
  } catch {
    // Refused, and taken back: what must be equal is compared by the caller.
  }
}
