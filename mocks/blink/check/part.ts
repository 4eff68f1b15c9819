import type { Draft, FixtureChecking } from "../../../src/engine/section.ts";
import type { BlinkPart } from "../fixture-schema.ts";

/** Blink's part of a fixture, of which anything may be missing. */
export type PartDraft = Draft<BlinkPart>;

/** A workspace of such a part. */
export type WorkspaceDraft = NonNullable<NonNullable<PartDraft["workspaces"]>[number]>;

/** Where something is in the part. */
export type Path = readonly PropertyKey[];

/** Says that a name which a member gives is not known, and which are. */
export function reportUnknown(
  checking: FixtureChecking,
  path: Path,
  { kind, name, known }: { readonly kind: string; readonly name: string; readonly known: Iterable<string> },
): void {
  const some = [...known].slice(0, 20).join(", ") || "none";
  checking.report(path, `There is no ${kind} '${name}'. There are: ${some}.`);
}

/** Reports a user that a member names and nobody is. */
export function checkUser(part: PartDraft, checking: FixtureChecking, path: Path, email: string | undefined): void {
  const known = part.users?.flatMap((user) => user?.email ?? []) ?? [];
  if (email === undefined || known.some((one) => one.toLowerCase() === email.toLowerCase())) return;
  reportUnknown(checking, path, { kind: "user", name: email, known });
}

/** The names of the part's workspaces. */
export function workspaceNames(part: PartDraft): Set<string> {
  return new Set(part.workspaces?.flatMap((one) => one?.name ?? []));
}
