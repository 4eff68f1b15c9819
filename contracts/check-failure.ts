/** A broken promise: thrown by a check, or for what no connector may do. The message says what was seen, without any secret. */
export class CheckFailure extends Error {
  override readonly name = "CheckFailure";
  /** What to mend, when it has nothing to do with what the check is about; the check's own advice when absent. */
  readonly fix: string | undefined;

  constructor(message: string, fix?: string) {
    super(message);
    this.fix = fix;
  }
}

/** What to mend in a connector that lacks a method. */
export const MISSING_METHOD_FIX =
  "Add the method; one that is a capability may also be left out of what describe declares";
