import type { Writable } from "node:stream";

/**
 * Prints many lines without holding up whoever has them: they go out together once the work at hand is done. While the reader cannot
 * keep up, lines are left out and counted, so that memory stays flat.
 */
export class LinePrinter {
  readonly #stream: Writable;
  #waiting: (() => string)[] = [];
  #leftOut = 0;
  #blocked = false;

  constructor(stream: Writable) {
    this.#stream = stream;
  }

  /** Prints a line soon; it is made when it is printed. */
  add(line: () => string): void {
    if (this.#blocked) {
      this.#leftOut += 1;
      return;
    }
    if (this.#waiting.length === 0) setImmediate(() => this.flush());
    this.#waiting.push(line);
  }

  /** Prints at once what is waiting. */
  flush(): void {
    if (this.#waiting.length === 0) return;
    const text = this.#waiting.map((line) => `${line()}\n`).join("");
    this.#waiting = [];
    if (this.#stream.write(text)) return;
    this.#blocked = true;
    this.#stream.once("drain", () => this.#goOn());
  }

  #goOn(): void {
    const count = this.#leftOut;
    this.#blocked = false;
    this.#leftOut = 0;
    if (count > 0) this.add(() => `(${count} lines left out: they came faster than they could be shown)`);
  }
}
