import type { Visit } from "../access.ts";
import { drawId } from "../draw.ts";
import type { ConnectionMethod, ConnectionTypeRow, FormAttribute } from "../state/connections.ts";
import { BlinkRefusal } from "../wire.ts";

/** The connection type of an id. */
export function findType({ state }: Pick<Visit, "state">, id: string): ConnectionTypeRow {
  const type = state.connectionTypes.find("id", id);
  if (type) return type;
  const reason = `there is no connection type '${id.slice(0, 100)}'`;
  throw new BlinkRefusal(404, "Cannot find Connection type", { reason });
}

/** The method of a type by its name; the recommended one when none is named. */
export function findMethod(type: ConnectionTypeRow, name?: string): ConnectionMethod | undefined {
  return name === undefined || name === "" ? type.methods[0] : type.methods.find((one) => one.name === name);
}

/** A new connection type with one method (`connection-type-methods`). */
export function createType(
  { sandbox, state }: Visit,
  wanted: { readonly name: string; readonly display_name: string; readonly plugin_name: string },
  attributes: readonly FormAttribute[],
): ConnectionTypeRow {
  const failure = "Cannot create Connection type";
  if (state.connectionTypes.find("name", wanted.name)) {
    throw new BlinkRefusal(400, failure, { rule: `There is a connection type '${wanted.name}' already.` });
  }
  const address = attributes.find(({ input_type }) => input_type === "url")?.name;
  const method: ConnectionMethod = {
    name: "default",
    display_name: wanted.display_name,
    attributes,
    signing: { kind: "unknown" },
    address,
    test_path: undefined,
  };
  return state.connectionTypes.insert({ id: drawId(sandbox.chance), ...wanted, methods: [method], built_in: false });
}

/** Deletes a connection type that is neither built in nor in use (`connection-type-managers`). */
export function deleteType({ state }: Visit, type: ConnectionTypeRow): void {
  const failure = "Cannot delete Connection type";
  if (type.built_in) {
    throw new BlinkRefusal(400, failure, { rule: `'${type.name}' comes with Blink and cannot be deleted.` });
  }
  const users = state.connections.count("type", type.id);
  if (users > 0) throw new BlinkRefusal(400, failure, { rule: `'${type.name}' is used by ${users} connections.` });
  state.connectionTypes.delete(type.seq);
}
