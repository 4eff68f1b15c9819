/** The part of a contract that a check belongs to: `reading` for `reading.by-id`. */
export function areaOf({ id }: { readonly id: string }): string {
  return id.slice(0, id.indexOf("."));
}
