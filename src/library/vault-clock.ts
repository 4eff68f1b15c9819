import type { ClockInfo } from "../control/protocol.ts";
import type { SandboxClient } from "../control/sandbox-client.ts";
import { inLibraryWords } from "./library-words.ts";

/**
 * A vault's time: what it dates and lets expire goes by it. Instants are dates, or texts such as `2026-03-01T09:00:00Z`, `in 30 days`
 * or `2 days ago`. Each method gives where the clock stands then.
 */
export class VaultClock {
  readonly #sandbox: SandboxClient;

  constructor(sandbox: SandboxClient) {
    this.#sandbox = sandbox;
  }

  /** The vault's time. */
  async now(): Promise<Date> {
    return new Date((await inLibraryWords(() => this.#sandbox.clock())).now);
  }

  /** Moves the clock to an instant; a frozen one stays frozen, a running one runs on from there. */
  set(at: Date | string): Promise<ClockInfo> {
    return inLibraryWords(() => this.#sandbox.setClock({ at: writeInstant(at) }));
  }

  /** Moves the clock by an ISO 8601 duration: `P30D`, `-PT90M`. */
  advance(duration: string): Promise<ClockInfo> {
    return inLibraryWords(() => this.#sandbox.setClock({ advance: duration }));
  }

  /** Stops the clock, where it stands or at an instant. */
  freeze(at?: Date | string): Promise<ClockInfo> {
    return inLibraryWords(() =>
      this.#sandbox.setClock({ freeze: true, ...(at === undefined ? {} : { at: writeInstant(at) }) }),
    );
  }

  /** Lets the clock run on from where it stands. */
  run(): Promise<ClockInfo> {
    return inLibraryWords(() => this.#sandbox.setClock({ freeze: false }));
  }

  /** Follows the machine's time again. */
  real(): Promise<ClockInfo> {
    return inLibraryWords(() => this.#sandbox.setClock({ real: true }));
  }
}

function writeInstant(at: Date | string): string {
  return typeof at === "string" ? at : at.toISOString();
}
