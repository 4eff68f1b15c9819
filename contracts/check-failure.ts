/** A broken promise: thrown by a check, or for what no connector may do. The message says what was seen, without any secret. */
export class CheckFailure extends Error {
  override readonly name = "CheckFailure";
}
