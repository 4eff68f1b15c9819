import type { Writable } from "node:stream";
import type { CheckResult, Outcome, RequestSeen, RunResult } from "../result.ts";
import type { RunStart } from "../runner.ts";
import { type Colours, coloursFor } from "./colours.ts";

/** What a terminal report needs to know beside the results. */
export interface TerminalPlan {
  readonly out: Writable;
  /** The contract's name for people: `Passwordstate`. */
  readonly title: string;
  /** The command that runs one check again. */
  readonly again: (result: CheckResult, seed: number) => string;
}

/** Writes a run down as it goes, in the contract's order: a line for each check, below it all that explains a failure. */
export interface TerminalReport {
  onStart(start: RunStart): void;
  onResult(result: CheckResult): void;
  onEnd(run: RunResult): void;
}

/** More requests than this of one check say no more. */
const MOST_REQUESTS = 12;
const WORDS: Readonly<Record<Outcome, string>> = {
  passed: "passed ",
  failed: "FAILED ",
  skipped: "skipped",
  error: "ERROR  ",
};

/** A report in plain lines, coloured on a terminal. */
export function terminalReport({ out, title, again }: TerminalPlan): TerminalReport {
  const colours = coloursFor(out);
  const print = (line = "") => out.write(`${line}\n`);
  let seed = 0;
  let coming: string[] = [];
  const early = new Map<string, CheckResult>();

  function printResult(result: CheckResult): void {
    const { id, outcome, milliseconds, message } = result;
    const word = paintOutcome(WORDS[outcome], outcome, colours);
    const rest = outcome === "skipped" ? (message ?? "") : `${milliseconds} ms`;
    print(`  ${word}  ${id.padEnd(36)}  ${colours.faint(rest)}`);
    if (outcome === "failed" || outcome === "error") {
      for (const line of explain(result, again(result, seed))) print(line);
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
      print(`${title} contract for ${connector.name} ${connector.version}: ${number}, ${atOnce}, seed ${seed}`);
      print();
    },
    onResult(result) {
      early.set(result.id, result);
      printDue();
    },
    onEnd(run) {
      printDue(true);
      print();
      for (const leftover of run.leftovers) print(colours.bad(`Left behind: ${leftover}`));
      if (run.interrupted) print("Interrupted: not every check was run.");
      print(sumUp(run, colours));
    },
  };
}

function paintOutcome(text: string, outcome: Outcome, { good, bad, faint }: Colours): string {
  if (outcome === "passed") return good(text);
  return outcome === "skipped" ? faint(text) : bad(text);
}

function* explain(result: CheckResult, again: string): Iterable<string> {
  const { level, promise, message, fix, requests = [], output, held, source } = result;
  yield* field("promise", `${promise} (${level}, ${source})`);
  yield* field("seen", message ?? "");
  if (fix !== undefined) yield* field("to mend", fix);
  const shown = requests.slice(-MOST_REQUESTS);
  const more = requests.length - shown.length;
  const lines = shown.map(tellRequest);
  if (more > 0) lines.unshift(`(${more} before these)`);
  yield* field("requests", lines.length > 0 ? lines.join("\n") : "none reached the vault");
  if (output !== undefined) yield* field("output", output);
  if (held) yield* field("held", `${held.address} is open (sandbox ${held.sandbox}) until Ctrl-C`);
  yield* field("again", again);
}

function* field(name: string, text: string): Iterable<string> {
  const [first = "", ...rest] = text.split("\n");
  yield `           ${name.padEnd(9)} ${first}`;
  for (const line of rest) yield `${" ".repeat(21)}${line}`;
}

function tellRequest({ method, target, status, channel, credential, carrier, reason, faults }: RequestSeen): string {
  const answer = status === 0 ? "no answer" : String(status);
  const key = carrier === undefined ? "no credential" : `${credential ?? "unknown credential"} in the ${carrier}`;
  const fault = faults.length > 0 ? `, fault: ${faults.join(", ")}` : "";
  const why = reason === undefined ? "" : `: ${reason}`;
  return `${method} ${target} over ${channel} (${key}) -> ${answer}${why}${fault}`;
}

function sumUp(run: RunResult, { good, bad }: Colours): string {
  const { counts, milliseconds, results, interrupted } = run;
  const { passed, failed, skipped, error } = counts;
  const seconds = (milliseconds / 1000).toFixed(1);
  const numbers = `${passed} passed, ${failed} failed, ${skipped} skipped, ${error} in error, in ${seconds} s.`;
  if (interrupted) return bad(numbers);
  if (passed + failed + error === 0) {
    return bad(`${results.length === 0 ? "No check was chosen" : "Every check was skipped"}: nothing ran. ${numbers}`);
  }
  return (failed + error === 0 ? good : bad)(`${numbers}${tellLevel(run)}`);
}

/** A level, with what stands between the run and all of it. */
function tellLevel({ level, skippedUpToLevel = 0, scheme }: RunResult): string {
  if (level === undefined) return "";
  const declared = scheme === "https" ? "for what it declares" : "for what it declares, over http";
  const checks = skippedUpToLevel === 1 ? "1 check" : `${skippedUpToLevel} checks`;
  return ` Level reached: ${level}${skippedUpToLevel === 0 ? "" : ` (${declared}; ${checks} skipped)`}.`;
}
