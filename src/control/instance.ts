import { mocks as allMocks } from "../../mocks/registry.ts";
import type { Sandbox } from "../engine/sandbox.ts";
import { DEFAULT_SANDBOX, Sandboxes } from "../engine/sandboxes.ts";
import { World } from "../engine/world.ts";
import { type Authority, type LeafWish, openAuthority } from "../http/authority/open-authority.ts";
import { Dispatcher } from "../http/dispatcher.ts";
import { httpSection } from "../http/faults/section.ts";
import { type Listener, openListener } from "../http/listener.ts";
import type { Mock } from "../http/mock.ts";
import { ControlError } from "./control-error.ts";

/** What an instance starts with. */
export interface InstanceOptions {
  /** Absent: 127.0.0.1 and, where present, ::1. */
  readonly bind?: string | undefined;
  /** Where the local authority is kept; its default is the user's own folder for such things. */
  readonly authorityFolder?: string | undefined;
  /** Whether refusals carry their reason in a header, unless a listener says otherwise. */
  readonly explain: boolean;
  /** Told of trouble that no client is told: a handler's fault, a certificate that cannot be made. */
  readonly onTrouble: (message: string) => void;
}

/** Which door is to be opened, and for whom. */
export interface DoorPlan {
  /** The listener's name in its mock: `passwordstate`. */
  readonly listener: string;
  /** 0 gives a free one. */
  readonly port: number;
  /** The sandbox that it serves at its root; the default one when absent. */
  readonly sandbox?: string | undefined;
  /** The host that its callers come from. */
  readonly as?: string | undefined;
  readonly explain?: boolean | undefined;
  readonly certificate?: LeafWish | undefined;
}

/** An open door. */
export interface Door {
  readonly listener: string;
  readonly product: string;
  readonly port: number;
  readonly sandbox: string;
  readonly as: string | undefined;
  /** `http://127.0.0.1:9119`; the same port answers both schemes. */
  readonly http: string;
  /** `https://localhost:9119`. */
  readonly https: string;
}

interface OpenDoor {
  readonly door: Door;
  readonly handle: Listener;
}

/** A running fauxvault without its control API: sandboxes, and the doors through which they are reached. */
export class Instance {
  readonly mocks: readonly Mock[] = allMocks;
  readonly sandboxes: Sandboxes;
  readonly authority: Authority;
  readonly #options: InstanceOptions;
  readonly #doors = new Set<OpenDoor>();

  constructor(options: InstanceOptions, hosts: readonly string[] = []) {
    this.#options = options;
    this.sandboxes = new Sandboxes(new World([httpSection, ...this.mocks.map((mock) => mock.section)]));
    const folder = options.authorityFolder;
    this.authority = openAuthority({ hosts, ...(folder === undefined ? {} : { folder }) });
  }

  /** The mock of a product's name; refused when it is unknown. */
  mock(name: string): Mock {
    const found = this.mocks.find((mock) => mock.name === name);
    if (found) return found;
    throw new ControlError(`There is no product '${name}'. Known: ${this.mocks.map((mock) => mock.name).join(", ")}.`);
  }

  get doors(): Door[] {
    return [...this.#doors].map(({ door }) => door);
  }

  /** Opens a port to a mock. */
  async open(plan: DoorPlan): Promise<Door> {
    const mock = this.mocks.find((one) => one.listeners.some(({ name }) => name === plan.listener));
    if (!mock) throw new ControlError(`There is no listener '${plan.listener}'. Known: ${this.#listenerNames()}.`);
    const sandbox = plan.sandbox ?? DEFAULT_SANDBOX;
    this.sandboxes.get(sandbox);
    const { bind, explain, onTrouble } = this.#options;
    const dispatcher = new Dispatcher({
      mock,
      sandboxId: sandbox,
      sandbox: (id): Sandbox | undefined => this.sandboxes.find(id),
      as: plan.as?.toLowerCase(),
      explain: plan.explain ?? explain,
      onCrash: (error) => onTrouble(`${mock.name}: a handler failed: ${describe(error)}`),
    });
    const handle = await openListener({
      name: plan.listener,
      port: plan.port,
      bind,
      handler: (request, response) => dispatcher.handle(request, response),
      broken: mock.wire.broken,
      secureContext: () => this.authority.secureContext(plan.certificate),
      onTrouble: (error) => onTrouble(`TLS is not available: ${describe(error)}`),
    });
    const { port } = handle;
    const host = bind ?? "127.0.0.1";
    const door: Door = {
      listener: plan.listener,
      product: mock.name,
      port,
      sandbox,
      as: plan.as,
      http: `http://${host.includes(":") ? `[${host}]` : host}:${port}`,
      https: `https://${bind ?? "localhost"}:${port}`,
    };
    this.#doors.add({ door, handle });
    return door;
  }

  /** Closes a door. */
  async close(door: Door): Promise<void> {
    for (const open of this.#doors) {
      if (open.door.port !== door.port) continue;
      this.#doors.delete(open);
      await open.handle.stop();
    }
  }

  /** Forgets a sandbox and closes the doors that served it alone. */
  async deleteSandbox(id: string): Promise<void> {
    this.sandboxes.delete(id);
    await Promise.all(this.doors.filter((door) => door.sandbox === id).map((door) => this.close(door)));
  }

  /** Closes every door at once and destroys what is connected. */
  async stop(): Promise<void> {
    await Promise.all(this.doors.map((door) => this.close(door)));
  }

  #listenerNames(): string {
    return this.mocks.flatMap((mock) => mock.listeners.map(({ name }) => name)).join(", ");
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
