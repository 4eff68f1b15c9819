/** The words for a name that something else has already. */
export function describeTaken(what: string): (first: string, name: string) => string {
  return (first, name) => `The ${what} '${name}' is ${first} already.`;
}
