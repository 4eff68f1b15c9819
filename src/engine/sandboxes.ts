import { EngineError } from "./engine-error.ts";
import type { Sandbox } from "./sandbox.ts";
import type { Fixture, World } from "./world.ts";

/** The id of the sandbox that an address without `/~id/` means. */
export const DEFAULT_SANDBOX = "default";

const ID = /^[A-Za-z0-9_-]{1,64}$/;
/** More than this at once is a caller that never deletes, in a process that should stay small. */
const MOST = 10_000;

/** All sandboxes of a running fauxvault, by id. */
export class Sandboxes {
  readonly world: World;
  readonly #all = new Map<string, Sandbox>();
  readonly #watchers = new Set<(sandbox: Sandbox) => void>();
  readonly #onTrouble: (error: unknown, sandbox: Sandbox) => void;
  #made = 0;

  /** `onTrouble` is told what something threw that acted by itself in a sandbox. */
  constructor(world: World, onTrouble: (error: unknown, sandbox: Sandbox) => void = () => undefined) {
    this.world = world;
    this.#onTrouble = onTrouble;
  }

  find(id: string): Sandbox | undefined {
    return this.#all.get(id);
  }

  /** The sandbox of an id; refused when there is none. */
  get(id: string): Sandbox {
    const sandbox = this.#all.get(id);
    if (sandbox) return sandbox;
    throw new EngineError(`There is no sandbox '${id}'. There are: ${[...this.#all.keys()].slice(0, 20).join(", ")}.`);
  }

  list(): Sandbox[] {
    return [...this.#all.values()];
  }

  /** A new sandbox from a fixture; without an id it gets `s1`, `s2`, … */
  async create(fixture: Fixture, id: string = this.#nextId(), seed?: number): Promise<Sandbox> {
    this.#checkFree(id);
    const sandbox = await this.world.open(id, fixture, seed);
    this.#checkFree(id);
    return this.#add(sandbox);
  }

  /** A copy of a sandbox as it stands. */
  fork(from: string, id: string = this.#nextId()): Sandbox {
    this.#checkFree(id);
    return this.#add(this.get(from).fork(id));
  }

  /** Puts a new start of a fixture in a sandbox's place, as a changed fixture file asks for; what waited in that one ends. */
  async replace(id: string, fixture: Fixture): Promise<Sandbox> {
    return this.#add(await this.world.open(id, fixture));
  }

  /** Calls `listener` for each sandbox there is and each that comes, until the function that it gives back is called. */
  watch(listener: (sandbox: Sandbox) => void): () => void {
    for (const sandbox of this.#all.values()) listener(sandbox);
    this.#watchers.add(listener);
    return () => void this.#watchers.delete(listener);
  }

  /** Forgets a sandbox. The default one stays. */
  delete(id: string): void {
    if (id === DEFAULT_SANDBOX) throw new EngineError("The default sandbox cannot be deleted; reset it instead.");
    const sandbox = this.get(id);
    this.#all.delete(id);
    sandbox.interrupt("deleted");
  }

  /** Ends all that waits in any sandbox, for good: fauxvault stops. */
  stop(): void {
    for (const sandbox of this.#all.values()) sandbox.interrupt("stopped");
  }

  #add(sandbox: Sandbox): Sandbox {
    const before = this.#all.get(sandbox.id);
    this.#all.set(sandbox.id, sandbox);
    sandbox.listenForTrouble((error) => this.#onTrouble(error, sandbox));
    before?.interrupt("replaced");
    for (const watcher of this.#watchers) watcher(sandbox);
    return sandbox;
  }

  #nextId(): string {
    do this.#made += 1;
    while (this.#all.has(`s${this.#made}`));
    return `s${this.#made}`;
  }

  #checkFree(id: string): void {
    if (!ID.test(id)) throw new EngineError(`'${id}' cannot be a sandbox's id: use up to 64 letters, digits, - and _.`);
    if (this.#all.has(id)) throw new EngineError(`There is a sandbox '${id}' already.`);
    if (this.#all.size >= MOST) throw new EngineError(`There are ${MOST} sandboxes; delete some before you make more.`);
  }
}
