import { toFixtureIssue } from "./fixture-issue.ts";
import { type FixtureHead, fixtureSchema } from "./fixture-schema.ts";
import type { FixtureIssue, Section } from "./section.ts";

/** The content of a fixture that was checked, as the schemas gave it: what it left out is filled in. */
export interface CheckedContent {
  readonly head: FixtureHead;
  /** Each section's part. */
  readonly parts: Readonly<Record<string, unknown>>;
}

/** What came of checking a fixture's content. */
type ContentCheck =
  | { readonly checked: CheckedContent; readonly issues?: undefined }
  | { readonly checked?: undefined; readonly issues: readonly FixtureIssue[] };

/** Checks a fixture's parsed content, and divides it among the sections. */
export async function checkContent(sections: readonly Section[], content: unknown): Promise<ContentCheck> {
  const result = (await fixtureSchema(sections)).safeParse(content);
  if (!result.success) return { issues: result.error.issues.map(toFixtureIssue) };
  const names = new Set(sections.map(({ name }) => name));
  const members = Object.entries(result.data);
  const parts = Object.fromEntries(members.filter(([name, part]) => names.has(name) && part !== undefined));
  const head = Object.fromEntries(members.filter(([name]) => !names.has(name)));
  return { checked: { head: head as unknown as FixtureHead, parts } };
}
