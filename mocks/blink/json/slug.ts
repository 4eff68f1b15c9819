/** A name as a part of an address: lower case, with `-` for everything but letters and digits. */
export function slugOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
}
