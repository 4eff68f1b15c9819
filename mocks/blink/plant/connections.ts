import { EngineError } from "../../../src/engine/engine-error.ts";
import type { Seeding } from "../../../src/engine/section.ts";
import { BUILT_IN_TYPES } from "../built-in-types.ts";
import { drawId } from "../draw.ts";
import type { BlinkPart } from "../fixture-schema.ts";
import type { WorkspaceRow } from "../state/people.ts";
import type { BlinkState } from "../state.ts";
import { userIdOf, workspaceNamed } from "./people.ts";

type ConnectionPart = BlinkPart["workspaces"][number]["connections"][number];

/** Plants the built-in connection types, and those of a fixture. */
export function plantTypes(state: BlinkState, parts: BlinkPart["connectionTypes"], { chance }: Seeding): void {
  for (const type of BUILT_IN_TYPES) state.connectionTypes.insert({ id: drawId(chance), ...type, built_in: true });
  for (const { id, name, displayName = name, plugin = name, methods } of parts) {
    state.connectionTypes.insert({
      id: id ?? drawId(chance),
      name,
      display_name: displayName,
      plugin_name: plugin,
      built_in: false,
      methods: methods.map((method) => ({
        name: method.name,
        display_name: method.displayName ?? method.name,
        signing: method.signing,
        address: method.address,
        test_path: method.testPath,
        attributes: method.attributes.map(({ default: value, field, input, ...rest }) => {
          return { ...rest, default_value: value, field_type: field, input_type: input };
        }),
      })),
    });
  }
}

/** Turns a connection of a fixture into rows. */
export function plantConnection(
  state: BlinkState,
  workspace: WorkspaceRow,
  part: ConnectionPart,
  { chance, instant }: Seeding,
): void {
  const type = state.connectionTypes.find("name", part.type);
  const [recommended] = type?.methods ?? [];
  const method = part.method === undefined ? recommended : type?.methods.find(({ name }) => name === part.method);
  if (!type || !method) {
    const wanted = type ? `no method '${part.method}'` : "no such type";
    throw new EngineError(`Connection '${part.name}' is of type '${part.type}': there is ${wanted}.`);
  }
  const at = instant(part.created);
  const by = userIdOf(state, part.by);
  const { id } = state.connections.insert({
    id: part.id ?? drawId(chance),
    workspace_id: workspace.id,
    name: part.name,
    description: part.description,
    connection_type_id: type.id,
    creation_method: method.name,
    creation_location: "connections",
    created_with_o_auth: method.signing.kind === "oauth",
    attributes: part.attributes,
    secret_manager: "",
    status: part.active ? "active" : "inactive",
    tags: part.tags,
    created_at: at,
    created_by: by,
    updated_at: at,
    updated_by: by,
  });
  for (const name of part.sharedWith) {
    state.connectionShares.insert({ connection_id: id, workspace_id: workspaceNamed(state, name).id });
  }
}
