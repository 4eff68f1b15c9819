import { ContractsError } from "../contracts-error.ts";
import type { Ledger } from "./ledger.ts";
import type { Entry, NewEntry, ReadingApi, WritingApi } from "./live-api.ts";
import { TargetError } from "./target-error.ts";

/** What a corner is made of. */
export interface CornerPlan {
  readonly api: ReadingApi & WritingApi;
  /** Where the target is, for people. */
  readonly address: string;
  /** What the name of everything begins with that this run makes: the user's prefix, and what tells this run from others. */
  readonly mark: string;
  /** The user's prefix. */
  readonly prefix: string;
  readonly ledger: Ledger;
}

/** A secret that was found at a target, and whether it is the run's own. */
export interface Found {
  readonly entry: Entry;
  readonly isOwn: boolean;
}

/** Ids go into paths, so nothing but what ids of these products are made of may stand in one. */
const ID = /^[A-Za-z0-9-]{1,64}$/;

/**
 * The part of a target that belongs to a run, and the only way for the harness to write. What does not carry the run's mark is neither
 * made, changed nor removed, whatever the target's lists say: before each change the target is asked for the name anew.
 */
export class Corner {
  readonly #plan: CornerPlan;

  constructor(plan: CornerPlan) {
    if (!plan.mark.startsWith(plan.prefix) || plan.prefix === "")
      throw new ContractsError("A mark begins with the prefix.");
    this.#plan = plan;
  }

  /** Makes a secret; gives its id. */
  async add(entry: NewEntry): Promise<string> {
    const { api, address } = this.#plan;
    this.#expectOwn(entry.name, "make");
    this.note(entry);
    const id = await api.add(entry);
    if (ID.test(id)) return id;
    throw new TargetError(`${address} made '${entry.name}', but gave no id that can be used.`);
  }

  async setValue(entry: Entry, value: string): Promise<void> {
    const isThere = await this.#expectStillOwn(entry, "change");
    if (!isThere) throw new TargetError(`'${entry.name}' is gone, so it cannot be changed.`);
    await this.#plan.api.setValue(entry, value);
  }

  /** Removes a secret; one that is gone already is no trouble. */
  async remove(entry: Entry): Promise<void> {
    if (await this.#expectStillOwn(entry, "remove")) await this.#plan.api.erase(entry);
  }

  /** All secrets whose names begin so; of each whether this run may remove it. Begins with the user's prefix when absent. */
  async findAll(begin = this.#plan.prefix): Promise<readonly Found[]> {
    const found = (await this.#plan.api.find(begin)).filter(({ name }) => name.startsWith(begin));
    const all = found.map((entry) => ({ entry, isOwn: this.#isOwn(entry) }));
    const { mark, ledger } = this.#plan;
    if (!all.some(({ isOwn }) => isOwn)) ledger.strike(begin.startsWith(mark) ? begin : mark);
    return all;
  }

  /** Something of this name may come to stand. */
  note({ name, container }: Pick<Entry, "name" | "container">): void {
    this.#plan.ledger.note({ name, container }, this.#plan.address);
  }

  /** Whether a secret carries the mark of this run, under an id that can be used. */
  #isOwn({ id, container, name }: Entry): boolean {
    return name.startsWith(this.#plan.mark) && ID.test(id) && ID.test(container);
  }

  #expectOwn(name: string, deed: string): void {
    if (name.startsWith(this.#plan.mark)) return;
    const told = `The harness was about to ${deed} '${name}' at ${this.#plan.address}`;
    throw new ContractsError(`${told}, which does not begin with '${this.#plan.mark}'. Nothing was sent.`);
  }

  /** Whether it is still there; throws when what is there now is somebody else's. */
  async #expectStillOwn(entry: Entry, deed: string): Promise<boolean> {
    this.#expectOwn(entry.name, deed);
    if (!this.#isOwn(entry))
      throw new ContractsError(`'${entry.name}' has an id that cannot be used. Nothing was sent.`);
    const names = await this.#plan.api.namesOf(entry);
    for (const name of names) this.#expectOwn(name, deed);
    return names.length > 0;
  }
}
