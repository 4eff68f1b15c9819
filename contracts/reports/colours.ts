import type { Writable } from "node:stream";

/** How words stand out on a terminal. */
export interface Colours {
  good(text: string): string;
  bad(text: string): string;
  faint(text: string): string;
}

const paint = (code: number) => (text: string) => `\u001b[${code}m${text}\u001b[0m`;
const plain = (text: string) => text;

/** Colours for a terminal, unless NO_COLOR is set to anything; none for files, pipes and CI. */
export function coloursFor(out: Writable, environment: NodeJS.ProcessEnv = process.env): Colours {
  const isTerminal = "isTTY" in out && out.isTTY === true;
  if (!isTerminal || environment.NO_COLOR) return { good: plain, bad: plain, faint: plain };
  return { good: paint(32), bad: paint(31), faint: paint(2) };
}
