import type { FixtureChecking } from "./section.ts";

/** Takes a value that `member` of the thing at a path has; none at all is never a repetition. */
type CheckOnce<Value> = (value: Value | undefined, path: readonly PropertyKey[], member: string) => void;

/** Reports each value that comes again, in words that are told the place that had it first. */
export function checkOnce<Value extends number | string>(
  checking: FixtureChecking,
  describe: (first: string, value: Value) => string,
): CheckOnce<Value> {
  const seen = new Map<Value, readonly PropertyKey[]>();
  return (value, path, member) => {
    if (value === undefined) return;
    const first = seen.get(value);
    if (first) checking.report([...path, member], describe(checking.name(first), value));
    else seen.set(value, path);
  };
}
