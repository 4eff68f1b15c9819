import { setTimeout as pause } from "node:timers/promises";
import { CliError } from "../cli-error.ts";
import { connect } from "../connect.ts";
import type { ConnectionOptions } from "../connection-options.ts";
import { EXIT } from "../exit-codes.ts";

interface WaitOptions extends ConnectionOptions {
  /** Milliseconds of wall time. */
  readonly timeout: number;
}

/** How often a fauxvault that is not there yet is asked, in milliseconds. */
const INTERVAL = 50;

/** `fauxvault wait`: returns once a fauxvault is ready, or gives up with exit code 4. */
export async function waitUntilReady(options: WaitOptions): Promise<void> {
  const client = connect(options);
  const deadline = performance.now() + options.timeout;
  for (;;) {
    try {
      await withinTime(client.health(), deadline - performance.now());
      return;
    } catch (error) {
      const left = deadline - performance.now();
      if (left <= 0) throw notReady(client.url, options.timeout, error);
      await pause(Math.min(INTERVAL, left));
    }
  }
}

/** Something may take the connection and never answer: the wait ends all the same. */
async function withinTime(answer: Promise<unknown>, milliseconds: number): Promise<void> {
  const controller = new AbortController();
  const tooLong = pause(Math.max(0, milliseconds), undefined, { signal: controller.signal }).then(() => {
    throw new Error("it gave no answer");
  });
  // Whichever loses may still fail; nobody is there to hear it.
  answer.catch(() => undefined);
  tooLong.catch(() => undefined);
  try {
    await Promise.race([answer, tooLong]);
  } finally {
    controller.abort();
  }
}

function notReady(url: string, milliseconds: number, error: unknown): CliError {
  const last = error instanceof Error ? error.message : String(error);
  return new CliError(`Not ready within ${milliseconds / 1000} s: ${url}\n${last}`, EXIT.unreachable);
}
