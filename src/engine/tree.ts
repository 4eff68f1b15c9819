import sortedBTree from "sorted-btree";

// The package is CommonJS that says it is an ES module: its class is the default of the default, or the default itself, by loader.
const BTree = sortedBTree.default ?? sortedBTree;

/** An ordered map whose clone shares what it has with it: cloning costs the same for any size. */
export type Tree<K, V> = sortedBTree.default<K, V>;

/** What a row is found by: the product's own integers, or UUIDs and names. */
export type Key = number | string;

/** Where an index holds a row: by the value that it is looked up by, and in id order there. */
export type IndexEntry = readonly [value: Key, id: Key];

/** An empty tree by keys. */
export function keyTree<Value>(): Tree<Key, Value> {
  return new BTree<Key, Value>(undefined, compareKeys);
}

/** An empty tree by the entries of an index. */
export function entryTree<Value>(): Tree<IndexEntry, Value> {
  return new BTree<IndexEntry, Value>(undefined, compareEntries);
}

/** Numbers before strings, each in its own order. */
function compareKeys(a: Key, b: Key): number {
  if (a === b) return 0;
  if (typeof a === typeof b) return a < b ? -1 : 1;
  return typeof a === "number" ? -1 : 1;
}

function compareEntries(a: IndexEntry, b: IndexEntry): number {
  return compareKeys(a[0], b[0]) || compareKeys(a[1], b[1]);
}
