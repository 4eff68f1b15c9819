/** What a field of a listing holds, which decides how it can be asked for. An `instant` is in milliseconds since 1970 UTC. */
export type FieldType = "text" | "texts" | "number" | "instant" | "flag";

/** What a field of a row holds; nothing where the row has none. */
export type FieldValue = string | number | boolean | readonly string[] | undefined;

/** A field that a listing can be asked by: its type, and how it is read. */
export interface Field<Row> {
  readonly type: FieldType;
  read(row: Row): FieldValue;
}

/** The fields of a listing, by their names on the wire. */
export type Fields<Row> = Readonly<Record<string, Field<Row>>>;

/** The types of a listing's fields, by name. */
export type FieldTypes = ReadonlyMap<string, FieldType>;

/** The types of some fields. */
export function typesOf(fields: Readonly<Record<string, { readonly type: FieldType }>>): FieldTypes {
  return new Map(Object.entries(fields).map(([name, { type }]) => [name, type]));
}
