import { type Answer, askAll } from "./ask.ts";
import { CONTROL_TITLES, CONTROLS } from "./controls.ts";
import { type Line, medianLine } from "./line.ts";
import type { Sample, Samples, Subject } from "./rounds.ts";
import { median, ratios } from "./statistics.ts";

/** How fast an answer should be, as ratios to the controls' rates; absent: nothing is asked for. */
export interface Aims {
  readonly express?: number;
  readonly http?: number;
}

/** Sees to it that every subject sends the very bytes of the first, keeps its connections, and refuses nothing. Gives the bodies. */
export async function checkSameAnswers(subjects: readonly Subject[]): Promise<string[]> {
  const [first, ...others] = await Promise.all(
    subjects.map(async (subject) => ({ answers: await askAll(subject), subject })),
  );
  if (!first) throw new Error("There is nothing to compare.");
  for (const { answers, subject } of [first, ...others]) {
    for (const [at, answer] of answers.entries()) {
      const wanted = first.answers[at];
      const same = wanted && hideIds(answer) === hideIds(wanted) && typeOf(answer) === typeOf(wanted);
      if (answer.status === 200 && answer.keepsAlive && same) continue;
      const what = `status ${answer.status}, ${answer.body.length} characters of ${answer.type}`;
      throw new Error(`${subject.name} does not answer as ${first.subject.name} does: ${what}.`);
    }
  }
  return first.answers.map(({ body }) => body);
}

/** A body with the same id for every one: what is made anew has another each time. */
function hideIds({ body }: Answer): string {
  return body.replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "an id");
}

/** Express spells every content type in its own way, whatever it is told, and names its charset. */
function typeOf({ type = "" }: Answer): string {
  return type.toLowerCase().replaceAll(" ", "").replace(";charset=utf-8", "");
}

/** The lines that compare a fake under load, named as in the samples, with its controls. */
export function compareWithControls(vault: string, samples: Samples, aims: Aims): Line[] {
  const of = (name: string) => samples[name] ?? [];
  const rate = (name: string) => of(name).map((one) => one.rate);
  const p99 = (name: string) => of(name).map((one) => one.p99);
  const cpu = (name: string) => of(name).flatMap((one) => one.cpu ?? []);
  const p99Aim = aims.express === undefined ? {} : { target: { most: 1 } };
  return [
    medianLine(`${vault}: to bare Express 5`, "x", ratios(rate(vault), rate("express")), aimAt(aims.express)),
    medianLine(`${vault}: to Express 5, etag off`, "x", ratios(rate(vault), rate("express-no-etag"))),
    medianLine(`${vault}: to bare node:http`, "x", ratios(rate(vault), rate("http")), aimAt(aims.http)),
    medianLine(`${vault}: p99 to bare Express 5's`, "x", ratios(p99(vault), p99("express")), p99Aim),
    medianLine(`${vault}: p99 to bare node:http's`, "x", ratios(p99(vault), p99("http"))),
    // The one comparison in which the load's own pace has no part.
    ...(cpu(vault).length > 0
      ? [medianLine(`${vault}: processor time to bare node:http's`, "x", ratios(cpu(vault), cpu("http")))]
      : []),
    ...describeServer(vault, of(vault)),
  ];
}

function aimAt(least: number | undefined) {
  return least === undefined ? {} : { target: { least } };
}

/** The lines that say how fast each control was. */
export function describeControls(samples: Samples): Line[] {
  return CONTROLS.flatMap((name) => describeServer(CONTROL_TITLES[name], samples[name] ?? []));
}

/** How fast one server was, in absolute numbers. */
export function describeServer(label: string, samples: readonly Sample[]): Line[] {
  const busy = samples.flatMap((one) => one.busy ?? []);
  const cpu = samples.flatMap((one) => one.cpu ?? []);
  const share = busy.length > 0 ? { note: `server used ${Math.round(median(busy))} % of its core` } : {};
  return [
    medianLine(
      `${label}: answers`,
      "/s",
      samples.map((one) => one.rate),
      share,
    ),
    medianLine(
      `${label}: p50`,
      "ms",
      samples.map((one) => one.p50),
    ),
    medianLine(
      `${label}: p99`,
      "ms",
      samples.map((one) => one.p99),
    ),
    ...(cpu.length > 0 ? [medianLine(`${label}: processor time for an answer`, "µs", cpu)] : []),
  ];
}
