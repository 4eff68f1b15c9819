import type { ControlClient } from "../src/control/client.ts";

/** What a server refused before it was timed. */
export interface Refusals {
  readonly server: string;
  readonly refused: readonly Refusal[];
}

/** One refusal, as it came. */
export interface Refusal {
  readonly caller: string;
  readonly status: number;
  readonly reason: string;
}

/** A server that lets somebody in whom it must refuse: nothing about it is worth timing. */
export class RefusalError extends Error {
  override readonly name = "RefusalError";
}

/** A vault made from a fixture of ours, as its callers reach it. */
export interface Checked {
  /** What it is called in messages. */
  readonly server: string;
  /** `http://127.0.0.1:9119`, or a sandbox below it. */
  readonly base: string;
  readonly control: ControlClient;
  readonly sandbox: string;
}
