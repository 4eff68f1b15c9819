import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { setImmediate as nextTurn } from "node:timers/promises";
import { CheckFailure, MISSING_METHOD_FIX } from "../check-failure.ts";
import { ContractsError } from "../contracts-error.ts";
import { afterRunning } from "../running-time.ts";
import type { Output } from "./adapter.ts";
import { judgeLine, type RpcAnswer, writeRequest } from "./json-rpc.ts";
import { LineSplitter } from "./line-splitter.ts";
import { killGroup, spawnGroup } from "./process-group.ts";
import { ProcessList } from "./process-list.ts";

/** How an adapter's process is started and watched. */
export interface ProcessPlan {
  /** The program and its arguments, as they are: no shell reads them. */
  readonly command: readonly string[];
  /** The folder that it is started in; this process's when absent. */
  readonly folder?: string | undefined;
  /** Takes the secrets out of a text that is going to be shown. */
  readonly mask: (text: string) => string;
  /** The longest line of its standard output, in bytes. */
  readonly longestLine: number;
}

interface Pending {
  readonly method: string;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** More than this of a stream is not kept, in characters. */
const MOST_KEPT = 4_000_000;
/** A process that writes more than this beside its answers is ended, in characters. */
const MOST_STRAY = 1_000_000;
/** How long a process may take to end once its input has, and its streams once it has, in milliseconds. */
const FAREWELL = 1_000;
/** How long its standard error is read on for, in turns of the event loop, when it does not stop writing. */
const MOST_TURNS = 100;
const METHOD_NOT_FOUND = -32601;
const STRAY_FIX = "Write everything that is not an answer to standard error";

/** One process that speaks JSON-RPC 2.0 as lines, as `docs/adapter-protocol.md` says. */
export class AdapterProcess {
  readonly #plan: ProcessPlan;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #pending = new Map<number, Pending>();
  readonly #closed: Promise<void>;
  readonly #processes = new ProcessList();
  readonly #commandLines = new Set<string>();
  #asked = 0;
  /** How much has come from it so far. */
  #written = 0;
  #stdout = "";
  #stderr = "";
  #stray: CheckFailure | undefined;
  #end: Error | undefined;

  constructor(plan: ProcessPlan) {
    const [program = "", ...args] = plan.command;
    this.#plan = plan;
    const child = spawnGroup(program, args, { cwd: plan.folder });
    this.#child = child;
    const lines = new LineSplitter(
      plan.longestLine,
      (line) => this.#takeLine(line),
      (start) => this.#takeStray(start, `a line of more than ${plan.longestLine} bytes`),
    );
    child.stdout.on("data", (chunk: Buffer) => {
      this.#written += chunk.length;
      lines.add(chunk);
    });
    child.stdout.once("end", () => lines.end());
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.#written += text.length;
      this.#stderr = (this.#stderr + text).slice(-MOST_KEPT);
    });
    // A process that has ended reads no more; its end is told elsewhere.
    child.stdin.on("error", () => undefined);
    child.once("error", (error) => this.#fail(new ContractsError(explainStart(program, error), { cause: error })));
    this.#closed = new Promise((resolve) => {
      child.once("close", () => resolve());
      // Something that it started may hold its streams open for ever.
      child.once("exit", () => child.once("close", afterRunning(FAREWELL, resolve)));
      child.once("error", () => resolve());
    });
    child.once("exit", (code, signal) => {
      void this.#closed.then(() => this.#fail(new CheckFailure(this.#lastWords(code, signal))));
    });
  }

  /** Whether it can be asked on: it runs, and has written nothing but answers. */
  get isSound(): boolean {
    return (
      this.#stray === undefined &&
      this.#end === undefined &&
      this.#child.exitCode === null &&
      this.#child.signalCode === null
    );
  }

  /** Calls a method. Fails with an error that carries a `kind`, or with a `CheckFailure` for what the protocol forbids. */
  call(method: string, params: object): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const failure = this.#stray ?? this.#end;
      if (failure) return reject(failure);
      this.#asked += 1;
      this.#pending.set(this.#asked, { method, resolve, reject });
      this.#child.stdin.write(writeRequest(this.#asked, method, params));
    });
  }

  /** Keeps the command lines with which it and what it started run at this moment. */
  look(): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    for (const line of this.#processes.commandLinesOf(pid)) this.#commandLines.add(line);
  }

  /** What it wrote beside its answers since this was last asked for. */
  async takeOutput(): Promise<Output> {
    // What it wrote before its last answer lies in the pipe already: read on until a turn brings nothing new.
    for (let turns = 0, seen = -1; turns < MOST_TURNS && seen !== this.#written; turns += 1) {
      seen = this.#written;
      await nextTurn();
      await nextTurn();
    }
    const commandLines = [this.#plan.command.join(" "), ...this.#commandLines].join("\n");
    const output = { stdout: this.#stdout, stderr: this.#stderr, commandLines, stray: this.#stray };
    this.#commandLines.clear();
    this.#stdout = "";
    this.#stderr = "";
    return output;
  }

  /** Ends its input, which asks it to end, and sees to it that it does. */
  async stop(): Promise<void> {
    this.#child.stdin.end();
    const timer = setTimeout(() => this.kill(), FAREWELL);
    await this.#closed;
    clearTimeout(timer);
    // What it started may live on.
    this.kill();
  }

  kill(): void {
    killGroup(this.#child);
  }

  #takeLine(line: string): void {
    if (line.trim() === "") return;
    const answer = judgeLine(line);
    const id = typeof answer === "string" ? undefined : answer.id;
    const pending = typeof id === "number" ? this.#pending.get(id) : undefined;
    if (typeof answer === "string") this.#takeStray(line, `a line that is no JSON-RPC 2.0 answer (${answer})`);
    else if (typeof id !== "number") this.#takeStray(line, "an answer whose id is no number, as those of requests are");
    else if (!pending) this.#takeStray(line, "an answer to nothing that was asked");
    else {
      this.#pending.delete(id);
      this.#settle(pending, answer);
    }
  }

  /** Nobody can tell what else it would have answered: what waits fails at once, and so does all that is asked from now on. */
  #takeStray(line: string, what: string): void {
    const told = `Standard output carried ${what}: ${quote(this.#plan.mask(line))}. It is for answers alone.`;
    this.#stray ??= new CheckFailure(told, STRAY_FIX);
    this.#rejectAll(this.#stray);
    this.#stdout += `${line}\n`;
    if (this.#stdout.length <= MOST_STRAY) return;
    // Who writes without end would leave this process no time for anything else.
    this.#child.stdout.destroy();
    this.kill();
  }

  #settle({ method, resolve, reject }: Pending, { result, error }: RpcAnswer): void {
    if (!error) resolve(result);
    else if (error.code === METHOD_NOT_FOUND)
      reject(new CheckFailure(`The adapter does not know ${method}.`, MISSING_METHOD_FIX));
    else reject(Object.assign(new Error(error.message), { kind: error.data?.kind, data: error.data }));
  }

  #fail(error: Error): void {
    this.#end ??= error;
    this.#rejectAll(this.#stray ?? error);
  }

  #rejectAll(error: Error): void {
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }

  #lastWords(code: number | null, signal: string | null): string {
    const asked = [...this.#pending.values()].map(({ method }) => method).join(", ");
    const how = signal === null ? `with code ${code}` : `by ${signal}`;
    // Cut only when masked: half a secret is one that no mask knows.
    const words = this.#plan.mask(this.#stderr.trim()).slice(-1_000);
    const during = asked === "" ? "" : ` while it was asked to ${asked}`;
    const said = words === "" ? "It wrote nothing to standard error." : `Its last words: ${words}`;
    return `The adapter ended ${how}${during}. ${said}`;
  }
}

function quote(line: string): string {
  return JSON.stringify(line.length > 200 ? `${line.slice(0, 200)}…` : line);
}

function explainStart(program: string, { code, message }: NodeJS.ErrnoException): string {
  if (code === "ENOENT") return `There is no program '${program}' to start the adapter with.`;
  if (code === "EACCES") return `The adapter '${program}' may not be started: it is not executable.`;
  return `The adapter '${program}' does not start: ${message}`;
}
