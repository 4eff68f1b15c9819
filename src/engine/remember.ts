import type { Key } from "./tree.ts";

/** A table, as far as it says whether it has changed. */
interface Watched {
  /** The same object for as long as the content is the same; none while a transaction writes to it. */
  readonly stamp: object | undefined;
}

/** What was worked out, and of which content. */
interface Remembered<Value> {
  readonly stamps: readonly (object | undefined)[];
  readonly values: Map<Key, Value>;
}

/**
 * Gives a function that works something out of a sandbox's tables and remembers it, by a key, until one of the tables in `looksAt` has
 * changed. What it gives is shared by all who ask: nobody may change it.
 */
export function remember<State extends object, Value>(
  looksAt: (state: State) => readonly Watched[],
): (state: State, key: Key, work: () => Value) => Value {
  const known = new WeakMap<State, Remembered<Value>>();
  return (state, key, work) => {
    const tables = looksAt(state);
    let remembered = known.get(state);
    if (!remembered?.stamps.every((stamp, at) => stamp === tables[at]?.stamp)) {
      const stamps = tables.map(({ stamp }) => stamp);
      // What a transaction has written may yet be taken back.
      if (stamps.includes(undefined)) return work();
      remembered = { stamps, values: new Map() };
      known.set(state, remembered);
    }
    let value = remembered.values.get(key);
    if (value === undefined) {
      value = work();
      remembered.values.set(key, value);
    }
    return value;
  };
}
