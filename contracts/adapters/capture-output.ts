import { AsyncLocalStorage } from "node:async_hooks";
import { format } from "node:util";
import type { Output } from "./adapter.ts";

/** More than this of each stream is not kept, so that a talkative connector fills no memory. In characters. */
const MOST_KEPT = 4_000_000;

const CONSOLE_METHODS = {
  debug: "stdout",
  info: "stdout",
  log: "stdout",
  error: "stderr",
  trace: "stderr",
  warn: "stderr",
} as const;

type Stream = "stdout" | "stderr";
type Capture = Record<Stream, string>;

const captures = new AsyncLocalStorage<Capture>();
let undo: (() => void) | undefined;
let users = 0;

/** Makes what is written in a capture go there, and not to the terminal, until the function that comes back is called. */
export function startCapturing(): () => void {
  users += 1;
  undo ??= patch();
  let ended = false;
  return () => {
    if (ended) return;
    ended = true;
    users -= 1;
    if (users > 0) return;
    undo?.();
    undo = undefined;
  };
}

/** A place for what is written by work that runs `within` it, and by all that this work started. */
export function newCapture(): { readonly output: Omit<Output, "commandLines">; within<T>(work: () => T): T } {
  const output: Capture = { stdout: "", stderr: "" };
  return { output, within: (work) => captures.run(output, work) };
}

function keep(stream: Stream, text: string): boolean {
  const capture = captures.getStore();
  if (!capture) return false;
  capture[stream] += text.slice(0, MOST_KEPT - capture[stream].length);
  return true;
}

/** The console has to be taken too: not everywhere does it write through the process's own streams. */
function patch(): () => void {
  const restorers: (() => void)[] = [];
  for (const stream of ["stdout", "stderr"] as const) {
    const original = process[stream].write;
    process[stream].write = function write(this: unknown, chunk: string | Uint8Array, ...rest: unknown[]): boolean {
      if (!keep(stream, typeof chunk === "string" ? chunk : Buffer.from(chunk).toString())) {
        return Reflect.apply(original, process[stream], [chunk, ...rest]) as boolean;
      }
      const done = rest.at(-1);
      if (typeof done === "function") process.nextTick(done as () => void);
      return true;
    };
    restorers.push(() => {
      process[stream].write = original;
    });
  }
  for (const [name, stream] of Object.entries(CONSOLE_METHODS) as [keyof typeof CONSOLE_METHODS, Stream][]) {
    const original = console[name];
    console[name] = (...said: unknown[]) => {
      if (!keep(stream, `${format(...said)}\n`)) Reflect.apply(original, console, said);
    };
    restorers.push(() => {
      console[name] = original;
    });
  }
  return () => {
    for (const restore of restorers) restore();
  };
}
