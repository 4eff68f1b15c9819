/**
 * What went wrong in using fauxvault as a library: an option, a product or a credential that is not there, a wrong fixture, a taken
 * port. What lay beneath is its `cause`.
 */
export class FauxvaultError extends Error {
  override readonly name = "FauxvaultError";
}
