import { Chance, type ChanceState } from "./chance.ts";
import { Clock, type ClockSetting } from "./clock.ts";
import { EngineError } from "./engine-error.ts";
import { Log } from "./log.ts";
import type { Section, StateOf, TableSet } from "./section.ts";
import { Table } from "./table.ts";

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

/** What the store asks of a table or a log: it keeps their versions and never looks into one. */
interface Content {
  version(): ContentVersion;
  restore(version: ContentVersion): void;
  dump(): ContentDump;
  load(dump: ContentDump): void;
}

/** The content of one table or log at one moment; only the one that made it knows its shape. */
export type ContentVersion = object;

/** One version for each table and log, in groups: a commit copies one short group and the list of them, however many tables there are. */
export type TableVersions = readonly (readonly ContentVersion[])[];

/** How many tables make a group. */
const GROUP = 8;

/** A table or a log as plain data. */
export interface ContentDump {
  readonly next: number;
  readonly rows: readonly object[];
}

/** Everything that changes in a sandbox, as plain data; the tables and logs by their full names. */
export interface StoreDump {
  readonly chance: ChanceState;
  readonly clock: ClockSetting;
  readonly settings: Settings;
  readonly tables: Readonly<Record<string, ContentDump>>;
}

type Row = Record<string, unknown>;

/** The tables, clock, chance and settings of one sandbox, and the transactions that change them. */
export class Store {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly #contents: Content[] = [];
  readonly #names: string[] = [];
  readonly #states = new Map<string, StateOf<TableSet>>();
  readonly #dirty = new Map<number, ContentVersion>();
  #settings: Settings = { hosts: {}, assumptions: {} };
  #version: Version | undefined;
  #open = false;

  /** `onTrouble` is told what something threw that acted by itself. */
  constructor(sections: readonly Section[], seed: number, onTrouble: (error: unknown) => void) {
    this.clock = new Clock(undefined, {
      busy: () => this.#open,
      transact: (act) => this.transact(act),
      onTrouble,
    });
    this.chance = new Chance({ seed, drawn: 0 });
    for (const section of sections) this.#states.set(section.name, this.#build(section));
  }

  /** The live tables of a section. */
  state<Tables extends TableSet>(section: { readonly name: string; readonly tables: Tables }): StateOf<Tables> {
    const state = this.#states.get(section.name);
    if (!state) throw new EngineError(`This sandbox has no section '${section.name}'.`);
    return state as StateOf<Tables>;
  }

  get settings(): Settings {
    return this.#settings;
  }

  set settings(settings: Settings) {
    this.#settings = settings;
    this.#version = undefined;
  }

  /** The tables and logs with their full names, in a fixed order. */
  contents(): ReadonlyArray<readonly [name: string, content: Content]> {
    return this.#contents.map((content, at) => [this.#names[at] as string, content] as const);
  }

  /** Runs `work`; when it throws, nothing of the content shows that it ever ran. A transaction inside another joins it. */
  transact<Result>(work: () => Result): Result {
    if (this.#open) return work();
    const { drawn } = this.chance;
    const clock = this.clock.setting;
    const settings = this.#settings;
    const known = this.#version;
    this.#open = true;
    try {
      const result = work();
      this.#commit(drawn);
      return result;
    } catch (error) {
      for (const [at, before] of this.#dirty) this.#contents[at]?.restore(before);
      this.chance.takeBack(drawn);
      this.clock.restore(clock);
      this.#settings = settings;
      this.#version = known;
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

  /** The whole content as it stands. */
  version(): Version {
    const known = this.#version;
    // In the middle of a transaction what was known is the content before it, and what stands now may yet be taken back.
    if (this.#open) return this.#assemble(this.#takeAll());
    if (known && known.clock === this.clock.setting && known.chance.drawn === this.chance.drawn) return known;
    const version = this.#assemble(known?.tables ?? this.#takeAll());
    this.#version = version;
    return version;
  }

  #takeAll(): TableVersions {
    const groups: ContentVersion[][] = [];
    for (const [at, content] of this.#contents.entries()) {
      if (at % GROUP === 0) groups.push([]);
      groups.at(-1)?.push(content.version());
    }
    return groups;
  }

  #assemble(tables: TableVersions): Version {
    const known = this.#version?.chance;
    const chance = known?.drawn === this.chance.drawn ? known : this.chance.state();
    return { tables, chance, clock: this.clock.setting, settings: this.#settings };
  }

  /** Goes to a version, of this store or of another with the same sections. Refused in the middle of a transaction. */
  restore(version: Version): void {
    this.#checkClosed();
    for (const [at, content] of version.tables.flat().entries()) this.#contents[at]?.restore(content);
    this.chance.restore(version.chance);
    this.clock.restore(version.clock);
    this.#settings = version.settings;
    this.#version = version;
  }

  /** Replaces the content by dumps, one for each table and log by its full name. When one is refused, nothing has changed. */
  load(dump: StoreDump): void {
    const before = this.version();
    this.#checkClosed();
    this.#version = undefined;
    try {
      for (const [name, content] of this.contents()) content.load(dump.tables[name] as ContentDump);
      this.chance.restore(dump.chance);
      this.clock.restore(dump.clock);
      this.#settings = dump.settings;
    } catch (error) {
      this.restore(before);
      throw error;
    }
  }

  #checkClosed(): void {
    if (this.#open) throw new EngineError("A sandbox cannot be taken back or replaced in the middle of a transaction.");
  }

  #build(section: Section): StateOf<TableSet> {
    const state: Record<string, Content> = {};
    for (const [name, spec] of Object.entries(section.tables)) {
      const at = this.#contents.length;
      const fullName = `${section.name}.${name}`;
      const beforeWrite = () => this.#remember(at, fullName);
      const content: Content =
        spec.kind === "log" ? new Log<Row>(spec, beforeWrite) : new Table<Row>(fullName, spec, beforeWrite);
      this.#contents.push(content);
      this.#names.push(fullName);
      state[name] = content;
    }
    return state as unknown as StateOf<TableSet>;
  }

  #remember(at: number, name: string): void {
    if (!this.#open) throw new EngineError(`${name} was written to outside of a transaction.`);
    const content = this.#contents[at];
    if (content && !this.#dirty.has(at)) this.#dirty.set(at, content.version());
  }

  #commit(drawn: number): void {
    if (this.#dirty.size === 0 && drawn === this.chance.drawn) return;
    const known = this.#version;
    if (!known) {
      for (const at of this.#dirty.keys()) this.#contents[at]?.version();
      return;
    }
    const tables = known.tables.slice();
    for (const at of this.#dirty.keys()) {
      const which = Math.trunc(at / GROUP);
      const group = (tables[which] ?? []).slice();
      group[at % GROUP] = (this.#contents[at] as Content).version();
      tables[which] = group;
    }
    this.#version = this.#assemble(tables);
  }
}
