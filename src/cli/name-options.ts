import type { ControlIssue } from "../control/control-error.ts";
import { ControlError } from "../control/control-error.ts";
import { CliError } from "./cli-error.ts";

/**
 * Waits for an answer of the control API; a refusal that names members of what was sent is told by the options that they came from.
 * `say` gives a line for a member, or nothing where no option stands behind it: then the refusal stays as it is.
 */
export async function nameOptions<T>(answer: Promise<T>, say: (issue: ControlIssue) => string | undefined): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof ControlError) || error.issues.length === 0) throw error;
    const lines = error.issues.map(say);
    throw lines.every((line) => line !== undefined) ? new CliError(lines.join("\n")) : error;
  }
}
