import type { Faker } from "@faker-js/faker";
import type { Chance } from "./chance.ts";
import type { Clock } from "./clock.ts";
import type { Log, LogSpec } from "./log.ts";
import type { Table, TableSpec } from "./table.ts";

// biome-ignore lint/suspicious/noExplicitAny: any layout of any row; the row type comes back through StateOf.
type AnyTableSpec = TableSpec<any, any, any, any>;
// biome-ignore lint/suspicious/noExplicitAny: any layout of any log; the row type comes back through StateOf.
type AnyLogSpec = LogSpec<any, any>;

/** The tables and logs of one section, by name. */
export type TableSet = Readonly<Record<string, AnyTableSpec | AnyLogSpec>>;

/** What a handler works with: the live tables and logs of a section. */
export type StateOf<Tables extends TableSet> = {
  readonly [Name in keyof Tables]: Tables[Name] extends TableSpec<infer Row, infer Column, infer Unique, infer Index>
    ? Table<Row, Column, Unique, Index>
    : Tables[Name] extends LogSpec<infer Row, infer Column>
      ? Log<Row, Column>
      : never;
};

/** An open question about a product, as a switch: what the fake may do, what it does unless told otherwise, and where that is written. */
interface Assumption {
  readonly summary: string;
  readonly choices: readonly string[];
  readonly default: string;
  /** The section of `docs/products/` that says what is known. */
  readonly source: string;
}

/** The assumptions of a section, by name. */
export type Assumptions = Readonly<Record<string, Assumption>>;

/** What a fixture's part is turned into rows with. */
export interface Seeding {
  readonly clock: Clock;
  /** The section's own, so that what one section draws changes nothing in another. */
  readonly chance: Chance;
  /** A date of the fixture ("2 days ago", "in 30 days", ISO 8601) as milliseconds since 1970 UTC. */
  instant(text: string): number;
  /** Faker, fed by that chance; there when `wantsFaker` said so. */
  faker(): Faker;
}

/** One part of every sandbox: a product's tables, its assumptions, and how its part of a fixture becomes rows. */
export interface Section<Tables extends TableSet = TableSet, Part = unknown> {
  readonly name: string;
  readonly tables: Tables;
  readonly assumptions: Assumptions;
  /** Reads and checks this section's part of a fixture; absent when a fixture has no such part. */
  readonly fixture?: FixturePart<Tables, Part>;
}

/** How a section's part of a fixture is checked and planted. */
export interface FixturePart<Tables extends TableSet, Part> {
  /** What it is checked by: loaded when something is checked, since planting what was checked before needs no schema. */
  rules(): Promise<FixtureRules<Part>>;
  /** Whether this part asks for generated data, so that faker must be loaded first. */
  wantsFaker(part: Part): boolean;
  /** Turns the part into rows; an `EngineError` refuses it in words that name the member at fault. */
  plant(state: StateOf<Tables>, part: Part, seeding: Seeding): void;
}

/** What a section's part of a fixture is checked by. */
export interface FixtureRules<Part> {
  readonly schema: FixtureSchema<Part>;
  /** Reports what no member shows by itself, such as an id that is given twice. What the schema refuses is left out of the draft. */
  check?(draft: Draft<Part>, checking: FixtureChecking): void;
}

/** A part of a fixture of which any member may be missing. */
export type Draft<Part> = Part extends readonly (infer Element)[]
  ? readonly (Draft<Element> | undefined)[]
  : Part extends object
    ? { readonly [Member in keyof Part]?: Draft<Part[Member]> | undefined }
    : Part;

/** What a part of a fixture is checked with. */
export interface FixtureChecking {
  /**
   * Where the clock of the sandbox would start if it was opened now, in milliseconds since 1970 UTC; absent when the fixture says
   * that wrongly.
   */
  readonly now: number | undefined;
  /** Says what is wrong with a member, by its path in the part. */
  report(path: readonly PropertyKey[], message: string): void;
  /** A member as a message names it: `passwordstate.lists[0]`. */
  name(path: readonly PropertyKey[]): string;
}

/** The slice of a zod schema that the engine needs, so that it does not import zod itself. */
export interface FixtureSchema<Part> {
  safeParse(
    value: unknown,
  ): { success: true; data: Part } | { success: false; error: { issues: readonly FixtureIssue[] } };
}

/** One thing wrong in a fixture: where (member names and indexes from the top), and what was expected. */
export interface FixtureIssue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** The members that are not known there, when that is what is wrong. */
  readonly keys?: readonly string[] | undefined;
}
