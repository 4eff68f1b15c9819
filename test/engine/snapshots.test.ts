import fc from "fast-check";
import { expect, test } from "vitest";
import { EngineError } from "../../src/engine/engine-error.ts";
import type { Sandbox } from "../../src/engine/sandbox.ts";
import { bringBackSnapshot, takeSnapshot } from "../../src/engine/snapshot.ts";
import { deed, doToSandbox } from "./naive-model.ts";
import { openSandbox, readAll, store } from "./small-world.ts";

test("any content comes back byte for byte, answers as before, and goes on as it would have gone on", () => {
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 60 }), fc.array(deed, { maxLength: 10 }), (deeds, later) => {
      const sandbox = openSandbox("one", 99);
      doAll(sandbox, deeds);
      const snapshot = takeSnapshot(sandbox);
      const other = openSandbox("other", 1);
      doAll(other, later);
      bringBackSnapshot(other, snapshot);
      expect(takeSnapshot(other)).toBe(snapshot);
      expect(readAll(other)).toEqual(readAll(sandbox));
      for (const one of [sandbox, other]) doAll(one, later);
      expect(takeSnapshot(other)).toBe(takeSnapshot(sandbox));
    }),
    { numRuns: 150 },
  );
});

test("clock, hosts, assumptions and chance come back too", () => {
  const sandbox = openSandbox();
  sandbox.clock.freeze(Date.UTC(2026, 1, 3));
  sandbox.setHost("build-01", ["10.0.0.1", "::1"]);
  sandbox.assume("store", "box-order", "newest");
  sandbox.transact(() => sandbox.chance.bits());
  const other = openSandbox("other", 3);
  bringBackSnapshot(other, takeSnapshot(sandbox));
  expect(other.clock.now()).toBe(Date.UTC(2026, 1, 3));
  expect(other.hostsAt("::1")).toEqual(["build-01"]);
  expect(other.assumption(store, "box-order")).toBe("newest");
  expect(other.transact(() => other.chance.bits())).toBe(sandbox.transact(() => sandbox.chance.bits()));
});

test("a reset after a snapshot came back still goes to the sandbox's own start", () => {
  const sandbox = openSandbox();
  sandbox.transact(() => sandbox.state(store).boxes.insert({ shelf: 1, label: "a" }));
  const other = openSandbox();
  const start = takeSnapshot(other);
  bringBackSnapshot(other, takeSnapshot(sandbox));
  other.reset();
  expect(takeSnapshot(other)).toBe(start);
});

const good = () => {
  const sandbox = openSandbox();
  doAll(sandbox, [
    { do: "add box", id: 11, shelf: 1, label: "a" },
    { do: "note", text: "n", keep: 5 },
  ]);
  return JSON.parse(takeSnapshot(sandbox));
};

const damages: Readonly<Record<string, (snapshot: ReturnType<typeof good>) => unknown>> = {
  "text that is not JSON": () => "{",
  "nothing at all": () => "",
  null: () => null,
  "another format": (snapshot) => ({ ...snapshot, fauxvaultSnapshot: 2 }),
  "no tables": ({ tables: _, ...rest }) => rest,
  "a table less": ({ tables: { "store.notes": _, ...tables }, ...rest }) => ({ ...rest, tables }),
  "a table more": (snapshot) => ({ ...snapshot, tables: { ...snapshot.tables, "other.rows": { next: 1, rows: [] } } }),
  "a table in the name of a prototype": ({ tables, ...rest }) => ({ ...rest, tables: { ...tables, constructor: {} } }),
  "no clock": ({ clock: _, ...rest }) => rest,
  "a clock that stands nowhere": (snapshot) => ({ ...snapshot, clock: { mode: "frozen", at: 1e300 } }),
  "a host without addresses": (snapshot) => setHosts(snapshot, '{"build-01.test":5}'),
  "a host in the name of a prototype": (snapshot) => setHosts(snapshot, '{"__proto__":["10.20.0.11"]}'),
  "no chance": ({ chance: _, ...rest }) => rest,
  "a seed of the wrong kind": (snapshot) => ({ ...snapshot, chance: { seed: "1", drawn: 0 } }),
  "an unknown assumption": (snapshot) => {
    return { ...snapshot, settings: { hosts: {}, assumptions: { store: { constructor: "x" } } } };
  },
  "an unknown choice": (snapshot) => {
    return { ...snapshot, settings: { hosts: {}, assumptions: { store: { "box-order": "random" } } } };
  },
  "rows that are no objects": (snapshot) => replaceRows(snapshot, "store.boxes", [1]),
  "a row twice": (snapshot) => replaceRows(snapshot, "store.boxes", [{ id: 1 }, { id: 1 }]),
  "a unique value twice": (snapshot) => {
    return replaceRows(snapshot, "store.boxes", [
      { id: 1, label: "a" },
      { id: 2, label: "a" },
    ]);
  },
  "a row without its key": (snapshot) => replaceRows(snapshot, "store.boxes", [{ shelf: 1 }]),
  "a log out of order": (snapshot) => replaceRows(snapshot, "store.notes", [{ number: 9, text: "x" }]),
  "rows that are no list": (snapshot) => replaceRows(snapshot, "store.notes", "rows"),
};

test.each(Object.entries(damages))("%s is refused and changes nothing", (_, damage) => {
  const damaged = damage(good());
  const sandbox = openSandbox();
  doAll(sandbox, [{ do: "add box", id: undefined, shelf: 3, label: "mine" }]);
  const before = takeSnapshot(sandbox);
  const text = typeof damaged === "string" ? damaged : JSON.stringify(damaged);
  expect(() => bringBackSnapshot(sandbox, text)).toThrow(EngineError);
  expect(takeSnapshot(sandbox)).toBe(before);
  doAll(sandbox, [{ do: "add box", id: undefined, shelf: 3, label: "next" }]);
  expect(readAll(sandbox).boxes.map(({ id }) => id)).toEqual([10, 11]);
});

test("a snapshot whose count of numbers was set back does not give a number twice", () => {
  const snapshot = good();
  snapshot.tables["store.boxes"].next = 1;
  const sandbox = openSandbox();
  bringBackSnapshot(sandbox, JSON.stringify(snapshot));
  doAll(sandbox, [{ do: "add box", id: undefined, shelf: 3, label: "next" }]);
  expect(readAll(sandbox).boxes.map(({ id }) => id)).toEqual([11, 12]);
});

function replaceRows(snapshot: ReturnType<typeof good>, name: string, rows: unknown) {
  return { ...snapshot, tables: { ...snapshot.tables, [name]: { next: 2, rows } } };
}

function setHosts(snapshot: ReturnType<typeof good>, hosts: string) {
  return { ...snapshot, settings: { ...snapshot.settings, hosts: JSON.parse(hosts) } };
}

/** Does what is not refused, each in a transaction of its own. */
function doAll(sandbox: Sandbox, deeds: readonly Parameters<typeof doToSandbox>[1][]): void {
  for (const deed of deeds) {
    try {
      sandbox.transact(() => doToSandbox(sandbox, deed, []));
    } catch (error) {
      expect(error).toBeInstanceOf(EngineError);
    }
  }
}
