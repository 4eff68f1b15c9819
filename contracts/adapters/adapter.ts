import type { CheckFailure } from "../check-failure.ts";
import type { Connector } from "../port.ts";

/** What a connector wrote while one check had it. */
export interface Output {
  readonly stdout: string;
  /** What it answered with on standard output, where that is no protocol: it holds values by right, but no credential. */
  readonly answers?: string;
  readonly stderr: string;
  /** The command lines that its processes were seen with: every user of the machine can read those. */
  readonly commandLines: string;
  /** What it wrote where only answers may stand, in words and masked; fails the check, whatever else was seen. */
  readonly stray?: CheckFailure | undefined;
}

/** A connector, lent to one check. */
export interface Lease {
  readonly connector: Connector;
  /** Keeps the command lines of the processes that run for the connector at this moment. */
  look(): void;
  /** Ends the lease and gives what the connector wrote meanwhile. A connector that is `stuck` is not lent again. */
  release(stuck: boolean): Promise<Output>;
}

/** How connectors are had: each check leases one for itself. */
export interface Adapter {
  /** How many checks it can serve at once. */
  readonly concurrency: number;
  lease(): Promise<Lease>;
  /** Ends all that it started. */
  close(): Promise<void>;
}
