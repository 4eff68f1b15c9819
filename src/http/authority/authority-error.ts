/** The local certificate authority cannot be read, kept or used; the message says what to do about it. */
export class AuthorityError extends Error {
  override readonly name = "AuthorityError";
}
