/** So much of a line that is too long is passed on, to be masked before it is cut to what is shown. In characters. */
const START = 100_000;

/** Cuts a stream of bytes into lines, each of a bounded length, whichever way the bytes come in pieces. */
export class LineSplitter {
  readonly #longest: number;
  readonly #onLine: (line: string) => void;
  readonly #onTooLong: (start: string) => void;
  #pieces: Uint8Array[] = [];
  #length = 0;
  #skipping = false;

  /** `longest` is in bytes; of a longer line only its start comes, to `onTooLong`, and the rest is dropped. */
  constructor(longest: number, onLine: (line: string) => void, onTooLong: (start: string) => void) {
    this.#longest = longest;
    this.#onLine = onLine;
    this.#onTooLong = onTooLong;
  }

  add(chunk: Uint8Array): void {
    let start = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      this.#take(chunk.subarray(start, end));
      this.#endLine();
      start = end + 1;
    }
    this.#take(chunk.subarray(start));
  }

  /** The stream is over: what it holds without a line's end is a line too. */
  end(): void {
    if (this.#length > 0) this.#endLine();
  }

  #take(piece: Uint8Array): void {
    if (this.#skipping || piece.length === 0) return;
    this.#pieces.push(piece);
    this.#length += piece.length;
    if (this.#length <= this.#longest) return;
    this.#onTooLong(this.#text().slice(0, START));
    this.#clear();
    this.#skipping = true;
  }

  #endLine(): void {
    if (!this.#skipping) this.#onLine(this.#text());
    this.#clear();
    this.#skipping = false;
  }

  #text(): string {
    return Buffer.concat(this.#pieces, Math.min(this.#length, this.#longest)).toString("utf8").replace(/\r$/, "");
  }

  #clear(): void {
    this.#pieces = [];
    this.#length = 0;
  }
}
