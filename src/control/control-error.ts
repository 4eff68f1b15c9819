/** What is known of a refusal beside its words. */
export interface ControlErrorDetails {
  /** The HTTP status of the refusal; absent when no answer came. */
  readonly status?: number | undefined;
  /** What was asked of the control API: `POST /v1/sandboxes`. */
  readonly asked?: string | undefined;
  /** What is wrong with the input, member by member. */
  readonly issues?: readonly ControlIssue[] | undefined;
  readonly cause?: unknown;
}

/** One thing wrong with what was asked: where, as `clock.at` or `listen.0`, and what was expected. */
export interface ControlIssue {
  readonly member: string;
  readonly message: string;
}

/** What went wrong in steering a fauxvault: something asked for that is not there, or cannot be done. */
export class ControlError extends Error {
  override readonly name: string = "ControlError";
  readonly status: number | undefined;
  readonly asked: string | undefined;
  readonly issues: readonly ControlIssue[];

  constructor(message: string, { status, asked, issues, cause }: ControlErrorDetails = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.status = status;
    this.asked = asked;
    this.issues = issues ?? [];
  }
}
