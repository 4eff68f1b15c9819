import { EngineError } from "../../../src/engine/engine-error.ts";
import type { Seeding } from "../../../src/engine/section.ts";
import { drawId, drawKey } from "../draw.ts";
import type { BlinkPart } from "../fixture-schema.ts";
import { rightsOfBuiltIn } from "../role-matrix.ts";
import type { UserRow, WorkspaceRow } from "../state/people.ts";
import type { BlinkState } from "../state.ts";

type UserPart = BlinkPart["users"][number];

/** Turns a user of a fixture into rows: the user, its roles and its keys. */
export function plantUser(state: BlinkState, part: UserPart, seeding: Seeding): UserRow {
  const id = part.id ?? drawId(seeding.chance);
  const memberships = Object.entries(part.roles).map(([name, role]) => {
    if (!rightsOfBuiltIn(role) && !state.roles.has(role)) {
      throw new EngineError(`'${part.email}' has the role '${role}' in '${name}', which does not exist.`);
    }
    return { workspace_id: workspaceNamed(state, name).id, user_id: id, role };
  });
  const selected = part.selected === undefined ? memberships[0]?.workspace_id : workspaceNamed(state, part.selected).id;
  const user = state.users.insert({
    id,
    email: part.email,
    name: part.name || part.email,
    kind: part.service ? "service" : "person",
    tenant_role: part.companyRole,
    selected_workspace: part.selected === undefined ? undefined : selected,
    default_workspace: selected,
  });
  for (const member of memberships) state.members.insert(member);
  plantKeys(state, user, part.keys, seeding);
  return user;
}

/** `key-rules`: at least one key, and one default. */
function plantKeys(
  state: BlinkState,
  user: UserRow,
  parts: UserPart["keys"],
  { chance, clock, instant }: Seeding,
): void {
  const keys =
    parts.length > 0 ? parts : [{ name: "default", description: "", default: true, created: "now" } as const];
  const standard = Math.max(
    0,
    keys.findIndex((key) => key.default),
  );
  for (const [at, key] of keys.entries()) {
    const { id, value, lastUsed } = { id: undefined, value: undefined, lastUsed: undefined, ...key };
    state.apiKeys.insert({
      id: id ?? drawId(chance),
      user_id: user.id,
      name: key.name,
      description: key.description,
      api_key: value ?? drawKey(chance),
      is_default: at === standard,
      created_at: key.created === "now" ? clock.now() : instant(key.created),
      last_used: lastUsed === undefined ? undefined : instant(lastUsed),
    });
  }
}

/** The workspace of a name; an `EngineError` when there is none. */
export function workspaceNamed(state: BlinkState, name: string): WorkspaceRow {
  const workspace = state.workspaces.find("name", name);
  if (workspace) return workspace;
  const known = [...state.workspaces.all()].slice(0, 20).map((one) => one.name);
  throw new EngineError(`There is no workspace '${name}'. There are: ${known.join(", ") || "none"}.`);
}

/** The id of whoever has an address; the first user's when none is given. */
export function userIdOf(state: BlinkState, email: string | undefined): string {
  if (email === undefined) return state.users.get(1)?.id ?? "";
  const user = state.users.find("email", email.toLowerCase());
  if (user) return user.id;
  const known = [...state.users.all()].slice(0, 20).map((one) => one.email);
  throw new EngineError(`There is no user '${email}'. There are: ${known.join(", ") || "none"}.`);
}
