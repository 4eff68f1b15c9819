import { CheckFailure } from "../check-failure.ts";
import { ContractsError } from "../contracts-error.ts";
import { LeftBehind } from "../left-behind.ts";
import { TargetError } from "../live/target-error.ts";
import { EXIT_CODES } from "../result.ts";

/** Why nothing ran, when it is nobody's fault but the choice's. */
export class NothingRan extends ContractsError {}

/** The exit code and the words for what kept a run from taking place; throws on what is a fault of fauxvault. */
export function judgeError(error: unknown): { readonly code: number; readonly message: string } {
  if (error instanceof NothingRan) return { code: EXIT_CODES.nothingRan, message: error.message };
  if (error instanceof LeftBehind) return { code: EXIT_CODES.failed, message: error.message };
  if (error instanceof TargetError && error.status === undefined) {
    return { code: EXIT_CODES.unreachable, message: error.message };
  }
  if (error instanceof ContractsError) return { code: EXIT_CODES.usage, message: error.message };
  if (error instanceof CheckFailure) {
    const fix = error.fix === undefined ? "" : `\nTo mend: ${error.fix}`;
    const message = `The connector could not describe itself, so nothing ran. ${error.message}${fix}`;
    return { code: EXIT_CODES.nothingRan, message };
  }
  if (!(error instanceof Error) || error.name !== "ControlError") throw error;
  const isGone = (error as { status?: unknown }).status === undefined;
  return { code: isGone ? EXIT_CODES.unreachable : EXIT_CODES.usage, message: error.message };
}

/** The worst of some exit codes: an interruption, then what kept runs from taking place, then failures, then that nothing ran. */
export function worstOf(codes: readonly number[]): number {
  const { interrupted, usage, unreachable, failed, nothingRan, passed } = EXIT_CODES;
  return [interrupted, unreachable, usage, failed, nothingRan].find((code) => codes.includes(code)) ?? passed;
}
