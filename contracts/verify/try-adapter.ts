import type { Writable } from "node:stream";
import { type ProbeResult, probeAdapter } from "../adapters/probe-adapter.ts";
import { EXIT_CODES } from "../result.ts";
import { judgeError } from "./judge-error.ts";

/** What one answer may take when nothing else is said, in milliseconds. */
const PATIENCE = 10_000;

/** What `fauxvault adapter` was asked for. */
export interface TryOptions {
  /** What starts the adapter. */
  readonly command: readonly string[];
  /** What one answer may take, in milliseconds. */
  readonly timeLimit?: number | undefined;
  readonly out: Writable;
}

/** Tries whether an adapter speaks the protocol and says which of its promises it keeps. Gives the exit code. */
export async function tryAdapter(options: TryOptions): Promise<number> {
  const { out } = options;
  try {
    return tell(await probeAdapter(options.command, options.timeLimit ?? PATIENCE), out);
  } catch (error) {
    const { code, message } = judgeError(error);
    out.write(`${message}\n`);
    return code;
  }
}

function tell(results: readonly ProbeResult[], out: Writable): number {
  for (const { promise, seen } of results) {
    out.write(seen === undefined ? `  passed   ${promise}\n` : `  FAILED   ${promise}\n           seen  ${seen}\n`);
  }
  const failed = results.filter(({ seen }) => seen !== undefined).length;
  out.write(
    `\n${results.length - failed} passed, ${failed} failed. What the protocol says: docs/adapter-protocol.md\n`,
  );
  return failed === 0 ? EXIT_CODES.passed : EXIT_CODES.failed;
}
