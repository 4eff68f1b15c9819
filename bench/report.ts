import { writeFileSync } from "node:fs";
import type { Settings } from "./context.ts";
import { isMet, type Line, type RowResult } from "./line.ts";
import type { Machine } from "./machine.ts";
import type { Refusals } from "./refusals.ts";

/** A row that was run: what it gave, or why it gave nothing. */
export interface Finished {
  readonly id: string;
  readonly title: string;
  readonly result?: RowResult;
  /** Why its numbers would be worth nothing. */
  readonly invalid?: string;
}

/** Everything that a run found. */
export interface Run {
  readonly at: string;
  readonly machine: Machine;
  readonly settings: Settings;
  readonly refusals: readonly Refusals[];
  readonly rows: readonly Finished[];
}

const HEADINGS = ["", "median", "least .. most", "target", ""] as const;

/** Prints what the numbers were measured on and how. */
export function printHead(machine: Machine, { quick, rounds, seconds, warmUpSeconds }: Settings): void {
  const { node, system, cpu, cores, memory, pins } = machine;
  console.log(`Node ${node} on ${system}, ${cpu}, ${cores} cores, ${memory}`);
  console.log(
    pins
      ? `Servers on core ${pins.server}, load on core ${pins.load}.`
      : "Processes are NOT pinned to cores: there is no taskset here, or one core only. Numbers waver more.",
  );
  console.log(`Load: autocannon, 32 connections, no pipelining; ${rounds} alternating rounds of ${seconds} s`);
  console.log(`after ${warmUpSeconds} s of warm-up; ratios are made within a round, then the median taken.`);
  if (quick) console.log("--quick: for trying out. These numbers say nothing.");
}

/** Prints what is measured next, which may take minutes. */
export function printTitle({ id, title }: Pick<Finished, "id" | "title">): void {
  console.log(`\n${title} [${id}]`);
}

/** Prints a row's table. */
export function printRow({ result, invalid }: Finished): void {
  if (!result) {
    console.log(`  INVALID: ${invalid}`);
    return;
  }
  const cells = [HEADINGS, ...result.lines.map(toCells)];
  const widths = HEADINGS.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  for (const row of cells) {
    const padded = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0] ?? 0) : padStart(cell, widths[column]),
    );
    console.log(`  ${padded.join("  ").trimEnd()}`);
  }
  for (const note of result.notes ?? []) console.log(`  ${note}`);
  for (const { what, note } of result.lines) if (note !== undefined) console.log(`  ${what}: ${note}`);
}

/** Prints which refusals were seen before anything was timed. */
export function printRefusals(refusals: readonly Refusals[]): void {
  console.log("\nRefused, by the servers that were timed and before they were:");
  for (const { server, refused } of refusals) {
    console.log(`  ${server}: ${refused.map(({ caller, status }) => `${caller} (${status})`).join(", ")}`);
  }
}

/** Prints how many targets were met, and which were not. */
export function printVerdict(rows: readonly Finished[]): void {
  const judged = rows.flatMap(({ id, result }) =>
    (result?.lines ?? []).filter((line) => line.target).map((line) => ({ id, line })),
  );
  const missed = judged.filter(({ line }) => !isMet(line));
  console.log(`\n${judged.length - missed.length} of ${judged.length} targets met.`);
  for (const { id, line } of missed) {
    const { what, value, unit } = line;
    console.log(
      `  missed: ${what}: ${round(value)} ${unit}, wanted ${toTarget(line)} (npm run bench -- --profile ${id})`,
    );
  }
}

/** Writes everything, rounds included. */
export function writeResults(file: string, run: Run): void {
  const rows = run.rows.map(({ result, ...row }) => ({
    ...row,
    lines: result?.lines.map((line) => ({ ...line, ...(line.target ? { verdict: toVerdict(line) } : {}) })),
    notes: result?.notes,
    rounds: result?.rounds,
  }));
  const digits = (_key: string, value: unknown) => (typeof value === "number" ? Number(value.toPrecision(6)) : value);
  writeFileSync(file, `${JSON.stringify({ ...run, rows }, digits, 2)}\n`);
}

function toCells(line: Line): string[] {
  const { what, value, unit, spread } = line;
  const range = spread ? spread.map(round).join(" .. ") : "";
  return [
    what,
    `${round(value)} ${unit}`,
    range,
    line.target ? toTarget(line) : "",
    line.target ? toVerdict(line) : "",
  ];
}

function toTarget({ target = {}, unit }: Line): string {
  const bounds = [
    target.least === undefined ? [] : [`at least ${target.least} ${unit}`],
    target.most === undefined ? [] : [`at most ${target.most} ${unit}`],
  ];
  return bounds.flat().join(", ");
}

function toVerdict(line: Line): "met" | "missed" {
  return isMet(line) ? "met" : "missed";
}

function round(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString("en");
  return String(Number(value.toPrecision(3)));
}

function padStart(cell: string, width = 0): string {
  return cell.padStart(width);
}
