import { inspect } from "node:util";
import type { Output } from "./adapters/adapter.ts";
import type { Canaries, Sighting } from "./canaries.ts";
import type { Saying } from "./observe.ts";

/** A secret that got out, and where. */
export interface Leak extends Sighting {
  readonly where: string;
  /** The first line with a secret in it that was there, masked; empty when it takes more than a line to see one. */
  readonly line: string;
}

/** More than this of a line says no more, in characters: a half of it on either side of the secret. */
const MOST_QUOTED = 200;

/** The secrets in what a connector wrote, threw and reported. */
export function findLeaks(
  canaries: Canaries,
  { stdout, answers = "", stderr, commandLines }: Output,
  said: readonly Saying[],
): Leak[] {
  const leaks = (text: string, where: string, isWanted = (_: Sighting) => true) => {
    const sightings = canaries.find(text).filter(isWanted);
    if (sightings.length === 0) return [];
    const line = quoteLine(canaries.mask(text));
    return sightings.map((sighting) => ({ ...sighting, where, line }));
  };
  return [
    ...leaks(stdout, "standard output"),
    ...leaks(answers, "standard output", ({ what }) => what !== "a secret's value"),
    ...leaks(stderr, "standard error"),
    ...leaks(commandLines, "the arguments of a process"),
    ...said.flatMap(({ where, method, content }) =>
      leaks(tell(content), where === "an error" ? `${where} of ${method}` : where),
    ),
  ];
}

function quoteLine(masked: string): string {
  const line =
    masked
      .split(/\r?\n/)
      .find((one) => one.includes("***"))
      ?.trim() ?? "";
  const start = Math.max(0, line.indexOf("***") - MOST_QUOTED / 2);
  const end = start + MOST_QUOTED;
  return `${start > 0 ? "…" : ""}${line.slice(start, end)}${end < line.length ? "…" : ""}`;
}

/** All that an error carries, as a logger would write it down. */
function tell(content: unknown): string {
  return inspect(content, { depth: 5, maxArrayLength: 200, maxStringLength: 200_000 });
}
