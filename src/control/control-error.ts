/** What went wrong in steering a fauxvault: something asked for that is not there, or cannot be done. */
export class ControlError extends Error {
  override readonly name: string = "ControlError";
}
