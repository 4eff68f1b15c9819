import { inspect } from "node:util";
import type { Output } from "./adapters/adapter.ts";
import type { Canaries, Sighting } from "./canaries.ts";
import type { Saying } from "./observe.ts";

/** A secret that got out, and where. */
export interface Leak extends Sighting {
  readonly where: "standard output" | "standard error" | "the arguments of a process" | Saying["where"];
}

/** The secrets in what a connector wrote, threw and reported. */
export function findLeaks(
  canaries: Canaries,
  { stdout, answers = "", stderr, commandLines }: Output,
  said: readonly Saying[],
): Leak[] {
  const leaks = (text: string, where: Leak["where"]) => canaries.find(text).map((sighting) => ({ ...sighting, where }));
  return [
    ...leaks(stdout, "standard output"),
    ...leaks(answers, "standard output").filter(({ what }) => what !== "a secret's value"),
    ...leaks(stderr, "standard error"),
    ...leaks(commandLines, "the arguments of a process"),
    ...said.flatMap(({ where, content }) => leaks(tell(content), where)),
  ];
}

/** All that an error carries, as a logger would write it down. */
function tell(content: unknown): string {
  return inspect(content, { depth: 5, maxArrayLength: 200, maxStringLength: 200_000 });
}
