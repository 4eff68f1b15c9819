import type { Version } from "./store.ts";

/** One request that a sandbox served, whichever way it came in. What it names is masked when it is shown, not when it is kept. */
export interface JournalEntry {
  /** Counts from 1 for each sandbox and is never used again. */
  readonly seq: number;
  /** The sandbox's time when the request had come, in milliseconds since 1970 UTC. */
  readonly at: number;
  readonly product: string;
  /** How it came: `http`, `https`, later `ssh` and others. */
  readonly channel: string;
  readonly method: string;
  /** What was asked for as the client wrote it: path and query. */
  readonly target: string;
  /** The operation's id; absent when nothing matched. */
  readonly operation: string | undefined;
  readonly caller: JournalCaller;
  /** The status that was sent; 0 when the connection ended without an answer. */
  readonly status: number;
  /** Why it was refused, in plain words; absent when it was not. */
  readonly reason: string | undefined;
  readonly agent: string | undefined;
  /** The faults that fired. */
  readonly faults: readonly JournalFault[];
  readonly requestBytes: number;
  readonly replyBytes: number;
  /** Wall time from the whole request to the answer's last byte being handed over, in milliseconds. */
  readonly milliseconds: number;
  /** The sandbox before and after: what a rewind goes to. */
  readonly before: Version;
  readonly after: Version;
}

/** Who asked, as the journal keeps it: no credential, only its name. */
interface JournalCaller {
  readonly address: string;
  readonly host: string | undefined;
  /** The credential's name as an administrator knows it; absent when there was none or it is unknown. */
  readonly credential: string | undefined;
  /** Where the credential was: `header`, `query`, `body`; absent when there was none. */
  readonly carrier: string | undefined;
}

/** A fault that fired, by its id and what it does. */
interface JournalFault {
  readonly id: number;
  readonly effect: { readonly kind: string };
}

/** An entry before it has its number. */
export type NewJournalEntry = Omit<JournalEntry, "seq">;

/** The newest requests of a sandbox, in a ring of a fixed size. */
export class Journal {
  readonly #capacity: number;
  /** Without their numbers, which follow from their places: a copy for a number is made for those who read, and not for each request. */
  #entries: NewJournalEntry[] = [];
  #oldest = 0;
  #seq = 0;
  #listeners = new Set<(entry: JournalEntry) => void>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** The number that the next entry gets. */
  get nextSeq(): number {
    return this.#seq + 1;
  }

  /** Gives the entry's number. */
  add(entry: NewJournalEntry): number {
    this.#seq += 1;
    const seq = this.#seq;
    if (this.#entries.length < this.#capacity) this.#entries.push(entry);
    else {
      this.#entries[this.#oldest] = entry;
      this.#oldest = (this.#oldest + 1) % this.#capacity;
    }
    if (this.#listeners.size > 0) {
      const numbered = { seq, ...entry };
      for (const listener of this.#listeners) listener(numbered);
    }
    return seq;
  }

  /** The entries kept, oldest first. */
  entries(): JournalEntry[] {
    const first = this.nextSeq - this.#entries.length;
    const inOrder = [...this.#entries.slice(this.#oldest), ...this.#entries.slice(0, this.#oldest)];
    return inOrder.map((entry, at) => ({ seq: first + at, ...entry }));
  }

  get(seq: number): JournalEntry | undefined {
    const { length } = this.#entries;
    const at = seq - (this.nextSeq - length);
    const entry = at < 0 ? undefined : this.#entries[(this.#oldest + at) % length];
    return entry && at < length ? { seq, ...entry } : undefined;
  }

  /** Forgets the entries; numbers go on. */
  clear(): void {
    this.#entries = [];
    this.#oldest = 0;
  }

  /** Calls `listener` for each entry from now on, until the function that it gives back is called. */
  listen(listener: (entry: JournalEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
