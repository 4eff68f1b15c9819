import type { Writable } from "node:stream";
import { type CheckResult, exitCodeOf, isTrouble, type Outcome, type RunResult } from "../result.ts";
import type { RunStart } from "../runner.ts";
import { type Colours, coloursFor } from "./colours.ts";
import { explain } from "./explain.ts";
import { liveLine } from "./live-line.ts";
import { sumUp, tellRemarks, tellTarget } from "./sum-up.ts";

/** What a terminal report needs to know beside the results. */
export interface TerminalPlan {
  readonly out: Writable;
  /** The contract's name for people: `Passwordstate`. */
  readonly title: string;
  /** The command that runs one check again. */
  readonly again: (result: CheckResult, seed: number) => string;
  /** Tells of no check that passed or was left out: for runs that are repeated. */
  readonly brief?: boolean | undefined;
}

/** Writes a run down as it goes, in the contract's order: a line for each check, below it all that explains a failure. */
export interface TerminalReport {
  onStart(start: RunStart): void;
  onCheck(id: string): void;
  onResult(result: CheckResult): void;
  onEnd(run: RunResult): void;
}

const WORDS: Readonly<Record<Outcome, string>> = {
  passed: "passed  ",
  failed: "FAILED  ",
  known: "known   ",
  skipped: "skipped ",
  bypassed: "bypassed",
  error: "ERROR   ",
};

/** A report in plain lines; on a terminal coloured, and with a last line that shows what is under way. */
export function terminalReport({ out, title, again, brief = false }: TerminalPlan): TerminalReport {
  const colours = coloursFor(out);
  const live = liveLine(out);
  const print = (line = "") => out.write(`${line}\n`);
  let seed = 0;
  let coming: string[] = [];
  const early = new Map<string, CheckResult>();

  function printResult(result: CheckResult): void {
    if (brief && !isTrouble(result)) return;
    const { id, outcome, milliseconds, message, reason } = result;
    const word = paintOutcome(WORDS[outcome], outcome, colours);
    const rest = outcome === "skipped" || outcome === "bypassed" ? message : reason;
    print(`  ${word} ${id.padEnd(36)}  ${colours.faint(rest ?? `${milliseconds} ms`)}`);
    if (!isTrouble(result)) return;
    for (const { name, lines } of explain(result, again(result, seed))) {
      const [first = "", ...others] = lines;
      print(`           ${name.padEnd(9)} ${first}`);
      for (const line of others) print(`${" ".repeat(21)}${line}`);
    }
  }

  /** Prints the results whose turn it is; at the end also those that wait for one which never came. */
  function printDue(isEnd = false): void {
    for (let id = coming[0]; id !== undefined; id = coming[0]) {
      const result = early.get(id);
      if (!result && !isEnd) return;
      coming.shift();
      if (result) printResult(result);
    }
  }

  return {
    onStart({ connector, checks, concurrency, ...start }) {
      seed = start.seed;
      const number = checks.length === 1 ? "1 check" : `${checks.length} checks`;
      coming = [...checks];
      const atOnce = concurrency === 1 ? "one after the other" : `${concurrency} at once`;
      const whom = `${connector.name} ${connector.version}${tellTarget(start)}`;
      print(`${title} contract for ${whom}: ${number}, ${atOnce}, seed ${seed}`);
      if (!brief) print();
      live.start(checks.length);
    },
    onCheck(id) {
      live.begin(id);
    },
    onResult(result) {
      early.set(result.id, result);
      live.hide();
      printDue();
      live.end(result.id);
    },
    onEnd(run) {
      live.stop();
      printDue(true);
      if (!brief) print();
      for (const line of tellRemarks(run)) print(exitCodeOf(run) === 0 ? line : colours.bad(line));
      print((exitCodeOf(run) === 0 ? colours.good : colours.bad)(sumUp(run)));
    },
  };
}

function paintOutcome(text: string, outcome: Outcome, { good, bad, faint }: Colours): string {
  if (outcome === "passed") return good(text);
  return outcome === "failed" || outcome === "error" ? bad(text) : faint(text);
}
