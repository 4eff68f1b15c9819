import { EngineError } from "./engine-error.ts";
import { type IndexedBy, Indexes, type IndexTrees } from "./indexes.ts";
import { type Key, keyTree, type Tree } from "./tree.ts";

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
export interface TableVersion<Row> extends IndexTrees<Row> {
  readonly rows: Tree<Key, Row>;
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
  readonly #indexes: Indexes<Row>;
  readonly #beforeWrite: BeforeWrite;
  #version: TableVersion<Row>;
  #owned = false;

  constructor(name: string, spec: TableSpec<Row, Column, Unique, Index>, beforeWrite: BeforeWrite) {
    this.#name = name;
    this.#spec = spec;
    this.#indexes = new Indexes<Row>(name, spec.unique, spec.index);
    this.#beforeWrite = beforeWrite;
    this.#version = { rows: keyTree<Row>(), ...this.#indexes.empty(), next: spec.first };
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
    const id = this.#indexes.find(this.#version, index, value);
    return id === undefined ? undefined : this.#version.rows.get(id);
  }

  /** The rows that an index holds for a value, in id order. */
  where(index: Index, value: Key): Row[] {
    let found: Row[] | undefined;
    this.#indexes.walk(this.#version, index, value, (_entry, row) => {
      // Most often it is one row, or none: pushed to an empty list, it would make room for many.
      if (found) found.push(row);
      else found = [row];
    });
    return found ?? [];
  }

  /** How many rows an index holds for a value; reads none of them. */
  count(index: Index, value: Key): number {
    return this.#indexes.walk(this.#version, index, value);
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
    this.#indexes.check(version, stored, id);
    version.rows.set(id, stored);
    this.#indexes.enter(version, stored, id);
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
    this.#indexes.check(version, row, id, old);
    version.rows.set(id, row);
    this.#indexes.move(version, old, row, id);
    return row;
  }

  /** Removes a row; false when there was none. */
  delete(id: Key): boolean {
    const old = this.#version.rows.get(id);
    if (!old) return false;
    const version = this.#own();
    this.#indexes.leave(version, old, id);
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
}

/** A table as plain data. */
export interface TableDump<Row> {
  readonly next: number;
  readonly rows: readonly Row[];
}
