import { Log } from "./log.ts";
import type { Section, StateOf, TableSet } from "./section.ts";
import { Table } from "./table.ts";

/** The content of one table or log at one moment; only the one that made it knows its shape. */
export type ContentVersion = object;

/** A table or a log as plain data. */
export interface ContentDump {
  readonly next: number;
  readonly rows: readonly object[];
}

/** What a store asks of a table or a log: it keeps their versions and never looks into one. */
export interface Content {
  version(): ContentVersion;
  restore(version: ContentVersion): void;
  dump(): ContentDump;
  load(dump: ContentDump): void;
}

/** One table or log, and where its version stands among all: in the section's place, and there in its own. */
export interface Slot {
  /** `passwordstate.passwords` */
  readonly name: string;
  readonly section: number;
  readonly at: number;
  readonly content: Content;
}

/** The live tables and logs of one section. */
export interface SectionTables {
  readonly slots: readonly Slot[];
  /** The same, by their names, as handlers work with them. */
  readonly state: StateOf<TableSet>;
}

type Row = Record<string, unknown>;

/**
 * Makes the tables and logs of a section, with the content that `versions` has for them, or empty. `beforeWrite` is told of each before
 * its first write in a transaction, and throws when none is open.
 */
export function makeSectionTables(
  { name, tables }: Section,
  section: number,
  versions: readonly ContentVersion[] | undefined,
  beforeWrite: (slot: Slot) => void,
): SectionTables {
  const state: Record<string, Content> = {};
  const slots = Object.entries(tables).map(([tableName, spec], at): Slot => {
    const fullName = `${name}.${tableName}`;
    const onWrite = () => beforeWrite(slot);
    const content: Content =
      spec.kind === "log" ? new Log<Row>(spec, onWrite) : new Table<Row>(fullName, spec, onWrite);
    const version = versions?.[at];
    if (version) content.restore(version);
    state[tableName] = content;
    const slot: Slot = { name: fullName, section, at, content };
    return slot;
  });
  return { slots, state: state as unknown as StateOf<TableSet> };
}
