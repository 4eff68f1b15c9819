import { EngineError } from "./engine-error.ts";
import { entryTree, type IndexEntry, type Key, keyTree, type Tree } from "./tree.ts";

/** What an index finds a row by; a row for which it gives nothing is left out. */
export type IndexedBy<Row> = (row: Row) => Key | undefined;

/** What the indexes of a table hold at one moment, in the order in which the table names them. */
export interface IndexTrees<Row> {
  readonly unique: ReadonlyArray<Tree<Key, Key>>;
  /** Each entry leads to its row, so that a list comes out in one walk. */
  readonly index: ReadonlyArray<Tree<IndexEntry, Row>>;
}

/** Sorts behind every key: a text, since those come after numbers, of the highest characters. */
const AFTER_ALL = "\uffff".repeat(8);

/** The bounds of a look-up, written over by each: they are done with before it ends. */
const FIRST: [value: Key, id: Key] = ["", Number.NEGATIVE_INFINITY];
const LAST: [value: Key, id: Key] = ["", AFTER_ALL];

/** What the rows of a table are found by beside their key. Looks into the trees that it is given, and holds none of its own. */
export class Indexes<Row extends object> {
  readonly #table: string;
  readonly #uniqueNames: readonly string[];
  readonly #uniqueBy: readonly IndexedBy<Row>[];
  readonly #indexNames: readonly string[];
  readonly #indexBy: readonly IndexedBy<Row>[];

  /** `table` is its name, for messages. */
  constructor(
    table: string,
    unique: Readonly<Record<string, IndexedBy<Row>>>,
    index: Readonly<Record<string, IndexedBy<Row>>>,
  ) {
    this.#table = table;
    this.#uniqueNames = Object.keys(unique);
    this.#uniqueBy = Object.values(unique);
    this.#indexNames = Object.keys(index);
    this.#indexBy = Object.values(index);
  }

  empty(): IndexTrees<Row> {
    return { unique: this.#uniqueBy.map(() => keyTree<Key>()), index: this.#indexBy.map(() => entryTree<Row>()) };
  }

  /** The key of the row that a unique index holds for a value. */
  find({ unique }: IndexTrees<Row>, name: string, value: Key): Key | undefined {
    return unique[this.#uniqueNames.indexOf(name)]?.get(value);
  }

  /** Goes through what an index holds for a value, in id order, and says how many rows that are. */
  walk({ index }: IndexTrees<Row>, name: string, value: Key, take?: (entry: IndexEntry, row: Row) => void): number {
    FIRST[0] = value;
    LAST[0] = value;
    return index[this.#indexNames.indexOf(name)]?.forRange(FIRST, LAST, false, take) ?? 0;
  }

  /** Refuses a row whose value in a unique index another row has; `old` is what it replaces. */
  check({ unique }: IndexTrees<Row>, row: Row, id: Key, old?: Row): void {
    for (const [at, by] of this.#uniqueBy.entries()) {
      const value = by(row);
      if (value === undefined || (old && value === by(old))) continue;
      const holder = unique[at]?.get(value);
      if (holder !== undefined && holder !== id) {
        const name = this.#uniqueNames[at];
        throw new EngineError(`${this.#table} ${String(id)}: its ${name} is taken by ${String(holder)}.`);
      }
    }
  }

  /** Takes in a row that is new. */
  enter({ unique, index }: IndexTrees<Row>, row: Row, id: Key): void {
    for (const [at, by] of this.#uniqueBy.entries()) {
      const value = by(row);
      if (value !== undefined) unique[at]?.set(value, id);
    }
    for (const [at, by] of this.#indexBy.entries()) {
      const value = by(row);
      if (value !== undefined) index[at]?.set([value, id], row);
    }
  }

  /** Follows a row that was replaced: an index whose value has stayed only has to learn of the new row. */
  move({ unique, index }: IndexTrees<Row>, old: Row, row: Row, id: Key): void {
    for (const [at, by] of this.#uniqueBy.entries()) {
      const [from, to] = [by(old), by(row)];
      if (from === to) continue;
      if (from !== undefined) unique[at]?.delete(from);
      if (to !== undefined) unique[at]?.set(to, id);
    }
    for (const [at, by] of this.#indexBy.entries()) {
      const [from, to] = [by(old), by(row)];
      if (from !== undefined && from !== to) index[at]?.delete([from, id]);
      if (to !== undefined) index[at]?.set([to, id], row);
    }
  }

  /** Forgets a row that was removed. */
  leave({ unique, index }: IndexTrees<Row>, row: Row, id: Key): void {
    for (const [at, by] of this.#uniqueBy.entries()) {
      const value = by(row);
      if (value !== undefined) unique[at]?.delete(value);
    }
    for (const [at, by] of this.#indexBy.entries()) {
      const value = by(row);
      if (value !== undefined) index[at]?.delete([value, id]);
    }
  }
}
