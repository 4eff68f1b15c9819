/** What went wrong below the protocols: in tables, sandboxes, clocks, fixtures. The message says what to do next. */
export class EngineError extends Error {
  override readonly name = "EngineError";
}
