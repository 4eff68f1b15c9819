/** What went wrong between the wire and a mock: a port that cannot be had, a listener that is asked for twice. */
export class HttpFloorError extends Error {
  override readonly name = "HttpFloorError";
}
