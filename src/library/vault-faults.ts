import type { FaultInfo, NewFault } from "../control/fault-shapes.ts";
import type { SandboxClient } from "../control/sandbox-client.ts";
import { inLibraryWords } from "./library-words.ts";

/** Disturbances between clients and a vault. */
export class VaultFaults {
  readonly #sandbox: SandboxClient;

  constructor(sandbox: SandboxClient) {
    this.#sandbox = sandbox;
  }

  /**
   * Puts a fault in. It meets every request that `match` does not leave out, until it is removed or has struck `times` times.
   *
   * ```ts
   * await vault.faults.add({ effect: { kind: "status", status: 503 }, times: 1 });
   * await vault.faults.add({ effect: { kind: "reset" }, when: "after", match: { method: "POST" } });
   * ```
   */
  add(fault: NewFault): Promise<FaultInfo> {
    return inLibraryWords(() => this.#sandbox.addFault(fault));
  }

  /** The faults, with how often each struck. */
  list(): Promise<FaultInfo[]> {
    return inLibraryWords(() => this.#sandbox.faults());
  }

  /** Takes one fault out, by its id. */
  remove(id: number): Promise<void> {
    return inLibraryWords(() => this.#sandbox.removeFault(id));
  }

  /** Takes all faults out. */
  clear(): Promise<void> {
    return inLibraryWords(() => this.#sandbox.clearFaults());
  }
}
