import { CheckFailure } from "../../check-failure.ts";
import { ConnectorError } from "../../port.ts";
import type { Ending } from "./run-command.ts";
import type { ErrorRule } from "./table-shape.ts";
import { fill, type TemplateValues } from "./template.ts";

/** More than this of what a command wrote is no message, in characters. */
const LONGEST_MESSAGE = 1_000;
const FIX = "Give the table a rule under errors that says what this ending means";

/** Throws what an ending means by the table's rules: a `ConnectorError` of a kind; a `CheckFailure` where no rule fits. */
export function judgeEnding(
  method: string,
  ending: Ending,
  rules: readonly ErrorRule[],
  values: TemplateValues,
  mask: (text: string) => string,
): void {
  const { exitCode, signal, isLate, stderr } = ending;
  if (isLate) throw new ConnectorError("timeout", "The command was ended at the time limit.");
  const rule = rules.find((one) => fits(one, ending));
  const said = stderr.trim();
  if (rule) {
    const otherwise = said === "" ? `The command ended with code ${exitCode}.` : said.slice(0, LONGEST_MESSAGE);
    throw new ConnectorError(rule.kind, rule.message === undefined ? otherwise : fill(rule.message, values));
  }
  if (exitCode === 0) return;
  const how = signal === undefined ? `with code ${exitCode}` : `by ${signal}`;
  const words = said === "" ? "It wrote nothing to standard error." : `It wrote: ${mask(said).slice(-LONGEST_MESSAGE)}`;
  throw new CheckFailure(`${method} ended ${how}, and no rule of the table says what that means. ${words}`, FIX);
}

function fits({ exitCode, stderr, stdout }: ErrorRule, ending: Ending): boolean {
  if (ending.exitCode === undefined) return false;
  const isCode = exitCode === undefined ? ending.exitCode !== 0 : [exitCode].flat().includes(ending.exitCode);
  const holds = (pattern: string | undefined, text: string) =>
    pattern === undefined || new RegExp(pattern, "m").test(text);
  return isCode && holds(stderr, ending.stderr) && holds(stdout, ending.stdout);
}
