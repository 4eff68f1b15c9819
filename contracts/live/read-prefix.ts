import { ContractsError } from "../contracts-error.ts";

/** Letters and digits first, a sign that ends it: no name of somebody else's begins with it by chance. */
const PREFIX = /^[A-Za-z0-9][A-Za-z0-9_.-]{1,22}[-_.]$/;

/** A prefix that is fit to tell what a run made from everything else. Throws a `ContractsError`. */
export function readPrefix(text: string): string {
  if (PREFIX.test(text)) return text;
  const form = "3 to 24 letters, digits, '-', '_' and '.', the first a letter or digit and the last none, such as fv-";
  throw new ContractsError(`The prefix '${text.slice(0, 40)}' cannot be used: it is ${form}.`);
}
