/** What went wrong in using fauxvault as a library: a product or a credential that is not there, a fixture file that is wrong. */
export class FauxvaultError extends Error {
  override readonly name = "FauxvaultError";
}
