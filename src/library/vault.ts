import type { IncomingMessage, ServerResponse } from "node:http";
import type { ControlClient } from "../control/client.ts";
import type { CredentialInfo, DoorInfo, ExampleInfo, JournalInfo, JournalQuery } from "../control/protocol.ts";
import type { SandboxClient } from "../control/sandbox-client.ts";
import type { VaultClock } from "./vault-clock.ts";
import type { VaultFaults } from "./vault-faults.ts";

/** The certificate authority that clients trust when they speak HTTPS. */
export interface VaultAuthority {
  /** The path of its certificate; there is a file once `pem()` was called or a TLS connection was made. */
  readonly file: string;
  /** Its certificate; the authority is made when it is not there yet. */
  pem(): Promise<string>;
}

/** What a request handler of Node, Express or supertest is. */
export type VaultHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** How a copy of a vault is made. */
export interface ForkOptions {
  /** Its sandbox's id; a free one when absent. */
  readonly id?: string;
}

/**
 * The fake vaults of one sandbox: their addresses, their credentials, and all that can be done to them. What is done to one sandbox,
 * no other sees.
 */
export interface Vault extends AsyncDisposable {
  /** The sandbox's id. */
  readonly id: string;
  /** The control client of the whole fauxvault; it throws `ControlError`, where a vault's own methods throw `FauxvaultError`. */
  readonly control: ControlClient;
  /** The control client of this sandbox. */
  readonly sandbox: SandboxClient;
  readonly clock: VaultClock;
  readonly faults: VaultFaults;
  readonly ca: VaultAuthority;
  /** The ports that answer for this sandbox. */
  readonly doors: readonly DoorInfo[];
  /** The credentials in force at this moment, with their values. */
  readonly credentials: readonly CredentialInfo[];
  /** The `http://` address of a product, Passwordstate when none is named. */
  url(product?: string): string;
  /** The `https://` address of a product; clients must trust `ca`. */
  https(product?: string): string;
  /** The value of the first credential of a kind or name: `System Wide` when none is named. */
  credential(kind?: string, product?: string): string;
  /** A request that works now; undefined when the vault holds nothing to show. */
  example(product?: string): ExampleInfo | undefined;
  /** A handler for `http.createServer`, Express or supertest that serves this vault without a port. */
  mount(product?: string): VaultHandler;
  /** The requests that it served, oldest first, masked, with the reason for every refusal. */
  journal(query?: JournalQuery): Promise<JournalInfo[]>;
  /** Does what an administrator does on the product's screens, such as `keys.rotate`; gives what the action gives. */
  act(action: string, input?: object, product?: string): Promise<unknown>;
  /** A copy as it stands, on ports of its own. Costs the same for ten records or a million. */
  fork(options?: ForkOptions): Promise<Vault>;
  /** Back to how it started, faults and clock included; the journal stays. */
  reset(): Promise<void>;
  /** Its whole content as JSON text, secret values included. */
  snapshot(): Promise<string>;
  /** Replaces its content by that of a snapshot. */
  restore(snapshot: string): Promise<void>;
  /** Back to before or after a request of its journal. */
  rewind(seq: number, side?: "before" | "after"): Promise<void>;
  /** Ends it: a copy alone, or with the first vault the whole fauxvault with every copy. Again at any time. */
  stop(): Promise<void>;
}
