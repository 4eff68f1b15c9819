import { ContractsError } from "../contracts-error.ts";

/** What went wrong between the harness and a target. Its message holds nothing of the target's answer but its status and its own word for it. */
export class TargetError extends ContractsError {
  /** Absent when no answer came, or none that such a product gives. */
  readonly status: number | undefined;

  constructor(message: string, status?: number, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}
