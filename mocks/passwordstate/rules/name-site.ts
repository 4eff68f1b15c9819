/** The name of a site location: 0 is the site that every vault has; the others are not served. */
export function nameSite(id: number): string {
  return id === 0 ? "Internal" : "";
}
