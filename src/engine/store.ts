import { Chance, type ChanceState } from "./chance.ts";
import { Clock, type ClockSetting } from "./clock.ts";
import { EngineError } from "./engine-error.ts";
import type { Section, StateOf, TableSet } from "./section.ts";
import {
  type Content,
  type ContentDump,
  type ContentVersion,
  makeSectionTables,
  type SectionTables,
  type Slot,
} from "./section-tables.ts";

/** What is set rather than stored in rows: host names with their addresses, and the assumptions that differ from their defaults. */
export interface Settings {
  readonly hosts: Readonly<Record<string, readonly string[]>>;
  readonly assumptions: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Everything that changes in a sandbox, at one moment. A value: keep it, and go back to it, at no cost. */
export interface Version {
  readonly tables: TableVersions;
  readonly chance: ChanceState;
  readonly clock: ClockSetting;
  readonly settings: Settings;
}

/** One version for each table and log, by section: a commit copies one section's list and the list of them. */
export type TableVersions = readonly (readonly ContentVersion[])[];

/** Everything that changes in a sandbox, as plain data; the tables and logs by their full names. */
export interface StoreDump {
  readonly chance: ChanceState;
  readonly clock: ClockSetting;
  readonly settings: Settings;
  readonly tables: Readonly<Record<string, ContentDump>>;
}

/** The tables, clock, chance and settings of one sandbox, and the transactions that change them. */
export class Store {
  readonly clock: Clock;
  readonly chance: Chance;
  settings: Settings = { hosts: {}, assumptions: {} };
  readonly #sections: readonly Section[];
  /** By the section's place; one is made when it is first asked for, so that a fork costs nothing that nobody looks at. */
  readonly #made: (SectionTables | undefined)[];
  readonly #dirty = new Map<Slot, ContentVersion>();
  /** What was last committed. */
  #tables: TableVersions;
  #version: Version | undefined;
  #open = false;

  /** Starts with nothing but a seed, or with the content of another of the same sections. `onTrouble` is told what something threw that acted by itself. */
  constructor(
    sections: readonly Section[],
    start: { readonly seed: number } | Version,
    onTrouble: (error: unknown) => void,
  ) {
    this.clock = new Clock(undefined, {
      busy: () => this.#open,
      transact: (act) => this.transact(act),
      onTrouble,
    });
    this.#sections = sections;
    this.#made = sections.map(() => undefined);
    if ("tables" in start) {
      this.chance = new Chance(start.chance);
      this.#tables = start.tables;
      this.restore(start);
    } else {
      this.chance = new Chance({ seed: start.seed, drawn: 0 });
      this.#tables = sections.map((_, at) => versionsOf(this.#make(at, undefined)));
    }
  }

  /** The live tables of a section. */
  state<Tables extends TableSet>(section: { readonly name: string; readonly tables: Tables }): StateOf<Tables> {
    const at = this.#sections.findIndex(({ name }) => name === section.name);
    if (at === -1) throw new EngineError(`This sandbox has no section '${section.name}'.`);
    return this.#section(at).state as StateOf<Tables>;
  }

  /** The tables and logs with their full names, in a fixed order. */
  contents(): ReadonlyArray<{ readonly name: string; readonly content: Content }> {
    return this.#sections.flatMap((_, at) => this.#section(at).slots);
  }

  /** Runs `work`; when it throws, nothing of the content shows that it ever ran. A transaction inside another joins it. */
  transact<Result>(work: () => Result): Result {
    if (this.#open) return work();
    const { drawn } = this.chance;
    const clock = this.clock.setting;
    const settings = this.settings;
    this.#open = true;
    try {
      const result = work();
      if (this.#dirty.size > 0) this.#commit();
      return result;
    } catch (error) {
      for (const [{ content }, before] of this.#dirty) content.restore(before);
      this.chance.takeBack(drawn);
      this.clock.restore(clock);
      this.settings = settings;
      this.clock.timers.takeBack();
      throw error;
    } finally {
      if (this.#dirty.size > 0) this.#dirty.clear();
      this.#open = false;
      this.clock.timers.keep();
    }
  }

  /** Gives what `work` gives and takes back what it did. What it throws comes out, and is taken back as well. */
  rehearse<Result>(work: () => Result): Result {
    this.#checkClosed();
    const rehearsal: { result?: Result } = {};
    try {
      this.transact(() => {
        rehearsal.result = work();
        throw rehearsal;
      });
    } catch (thrown) {
      if (thrown !== rehearsal) throw thrown;
    }
    return rehearsal.result as Result;
  }

  /** The whole content as it stands: the same object for as long as nothing has changed. */
  version(): Version {
    // In the middle of a transaction what stands may yet be taken back.
    if (this.#open) return this.#assemble(this.#takeAll());
    if (!this.#version || this.#hasMovedOn(this.#version)) this.#version = this.#assemble(this.#tables);
    return this.#version;
  }

  #hasMovedOn({ tables, chance, clock, settings }: Version): boolean {
    const isSame = tables === this.#tables && clock === this.clock.setting && settings === this.settings;
    return !isSame || chance.drawn !== this.chance.drawn;
  }

  #takeAll(): TableVersions {
    return this.#tables.map((versions, at) => (this.#made[at] ? versionsOf(this.#made[at]) : versions));
  }

  #assemble(tables: TableVersions): Version {
    const known = this.#version?.chance;
    const chance = known?.drawn === this.chance.drawn ? known : this.chance.state();
    return { tables, chance, clock: this.clock.setting, settings: this.settings };
  }

  /** Goes to a version, of this store or of another with the same sections. Refused in the middle of a transaction. */
  restore(version: Version): void {
    this.#checkClosed();
    for (const made of this.#made) {
      for (const { section, at, content } of made?.slots ?? [])
        content.restore(version.tables[section]?.[at] as ContentVersion);
    }
    this.#tables = version.tables;
    this.chance.restore(version.chance);
    this.clock.restore(version.clock);
    this.settings = version.settings;
    this.#version = version;
  }

  /** Replaces the content by dumps, one for each table and log by its full name. When one is refused, nothing has changed. */
  load(dump: StoreDump): void {
    const before = this.version();
    this.#checkClosed();
    try {
      for (const { name, content } of this.contents()) content.load(dump.tables[name] as ContentDump);
      this.#tables = this.#takeAll();
      // Another seed shows in nothing else that a version is compared by.
      this.#version = undefined;
      this.chance.restore(dump.chance);
      this.clock.restore(dump.clock);
      this.settings = dump.settings;
    } catch (error) {
      this.restore(before);
      throw error;
    }
  }

  #checkClosed(): void {
    if (this.#open) throw new EngineError("A sandbox cannot be taken back or replaced in the middle of a transaction.");
  }

  #section(at: number): SectionTables {
    return this.#made[at] ?? this.#make(at, this.#tables[at]);
  }

  #make(at: number, versions: readonly ContentVersion[] | undefined): SectionTables {
    const made = makeSectionTables(this.#sections[at] as Section, at, versions, (slot) => this.#remember(slot));
    this.#made[at] = made;
    return made;
  }

  #remember(slot: Slot): void {
    if (!this.#open) throw new EngineError(`${slot.name} was written to outside of a transaction.`);
    if (!this.#dirty.has(slot)) this.#dirty.set(slot, slot.content.version());
  }

  #commit(): void {
    const tables = this.#tables.slice();
    for (const { section, at, content } of this.#dirty.keys()) {
      const known = this.#tables[section];
      // The first of a section copies its list, the others write into the copy.
      const own = tables[section] === known ? (known?.slice() ?? []) : (tables[section] as ContentVersion[]);
      own[at] = content.version();
      tables[section] = own;
    }
    this.#tables = tables;
  }
}

function versionsOf({ slots }: SectionTables): readonly ContentVersion[] {
  return slots.map(({ content }) => content.version());
}
