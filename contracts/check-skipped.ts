/** A check found out that it cannot be done here, and is skipped for this reason. */
export class CheckSkipped extends Error {
  override readonly name = "CheckSkipped";
}
