import sortedBTree from "sorted-btree";
import { EngineError } from "./engine-error.ts";

// The package is CommonJS that says it is an ES module: its class is the default of the default, or the default itself, by loader.
const BTree = sortedBTree.default ?? sortedBTree;
type Tree<K, V> = sortedBTree.default<K, V>;

/** What a row is found by: the product's own integers, or UUIDs and names. */
export type Key = number | string;

/** Sorts behind every key: a text, since those come after numbers, of the highest characters. */
const AFTER_ALL = "\uffff".repeat(8);

type IndexEntry = readonly [value: Key, id: Key];

/** The bounds of a look-up, written over by each: they are done with before it ends. */
const FIRST: [value: Key, id: Key] = ["", Number.NEGATIVE_INFINITY];
const LAST: [value: Key, id: Key] = ["", AFTER_ALL];

type IndexedBy<Row> = (row: Row) => Key | undefined;

/** How a table is laid out: its key column, the first integer it hands out, and what its rows are looked up by. */
export interface TableSpec<Row extends object, Column extends keyof Row, Unique extends string, Index extends string> {
  readonly kind: "table";
  readonly key: Column;
  /** The first id handed out when a row comes without one; integers only. */
  readonly first: number;
  /** At most one row for each value; a row whose function gives undefined is left out. */
  readonly unique: Readonly<Record<Unique, IndexedBy<Row>>>;
  /** Any number of rows for each value, listed in id order. */
  readonly index: Readonly<Record<Index, IndexedBy<Row>>>;
}

/** Lays out a table: `table<PasswordRow>()({ key: "PasswordID", index: { list: (row) => row.PasswordListID } })`. */
export function table<Row extends object>() {
  return <Column extends keyof Row, Unique extends string = never, Index extends string = never>(layout: {
    readonly key: Column;
    readonly first?: number;
    readonly unique?: Readonly<Record<Unique, IndexedBy<Row>>>;
    readonly index?: Readonly<Record<Index, IndexedBy<Row>>>;
  }): TableSpec<Row, Column, Unique, Index> => ({
    kind: "table",
    key: layout.key,
    first: layout.first ?? 1,
    unique: layout.unique ?? ({} as Record<Unique, IndexedBy<Row>>),
    index: layout.index ?? ({} as Record<Index, IndexedBy<Row>>),
  });
}

/** A table's whole content at one moment. Never changed once a transaction has ended; versions share their structure. */
export interface TableVersion<Row> {
  readonly rows: Tree<Key, Row>;
  readonly unique: ReadonlyArray<Tree<Key, Key>>;
  /** Each entry leads to its row, so that a list comes out in one walk. */
  readonly index: ReadonlyArray<Tree<IndexEntry, Row>>;
  next: number;
}

/** A new row: like `Row`, but its key may be left out when the table hands out integers. */
export type NewRow<Row, Column extends keyof Row> = Omit<Row, Column> & Partial<Pick<Row, Column>>;

/** Told by a table before its first write in a transaction; throws when no transaction is open. */
export type BeforeWrite = () => void;

/** One table of a sandbox. Rows are values: they are replaced, never changed in place. */
export class Table<
  Row extends object,
  Column extends keyof Row = keyof Row,
  Unique extends string = string,
  Index extends string = string,
> {
  readonly #name: string;
  readonly #spec: TableSpec<Row, Column, Unique, Index>;
  readonly #uniqueNames: readonly string[];
  readonly #indexNames: readonly string[];
  readonly #beforeWrite: BeforeWrite;
  #version: TableVersion<Row>;
  #owned = false;

  constructor(name: string, spec: TableSpec<Row, Column, Unique, Index>, beforeWrite: BeforeWrite) {
    this.#name = name;
    this.#spec = spec;
    this.#uniqueNames = Object.keys(spec.unique);
    this.#indexNames = Object.keys(spec.index);
    this.#beforeWrite = beforeWrite;
    this.#version = {
      rows: new BTree<Key, Row>(undefined, compareKeys),
      unique: this.#uniqueNames.map(() => new BTree<Key, Key>(undefined, compareKeys)),
      index: this.#indexNames.map(() => new BTree<IndexEntry, Row>(undefined, compareEntries)),
      next: spec.first,
    };
  }

  get size(): number {
    return this.#version.rows.size;
  }

  get(id: Key): Row | undefined {
    return this.#version.rows.get(id);
  }

  has(id: Key): boolean {
    return this.#version.rows.has(id);
  }

  /** Every row in id order. Do not write to the table while the iteration is under way. */
  all(): IterableIterator<Row> {
    return this.#version.rows.values();
  }

  /** The row that a unique index holds for a value. */
  find(index: Unique, value: Key): Row | undefined {
    const id = this.#version.unique[this.#uniqueNames.indexOf(index)]?.get(value);
    return id === undefined ? undefined : this.#version.rows.get(id);
  }

  /** The rows that an index holds for a value, in id order. */
  where(index: Index, value: Key): Row[] {
    let found: Row[] | undefined;
    this.#walk(index, value, (_entry, row) => {
      // Most often it is one row, or none: pushed to an empty list, it would make room for many.
      if (found) found.push(row);
      else found = [row];
    });
    return found ?? [];
  }

  /** How many rows an index holds for a value; reads none of them. */
  count(index: Index, value: Key): number {
    return this.#walk(index, value);
  }

  /** Takes a fresh row over; without a key it gets the next integer. Refuses a key or a unique value that is taken. */
  insert(row: NewRow<Row, Column>): Row {
    const version = this.#own();
    const given = row[this.#spec.key as keyof typeof row] as Key | undefined;
    const id = given ?? version.next;
    if (typeof id !== "string" && !Number.isSafeInteger(id)) {
      throw new EngineError(`${this.#name} cannot have a row ${String(id)}: a key is a whole number or a text.`);
    }
    if (version.rows.has(id)) throw new EngineError(`${this.#name} already has a row ${String(id)}.`);
    const stored = row as Row;
    // Added to the caller's object: a copy under a computed name is slower and takes three times the memory.
    if (given === undefined) stored[this.#spec.key] = id as Row[Column];
    this.#checkUnique(version, stored, id);
    version.rows.set(id, stored);
    this.#enter(version, stored, id);
    if (typeof id === "number" && id >= version.next) version.next = id + 1;
    return stored;
  }

  /** Replaces some columns of a row and gives the new row. The key cannot be changed. */
  update(id: Key, change: Partial<Omit<Row, Column>>): Row {
    const version = this.#own();
    const old = version.rows.get(id);
    if (!old) throw new EngineError(`${this.#name} has no row ${String(id)} to update.`);
    const row = { ...old, ...change } as Row;
    if (row[this.#spec.key] !== id) throw new EngineError(`${this.#name} ${String(id)}: its key cannot be changed.`);
    this.#checkUnique(version, row, id, old);
    version.rows.set(id, row);
    this.#move(version, old, row, id);
    return row;
  }

  /** Removes a row; false when there was none. */
  delete(id: Key): boolean {
    const old = this.#version.rows.get(id);
    if (!old) return false;
    const version = this.#own();
    this.#leave(version, old, id);
    version.rows.delete(id);
    return true;
  }

  /** Stands for the content: another object once it has changed, and none while a transaction writes to it. */
  get stamp(): object | undefined {
    return this.#owned ? undefined : this.#version;
  }

  /** The content as it stands; stays as it is whatever happens next. */
  version(): TableVersion<Row> {
    this.#owned = false;
    return this.#version;
  }

  restore(version: TableVersion<Row>): void {
    this.#owned = false;
    this.#version = version;
  }

  /** The content as plain data, for a snapshot. */
  dump(): TableDump<Row> {
    return { next: this.#version.next, rows: this.#version.rows.valuesArray() };
  }

  /** Replaces the content by that of a dump. */
  load(dump: TableDump<Row>): void {
    const empty = new Table(this.#name, this.#spec, () => undefined);
    for (const row of dump.rows) {
      // Without its key it would get the next free one, and be another row than it was.
      if (row[this.#spec.key] === undefined) throw new EngineError(`${this.#name} has a row without its key.`);
      empty.insert(row);
    }
    const version = empty.version();
    this.restore({ ...version, next: Math.max(version.next, dump.next) });
  }

  /** The content, made writable: its trees are cloned once for each transaction, which costs the same for any size. */
  #own(): TableVersion<Row> {
    if (this.#owned) return this.#version;
    this.#beforeWrite();
    const { rows, unique, index, next } = this.#version;
    this.#version = {
      rows: rows.clone(),
      unique: unique.map((tree) => tree.clone()),
      index: index.map((tree) => tree.clone()),
      next,
    };
    this.#owned = true;
    return this.#version;
  }

  /** Goes through what an index holds for a value, in id order, and says how many rows that are. */
  #walk(index: Index, value: Key, take?: (entry: IndexEntry, row: Row) => void): number {
    const tree = this.#version.index[this.#indexNames.indexOf(index)];
    FIRST[0] = value;
    LAST[0] = value;
    return tree?.forRange(FIRST, LAST, false, take) ?? 0;
  }

  #checkUnique(version: TableVersion<Row>, row: Row, id: Key, old?: Row): void {
    for (const [at, name] of this.#uniqueNames.entries()) {
      const value = this.#spec.unique[name as Unique](row);
      if (old && value === this.#spec.unique[name as Unique](old)) continue;
      const holder = value === undefined ? undefined : version.unique[at]?.get(value);
      if (holder !== undefined && holder !== id) {
        throw new EngineError(`${this.#name} ${String(id)}: its ${name} is taken by ${String(holder)}.`);
      }
    }
  }

  #enter(version: TableVersion<Row>, row: Row, id: Key): void {
    for (const [at, name] of this.#uniqueNames.entries()) {
      const value = this.#spec.unique[name as Unique](row);
      if (value !== undefined) version.unique[at]?.set(value, id);
    }
    for (const [at, name] of this.#indexNames.entries()) {
      const value = this.#spec.index[name as Index](row);
      if (value !== undefined) version.index[at]?.set([value, id], row);
    }
  }

  /** Follows a row that was replaced: an index whose value has stayed only has to learn of the new row. */
  #move(version: TableVersion<Row>, old: Row, row: Row, id: Key): void {
    for (const [at, name] of this.#uniqueNames.entries()) {
      const by = this.#spec.unique[name as Unique];
      const [from, to] = [by(old), by(row)];
      if (from === to) continue;
      if (from !== undefined) version.unique[at]?.delete(from);
      if (to !== undefined) version.unique[at]?.set(to, id);
    }
    for (const [at, name] of this.#indexNames.entries()) {
      const by = this.#spec.index[name as Index];
      const [from, to] = [by(old), by(row)];
      if (from !== undefined && from !== to) version.index[at]?.delete([from, id]);
      if (to !== undefined) version.index[at]?.set([to, id], row);
    }
  }

  #leave(version: TableVersion<Row>, row: Row, id: Key): void {
    for (const [at, name] of this.#uniqueNames.entries()) {
      const value = this.#spec.unique[name as Unique](row);
      if (value !== undefined) version.unique[at]?.delete(value);
    }
    for (const [at, name] of this.#indexNames.entries()) {
      const value = this.#spec.index[name as Index](row);
      if (value !== undefined) version.index[at]?.delete([value, id]);
    }
  }
}

/** A table as plain data. */
export interface TableDump<Row> {
  readonly next: number;
  readonly rows: readonly Row[];
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
