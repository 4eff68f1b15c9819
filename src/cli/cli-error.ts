import { EXIT } from "./exit-codes.ts";

/** Why a command could not do what it was asked, in words for its user, and the exit code that says so. */
export class CliError extends Error {
  override readonly name = "CliError";
  readonly exitCode: number;

  constructor(message: string, exitCode: number = EXIT.usage) {
    super(message);
    this.exitCode = exitCode;
  }
}
