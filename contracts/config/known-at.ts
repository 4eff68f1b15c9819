interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
}

/** The names of the members that a JSON Schema knows at a place. */
export function knownAt(schema: object, path: readonly PropertyKey[]): string[] {
  let here: Schema[] = [schema];
  for (const step of path) here = here.flatMap(unfold).flatMap((one) => enter(one, String(step)));
  return [...new Set(here.flatMap(unfold).flatMap(({ properties = {} }) => Object.keys(properties)))];
}

function unfold(schema: Schema): Schema[] {
  return schema.anyOf ? schema.anyOf.flatMap(unfold) : [schema];
}

function enter({ properties = {}, additionalProperties, items }: Schema, step: string): Schema[] {
  const member = Object.hasOwn(properties, step) ? properties[step] : (items ?? additionalProperties);
  return typeof member === "object" ? [member] : [];
}
