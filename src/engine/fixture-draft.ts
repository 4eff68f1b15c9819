import type { FixtureIssue } from "./section.ts";

/** What is wrong at a place of a fixture: all that stands there, or some of its members. */
interface Fault {
  whole: boolean;
  readonly members: Map<PropertyKey, Fault>;
}

/** A fixture's content without the members that issues were found with, so that the rest can be looked into as if it were right. */
export function leaveOutFaults(content: unknown, issues: readonly Pick<FixtureIssue, "path" | "keys">[]): unknown {
  if (issues.length === 0) return content;
  const all: Fault = { whole: false, members: new Map() };
  for (const { path, keys } of issues) if (!keys) findFault(all, path).whole = true;
  return leaveOut(content, all);
}

function findFault(fault: Fault, path: readonly PropertyKey[]): Fault {
  return path.reduce((at, step) => {
    const known = at.members.get(step);
    if (known) return known;
    const member: Fault = { whole: false, members: new Map() };
    at.members.set(step, member);
    return member;
  }, fault);
}

function leaveOut(value: unknown, { whole, members }: Fault): unknown {
  if (whole || typeof value !== "object" || value === null) return undefined;
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<PropertyKey, unknown>;
  for (const [step, fault] of members) copy[step] = leaveOut(copy[step], fault);
  return copy;
}
