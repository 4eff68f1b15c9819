import type { ControlClient } from "../control/client.ts";
import { createSandbox } from "../control/create-sandbox.ts";
import type { Instance } from "../control/instance.ts";
import type { CredentialInfo, DoorInfo, ExampleInfo, JournalInfo, JournalQuery } from "../control/protocol.ts";
import type { SandboxClient } from "../control/sandbox-client.ts";
import type { Sandbox } from "../engine/sandbox.ts";
import { dispatchTo } from "../http/dispatcher.ts";
import type { Mock } from "../http/mock.ts";
import { FauxvaultError } from "./fauxvault-error.ts";
import { inLibraryWords } from "./library-words.ts";
import type { ForkOptions, Vault, VaultAuthority, VaultHandler } from "./vault.ts";
import { VaultClock } from "./vault-clock.ts";
import { VaultFaults } from "./vault-faults.ts";

/** What every vault of one fauxvault shares. */
export interface Household {
  readonly instance: Instance;
  readonly control: ControlClient;
  readonly explain: boolean;
  readonly onTrouble: (message: string) => void;
}

/** The vaults of one sandbox of a fauxvault that runs in this process. */
export class OpenVault implements Vault {
  readonly id: string;
  readonly control: ControlClient;
  readonly sandbox: SandboxClient;
  readonly clock: VaultClock;
  readonly faults: VaultFaults;
  readonly ca: VaultAuthority;
  readonly #household: Household;
  readonly #end: () => Promise<void>;

  constructor(household: Household, id: string, end: () => Promise<void>) {
    const { control, instance } = household;
    this.id = id;
    this.control = control;
    this.sandbox = control.sandbox(id);
    this.clock = new VaultClock(this.sandbox);
    this.faults = new VaultFaults(this.sandbox);
    this.ca = { file: instance.authority.caFile, pem: () => inLibraryWords(() => instance.authority.caPem()) };
    this.#household = household;
    this.#end = end;
  }

  get doors(): readonly DoorInfo[] {
    return this.#household.instance.doors.filter(({ sandbox }) => sandbox === this.id);
  }

  get credentials(): readonly CredentialInfo[] {
    const { instance } = this.#household;
    const sandbox = this.#stand();
    return instance.mocks.flatMap((mock) => mock.credentials(sandbox));
  }

  url(product?: string): string {
    return this.#door(product).http;
  }

  https(product?: string): string {
    return this.#door(product).https;
  }

  credential(kind?: string, product?: string): string {
    const { name } = this.#mock(product);
    const all = this.credentials.filter((one) => one.product === name);
    const found = all.find((one) => kind === undefined || one.kind === kind || one.name === kind);
    if (found) return found.value;
    const known = all.map((one) => one.name).join(", ") || "none";
    throw new FauxvaultError(`This vault has no credential '${kind ?? "at all"}'. It has: ${known}.`);
  }

  example(product?: string): ExampleInfo | undefined {
    return this.#mock(product).example(this.#stand());
  }

  mount(product?: string): VaultHandler {
    const { instance, explain, onTrouble } = this.#household;
    const mock = this.#mock(product);
    return dispatchTo({
      mock,
      sandboxId: this.id,
      sandbox: (id) => instance.sandboxes.find(id),
      explain,
      onCrash: (error) => onTrouble(`${mock.name}: a handler failed: ${error instanceof Error ? error.stack : error}`),
      wayOut: instance.wayOut,
    });
  }

  journal(query?: JournalQuery): Promise<JournalInfo[]> {
    return inLibraryWords(() => this.sandbox.journal(query));
  }

  act(action: string, input: object = {}, product?: string): Promise<unknown> {
    return inLibraryWords(() => this.sandbox.act(this.#mock(product).name, action, input));
  }

  async fork({ id }: ForkOptions = {}): Promise<Vault> {
    const { instance } = this.#household;
    const listen = instance.mocks.flatMap((mock) => mock.listeners.map(({ name }) => name));
    const plan = { fork: this.id, listen, ...(id === undefined ? {} : { id }) };
    const made = await inLibraryWords(() => createSandbox(instance, plan));
    return new OpenVault(this.#household, made.id, async () => {
      if (instance.sandboxes.find(made.id)) await instance.deleteSandbox(made.id);
    });
  }

  reset(): Promise<void> {
    return inLibraryWords(() => this.sandbox.reset());
  }

  snapshot(): Promise<string> {
    return inLibraryWords(() => this.sandbox.snapshot());
  }

  restore(snapshot: string): Promise<void> {
    return inLibraryWords(() => this.sandbox.restore(snapshot));
  }

  rewind(seq: number, side?: "before" | "after"): Promise<void> {
    return inLibraryWords(() => this.sandbox.rewind(seq, side));
  }

  stop(): Promise<void> {
    return this.#end();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  /** The sandbox as it stands. */
  #stand(): Sandbox {
    return inLibraryWords(() => this.#household.instance.sandbox(this.id));
  }

  /** The mock of a product; the first one of this version when none is named. */
  #mock(product?: string): Mock {
    const { instance } = this.#household;
    const [first] = instance.mocks;
    return product === undefined && first ? first : inLibraryWords(() => instance.mock(product ?? ""));
  }

  #door(product?: string): DoorInfo {
    const { name } = this.#mock(product);
    const found = this.doors.find((door) => door.product === name && door.as === undefined);
    if (found) return found;
    throw new FauxvaultError(
      `No port answers for ${name} in sandbox '${this.id}': it was stopped, or its port closed.`,
    );
  }
}
