import { ContractsError } from "../contracts-error.ts";

/**
 * The address of a target, without a slash at its end. Throws a `ContractsError` for anything but a plain http or https address, and for
 * a scheme that is not the one that was asked for: over http everybody on the way reads the credential.
 */
export function readAddress(text: string, http: boolean): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // What is wrong may hold a credential: the address is told only once it is known to be plain.
  if (url === undefined || !["http:", "https:"].includes(url.protocol)) {
    throw new ContractsError("The target is no http or https address: give one such as https://vault.example:9119.");
  }
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    const where = "The credential comes from an environment variable.";
    throw new ContractsError(`The target's address has a user, a query or a fragment, which it may not. ${where}`);
  }
  const address = `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
  if (url.protocol === "http:" && !http) {
    throw new ContractsError(
      `${address} is not encrypted: everybody on the way reads the secrets. Add --http if you mean it.`,
    );
  }
  if (url.protocol === "https:" && http) {
    throw new ContractsError(`${address} is an https address, but --http asks for http. Leave one of them out.`);
  }
  return address;
}
