import { EngineError } from "./engine-error.ts";
import type { NewRow } from "./table.ts";

/** How a log is laid out: its number column. Rows are only ever appended, and the oldest fall out. */
export interface LogSpec<Row extends object, Column extends keyof Row> {
  readonly kind: "log";
  readonly key: Column;
}

/** Lays out a log, such as an audit: `log<AuditRow>()({ key: "AuditID" })`. */
export function log<Row extends object>() {
  return <Column extends keyof Row>(layout: { readonly key: Column }): LogSpec<Row, Column> => ({
    kind: "log",
    key: layout.key,
  });
}

const CHUNK = 256;

/** What a log holds at one moment: rows `start` (included) to `end` (excluded), in chunks of 256. */
export interface LogVersion<Row> {
  /** The chunks; the first holds row number `firstChunk * 256`. Only ever pushed to, beyond what older versions read. */
  readonly chunks: ReadonlyArray<Row[]>;
  readonly firstChunk: number;
  readonly start: number;
  readonly end: number;
}

/** A log as plain data. */
export interface LogDump<Row> {
  readonly next: number;
  readonly rows: readonly Row[];
}

/**
 * An append-only table whose versions share their chunks: an append costs a push (a table's costs a path of tree nodes), since
 * what lies beyond a version's end is invisible to it. A fork that appends to a chunk another has grown copies that chunk.
 */
export class Log<Row extends object, Column extends keyof Row = keyof Row> {
  readonly #spec: LogSpec<Row, Column>;
  readonly #beforeWrite: () => void;
  #version: LogVersion<Row> = { chunks: [], firstChunk: 0, start: 1, end: 1 };
  #owned = false;

  constructor(spec: LogSpec<Row, Column>, beforeWrite: () => void) {
    this.#spec = spec;
    this.#beforeWrite = beforeWrite;
  }

  get size(): number {
    return this.#version.end - this.#version.start;
  }

  get(id: number): Row | undefined {
    const { chunks, firstChunk, start, end } = this.#version;
    if (id < start || id >= end) return undefined;
    return chunks[Math.floor(id / CHUNK) - firstChunk]?.[id % CHUNK];
  }

  /**
   * Takes a row over under the next number, and lets the oldest fall out when there are more than `keep`. One that has the column
   * already, with any number, takes less memory than one that it must be added to.
   */
  append(row: NewRow<Row, Column>, keep: number): Row {
    if (!this.#owned) this.#beforeWrite();
    this.#owned = true;
    const { start, end } = this.#version;
    // The row is the caller's fresh object: adding the number to it costs a tenth of copying it under a computed name.
    const stored = row as Row;
    stored[this.#spec.key] = end as Row[Column];
    this.#push(stored, Math.max(start, end + 1 - keep));
    return stored;
  }

  /** The rows, newest first; at most `limit`. */
  *newest(limit = Number.POSITIVE_INFINITY): IterableIterator<Row> {
    const { start, end } = this.#version;
    for (let id = end - 1; id >= start && id >= end - limit; id -= 1) {
      const row = this.get(id);
      if (row) yield row;
    }
  }

  version(): LogVersion<Row> {
    this.#owned = false;
    return this.#version;
  }

  restore(version: LogVersion<Row>): void {
    this.#owned = false;
    this.#version = version;
  }

  dump(): LogDump<Row> {
    return { next: this.#version.end, rows: [...this.newest()].reverse() };
  }

  load(dump: LogDump<Row>): void {
    const start = dump.next - dump.rows.length;
    this.#version = { chunks: [], firstChunk: Math.floor(start / CHUNK), start, end: start };
    for (const row of dump.rows) {
      const { end } = this.#version;
      if (row[this.#spec.key] !== end)
        throw new EngineError(`A log has a row out of order where number ${end} belongs.`);
      this.#push(row, start);
    }
    this.#owned = false;
  }

  #push(row: Row, start: number): void {
    const { chunks, firstChunk, end } = this.#version;
    const slot = end % CHUNK;
    const at = Math.floor(end / CHUNK) - firstChunk;
    const chunk = chunks[at];
    let grown = chunks;
    if (!chunk) {
      // A load may start in the middle of a chunk: the slots before it stay empty.
      const fresh = new Array<Row>(slot);
      fresh.push(row);
      grown = [...chunks, fresh];
    } else if (chunk.length === slot) chunk.push(row);
    else grown = [...chunks.slice(0, at), [...chunk.slice(0, slot), row]];
    const fallen = Math.floor(start / CHUNK) - firstChunk;
    this.#version = {
      chunks: fallen > 0 ? grown.slice(fallen) : grown,
      firstChunk: firstChunk + Math.max(fallen, 0),
      start,
      end: end + 1,
    };
  }
}
