import type { Chance } from "./chance.ts";
import type { Clock } from "./clock.ts";
import { EngineError } from "./engine-error.ts";
import { Journal } from "./journal.ts";
import type { Section, StateOf, TableSet } from "./section.ts";
import { Store, type Version } from "./store.ts";
import { endsAll, type Interruption } from "./timers.ts";

/** What a sandbox is made of, beside its content. */
export interface SandboxPlan {
  readonly id: string;
  readonly sections: readonly Section[];
  /** The name of the fixture it started from, or of the sandbox it was forked from. */
  readonly from: string;
  readonly seed: number;
  /** How many requests its journal keeps. */
  readonly journalSize: number;
}

/** One isolated copy of everything: tables, clock, chance, settings, journal. */
export class Sandbox {
  readonly id: string;
  readonly from: string;
  readonly sections: readonly Section[];
  readonly journal: Journal;
  readonly store: Store;
  readonly #plan: SandboxPlan;
  readonly #troubleListeners = new Set<(error: unknown) => void>();
  readonly #interruptionListeners = new Set<(why: Interruption) => void>();
  #over: Interruption | undefined;
  #origin: Version;

  /** Empty, or with the content of another of the same sections. */
  constructor(plan: SandboxPlan, content?: Version) {
    this.#plan = plan;
    this.id = plan.id;
    this.from = plan.from;
    this.sections = plan.sections;
    this.journal = new Journal(plan.journalSize);
    this.store = new Store(plan.sections, content ?? plan, (error) => this.tellTrouble(error));
    this.#origin = this.store.version();
  }

  get clock(): Clock {
    return this.store.clock;
  }

  get chance(): Chance {
    return this.store.chance;
  }

  /** The live tables of a section. */
  state<Tables extends TableSet>(section: { readonly name: string; readonly tables: Tables }): StateOf<Tables> {
    return this.store.state(section);
  }

  transact<Result>(work: () => Result): Result {
    return this.store.transact(work);
  }

  /** Makes what stands now what a reset goes back to. */
  settle(): void {
    this.#origin = this.store.version();
  }

  /** Gives what `work` gives and takes back what it did. Refused in the middle of a transaction. */
  rehearse<Result>(work: () => Result): Result {
    return this.store.rehearse(work);
  }

  /**
   * Ends all that waits in this sandbox: its timers, and whoever listens for it. What is `replaced`, `deleted` or `stopped` is over;
   * else it goes on with what comes from now on.
   */
  interrupt(why: Interruption): void {
    if (endsAll(why)) this.#over ??= why;
    this.store.clock.timers.interrupt(why);
    for (const listener of [...this.#interruptionListeners]) {
      try {
        listener(why);
      } catch (error) {
        this.tellTrouble(error);
      }
    }
  }

  /** What ended this sandbox for good; absent while it stands. */
  get over(): Interruption | undefined {
    return this.#over;
  }

  /** Calls `listener` whenever all that waits here ends, until the function that it gives back is called. */
  listenForInterruption(listener: (why: Interruption) => void): () => void {
    this.#interruptionListeners.add(listener);
    return () => void this.#interruptionListeners.delete(listener);
  }

  /** Calls `listener` with what something threw that acted by itself, until the function that it gives back is called. */
  listenForTrouble(listener: (error: unknown) => void): () => void {
    this.#troubleListeners.add(listener);
    return () => void this.#troubleListeners.delete(listener);
  }

  /** Tells of trouble that no client is told. */
  tellTrouble(error: unknown): void {
    for (const listener of this.#troubleListeners) listener(error);
  }

  /** A sandbox with the same content that shares nothing that changes; its journal is empty, and nothing waits in it. Costs the same for any size. */
  fork(id: string): Sandbox {
    return new Sandbox({ ...this.#plan, id, from: this.id }, this.store.version());
  }

  /** Back to how it started, faults and settings and clock included; what waited ends; the journal is kept, so that it can be read. */
  reset(): void {
    this.store.restore(this.#origin);
    this.interrupt("reset");
  }

  /** Back to before or after a request of the journal; what waited ends. Refused when the journal no longer holds it. */
  rewind(seq: number, side: "before" | "after"): void {
    const entry = this.journal.get(seq);
    if (!entry) {
      throw new EngineError(
        `Sandbox '${this.id}' cannot rewind to request ${seq}: its journal holds no such entry. List them with 'fauxvault journal'.`,
      );
    }
    this.store.restore(entry[side]);
    this.interrupt("rewound");
  }

  /** The choice in force for an open question about a product. */
  assumption(section: Section, name: string): string {
    const set = this.store.settings.assumptions[section.name]?.[name];
    if (set !== undefined) return set;
    const known = section.assumptions[name];
    if (!known) throw new EngineError(`'${section.name}' has no assumption '${name}'.`);
    return known.default;
  }

  /** Chooses for an open question; refused when the question or the choice is unknown. */
  assume(sectionName: string, name: string, choice: string): void {
    this.checkAssumption(sectionName, name, choice);
    const settings = this.store.settings;
    const forSection = { ...settings.assumptions[sectionName], [name]: choice };
    this.store.settings = { ...settings, assumptions: { ...settings.assumptions, [sectionName]: forSection } };
  }

  /** Refuses a question or a choice that is unknown. */
  checkAssumption(sectionName: string, name: string, choice: string): void {
    const section = this.sections.find((one) => one.name === sectionName);
    if (!section) throw new EngineError(`There is no product '${sectionName}' here. Known: ${this.#productNames()}.`);
    const known = Object.hasOwn(section.assumptions, name) ? section.assumptions[name] : undefined;
    const names = Object.keys(section.assumptions).join(", ");
    if (!known) throw new EngineError(`'${sectionName}' has no assumption '${name}'. Known: ${names}.`);
    if (!known.choices.includes(choice)) {
      throw new EngineError(`'${choice}' is not a choice for '${name}'. Choose one of: ${known.choices.join(", ")}.`);
    }
  }

  /** The addresses of a host name; empty when the sandbox does not know it. */
  addressesOf(host: string): readonly string[] {
    const name = host.toLowerCase();
    const { hosts } = this.store.settings;
    return (Object.hasOwn(hosts, name) && hosts[name]) || [];
  }

  /** The host names that an address belongs to. */
  hostsAt(address: string): string[] {
    const hosts = this.store.settings.hosts;
    return Object.keys(hosts).filter((name) => hosts[name]?.includes(address));
  }

  /** Gives a host name its addresses; none at all makes it unknown. */
  setHost(host: string, addresses: readonly string[]): void {
    const { [host.toLowerCase()]: _replaced, ...others } = this.store.settings.hosts;
    const known = addresses.map(canonicalAddress);
    const hosts = known.length > 0 ? { ...others, [host.toLowerCase()]: known } : others;
    this.store.settings = { ...this.store.settings, hosts };
  }

  #productNames(): string {
    return this.sections.map((section) => section.name).join(", ");
  }
}

/** An address as sockets give it: IPv6 has many spellings of one address. */
function canonicalAddress(address: string): string {
  const url = `http://[${address}]`;
  return URL.canParse(url) ? new URL(url).hostname.slice(1, -1) : address;
}
