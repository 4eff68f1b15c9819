import { createHmac, randomBytes } from "node:crypto";
import { mocks as allMocks } from "../../mocks/registry.ts";
import type { Sandbox } from "../engine/sandbox.ts";
import { DEFAULT_SANDBOX, Sandboxes } from "../engine/sandboxes.ts";
import type { Fixture } from "../engine/world.ts";
import { type Authority, openAuthority } from "../http/authority/open-authority.ts";
import { dispatchTo, type Handle } from "../http/dispatcher.ts";
import type { WayOut } from "../http/errands/outside.ts";
import { secretsOf } from "../http/journal-view.ts";
import { type Listener, openListener } from "../http/listener.ts";
import { maskSecrets } from "../http/mask.ts";
import type { Mock } from "../http/mock.ts";
import { addressesAt } from "./addresses.ts";
import { ControlError } from "./control-error.ts";
import { makeWorld } from "./make-world.ts";
import type { DoorInfo, NewDoor } from "./protocol.ts";
import { describeTrouble } from "./refusals.ts";
import { openWayOut } from "./way-out.ts";

/** What an instance starts with. */
export interface InstanceOptions {
  /** Absent: 127.0.0.1 and, where present, ::1. */
  readonly bind?: string | undefined;
  /** Where the local authority is kept; its default is the user's own folder for such things. */
  readonly authorityFolder?: string | undefined;
  /** Whether refusals carry their reason in a header, unless a listener says otherwise. */
  readonly explain: boolean;
  /** Whether credentials are drawn from the system instead of the fixture's seed. */
  readonly randomKeys?: boolean;
  /** Hosts that mocks may call beside this machine: `vault.example.com`, `10.20.0.11:443`. No fixture adds to them. */
  readonly allowHosts?: readonly string[] | undefined;
  /** Told of trouble that no client is told: a handler's fault, a certificate that cannot be made. */
  readonly onTrouble: (message: string) => void;
}

interface OpenDoor {
  readonly door: DoorInfo;
  readonly handle: Listener;
}

/** What became of a sandbox: another start took its place, or it is gone. */
export type SandboxFate = "replaced" | "deleted";

/** A running fauxvault without its control API: sandboxes, and the doors through which they are reached. */
export class Instance {
  readonly mocks: readonly Mock[] = allMocks;
  readonly sandboxes: Sandboxes;
  readonly authority: Authority;
  /** What the mocks' operations reach out with. */
  readonly wayOut: WayOut;
  readonly #options: InstanceOptions;
  readonly #doors = new Set<OpenDoor>();
  readonly #watchers = new Set<{ readonly id: string; readonly listener: (fate: SandboxFate) => void }>();
  readonly #secret = randomBytes(32);
  #stopped = false;

  /** `hosts`: what the authority may sign for beside localhost, loopback and `.test`. */
  constructor(options: InstanceOptions, hosts: readonly string[] = []) {
    this.#options = options;
    this.sandboxes = new Sandboxes(makeWorld(), (error, { id }) => this.#tellTrouble(`sandbox '${id}'`, error));
    const folder = options.authorityFolder;
    this.authority = openAuthority({ hosts, ...(folder === undefined ? {} : { folder }) });
    this.wayOut = openWayOut({
      bind: options.bind,
      allowHosts: options.allowHosts ?? [],
      doors: () => this.doors,
      caPem: () => this.authority.caPem(),
      onTrouble: (error) => options.onTrouble(`a call of a mock: ${describeTrouble(error)}`),
    });
  }

  /** The mock of a product's name; refused with status 404 when it is unknown. */
  mock(name: string): Mock {
    const found = this.mocks.find((mock) => mock.name === name);
    if (found) return found;
    const known = this.mocks.map((mock) => mock.name).join(", ");
    throw new ControlError(`There is no product '${name}'. Known: ${known}.`, { status: 404 });
  }

  /** A sandbox as a fixture says; without an id it gets a free one. */
  async createSandbox(fixture: Fixture, id?: string, seed?: number): Promise<Sandbox> {
    const sandbox = await this.sandboxes.create(fixture, id, seed);
    this.#renewCredentials(sandbox);
    return sandbox;
  }

  get doors(): DoorInfo[] {
    return [...this.#doors].map(({ door }) => door);
  }

  /** The sandbox of an id; refused with status 404 when there is none. */
  sandbox(id: string): Sandbox {
    const found = this.sandboxes.find(id);
    if (found) return found;
    const known = this.sandboxes.list().map((sandbox) => sandbox.id);
    const more = known.length > 20 ? ` and ${known.length - 20} more` : "";
    throw new ControlError(`There is no sandbox '${id}'. There are: ${known.slice(0, 20).join(", ")}${more}.`, {
      status: 404,
    });
  }

  /** The mock that a listener belongs to; refused when there is no such listener. */
  checkListener(listener: string): Mock {
    const mock = this.mocks.find((one) => one.listeners.some(({ name }) => name === listener));
    if (mock) return mock;
    const known = this.mocks.flatMap(({ listeners }) => listeners.map(({ name }) => name)).join(", ");
    throw new ControlError(`There is no listener '${listener}'. Known: ${known}.`);
  }

  /** Opens a port to a mock. */
  async open(plan: NewDoor): Promise<DoorInfo> {
    const mock = this.checkListener(plan.listener);
    const sandbox = this.sandbox(plan.sandbox ?? DEFAULT_SANDBOX).id;
    const { bind, onTrouble } = this.#options;
    const wish = plan.certificate === undefined ? {} : { fault: plan.certificate };
    const handle = await openListener({
      name: plan.listener,
      port: plan.port ?? 0,
      bind,
      handler: this.#dispatch(mock, sandbox, plan),
      broken: mock.wire.broken,
      secureContext: () => this.authority.secureContext(wish),
      onTrouble: (error) => onTrouble(`${plan.listener}: ${describeTrouble(error)}`),
    });
    const door: DoorInfo = {
      listener: plan.listener,
      product: mock.name,
      port: handle.port,
      sandbox,
      ...(plan.as === undefined ? {} : { as: plan.as.toLowerCase() }),
      ...addressesAt(bind, handle.port),
    };
    // While the port was being opened, its sandbox or all of this may have gone.
    if (this.#stopped || !this.sandboxes.find(sandbox)) {
      await handle.stop();
      throw new ControlError(`The door for sandbox '${sandbox}' was not opened: the sandbox is gone.`, { status: 404 });
    }
    this.#doors.add({ door, handle });
    return door;
  }

  /** Closes a door and destroys what is connected to it; refused with status 404 when no door of ours has that port. */
  async close(port: number): Promise<void> {
    const found = [...this.#doors].filter(({ door }) => door.port === port);
    if (found.length === 0) {
      const known = this.doors.map((door) => door.port).join(", ") || "none";
      throw new ControlError(`No door of this fauxvault has port ${port}. Open: ${known}.`, { status: 404 });
    }
    await this.#shut(found);
  }

  /** Puts a new start of a fixture in a sandbox's place; its doors lead to the new one. */
  async replaceSandbox(id: string, fixture: Fixture): Promise<void> {
    this.sandbox(id);
    this.#renewCredentials(await this.sandboxes.replace(id, fixture));
    this.#tell(id, "replaced");
  }

  /** Forgets a sandbox and closes the doors that served it. */
  async deleteSandbox(id: string): Promise<void> {
    this.sandbox(id);
    this.sandboxes.delete(id);
    this.#tell(id, "deleted");
    await this.#shut([...this.#doors].filter(({ door }) => door.sandbox === id));
  }

  /** Calls `listener` when a sandbox is replaced or deleted, until the function that it gives back is called. */
  watchSandbox(id: string, listener: (fate: SandboxFate) => void): () => void {
    const watcher = { id, listener };
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  /** Closes every door at once, destroys what is connected, and ends all that waits. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.sandboxes.stop();
    await this.#shut([...this.#doors]);
  }

  #dispatch(mock: Mock, sandboxId: string, { as, explain = this.#options.explain }: NewDoor): Handle {
    return dispatchTo({
      mock,
      sandboxId,
      sandbox: (id) => this.sandboxes.find(id),
      as: as?.toLowerCase(),
      explain,
      onCrash: (error) => this.#tellTrouble(mock.name, error),
      wayOut: this.wayOut,
    });
  }

  /** Tells of a fault of our own in a mock, without anything that a sandbox keeps secret. */
  #tellTrouble(where: string, error: unknown): void {
    const told = this.sandboxes
      .list()
      .reduce((text, sandbox) => maskSecrets(text, secretsOf(sandbox, this.mocks)), describeTrouble(error));
    this.#options.onTrouble(`${where}: a handler failed: ${told}`);
  }

  async #shut(doors: readonly OpenDoor[]): Promise<void> {
    for (const open of doors) this.#doors.delete(open);
    await Promise.all(doors.map(({ handle }) => handle.stop()));
  }

  #tell(id: string, fate: SandboxFate): void {
    for (const watcher of [...this.#watchers]) if (watcher.id === id) watcher.listener(fate);
  }

  /** Replaces what anybody could work out from a fixture and its seed. The same for each start of a fixture, so that a reload keeps its keys. */
  #renewCredentials(sandbox: Sandbox): void {
    if (!this.#options.randomKeys) return;
    let drawn = 0;
    const hex = (digits: number) => {
      drawn += 1;
      return createHmac("sha512", this.#secret).update(`${drawn}`).digest("hex").slice(0, digits);
    };
    sandbox.transact(() => {
      const renewed = new Map<string, string>();
      for (const mock of this.mocks) {
        const before = mock.credentials(sandbox);
        mock.renewCredentials(sandbox, hex);
        const after = mock.credentials(sandbox);
        for (const [at, { value }] of before.entries()) renewed.set(value, after[at]?.value ?? value);
      }
      for (const mock of this.mocks) mock.followCredentials?.(sandbox, renewed);
    });
    sandbox.settle();
  }
}
