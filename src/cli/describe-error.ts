import { CliError } from "./cli-error.ts";
import { EXIT } from "./exit-codes.ts";

/** What the user is told of an error, and how the run ends. */
export interface ErrorReport {
  readonly text: string;
  readonly exitCode: number;
}

/** The errors of the floors below, whose messages are written for users. By name, so that describing one imports no floor. */
const OWN_ERRORS = new Set([
  "ControlError",
  "HttpFloorError",
  "EngineError",
  "AuthorityError",
  "ContractsError",
  "FauxvaultError",
]);

/** An error as the command line tells it: a few lines and no stack, unless `FAUXVAULT_DEBUG` is set. */
export function describeError(error: unknown, env: NodeJS.ProcessEnv = process.env): ErrorReport {
  const exitCode = exitCodeOf(error);
  const known = exitCode !== EXIT.internal;
  const message = error instanceof Error ? error.message : String(error);
  const text = known ? message : `a fault of fauxvault itself: ${message}\nPlease report it with the command you ran.`;
  const stack = env.FAUXVAULT_DEBUG && error instanceof Error ? `\n${error.stack}` : "";
  return { text: `fauxvault: ${text}${stack}`, exitCode };
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CliError) return error.exitCode;
  if (!(error instanceof Error)) return EXIT.internal;
  if (error.name === "ControlError") return isUnanswered(error) ? EXIT.unreachable : EXIT.usage;
  if (OWN_ERRORS.has(error.name)) return EXIT.usage;
  // A file that cannot be read or written: the user named it.
  return "syscall" in error && "path" in error ? EXIT.usage : EXIT.internal;
}

/** Something was asked of a control API, and no answer came. */
function isUnanswered(error: Error & { status?: unknown; asked?: unknown }): boolean {
  return error.asked !== undefined && error.status === undefined;
}
