import { checkOnce } from "../../../src/engine/check-once.ts";
import type { FixtureChecking } from "../../../src/engine/section.ts";
import { WORKSPACE_ROLES } from "../role-matrix.ts";
import { MOST_KEYS } from "../state/keys.ts";
import { type PartDraft, reportUnknown, workspaceNames } from "./part.ts";

/** Reports what contradicts itself in users, their roles and their keys; see `docs/products/blink.md#key-rules`. */
export function checkPeople(part: PartDraft, checking: FixtureChecking): void {
  const email = checkOnce<string>(checking, (first) => `This is the address of ${first} already.`);
  const roleName = checkOnce<string>(checking, (first, name) => `There is a role '${name}' already: ${first}.`);
  for (const [at, role] of part.roles?.entries() ?? []) {
    roleName(role?.name, ["roles", at], "name");
    if (role?.name === undefined || !(WORKSPACE_ROLES as readonly string[]).includes(role.name)) continue;
    checking.report(["roles", at, "name"], `'${role.name}' is a role that every Blink has.`);
  }
  for (const [at, user] of part.users?.entries() ?? []) {
    email(user?.email?.toLowerCase(), ["users", at], "email");
    if (user) checkRoles(part, at, checking);
  }
  checkKeys(part, checking);
}

function checkRoles(part: PartDraft, at: number, checking: FixtureChecking): void {
  const { roles = {}, selected } = part.users?.[at] ?? {};
  const workspaces = workspaceNames(part);
  const known = new Set([...WORKSPACE_ROLES, ...(part.roles?.flatMap((role) => role?.name ?? []) ?? [])]);
  const path = ["users", at];
  for (const [workspace, role] of Object.entries(roles)) {
    const member = [...path, "roles", workspace];
    if (!workspaces.has(workspace)) {
      reportUnknown(checking, member, { kind: "workspace", name: workspace, known: workspaces });
    } else if (role !== undefined && !known.has(role))
      reportUnknown(checking, member, { kind: "role", name: role, known });
  }
  if (selected === undefined || workspaces.has(selected)) return;
  reportUnknown(checking, [...path, "selected"], { kind: "workspace", name: selected, known: workspaces });
}

function checkKeys(part: PartDraft, checking: FixtureChecking): void {
  const value = checkOnce<string>(checking, (first) => `This is the value of ${first} already; each key has its own.`);
  for (const [at, user] of part.users?.entries() ?? []) {
    const keys = user?.keys ?? [];
    const path = ["users", at, "keys"];
    if (keys.length > MOST_KEYS) {
      checking.report([...path, MOST_KEYS], `A user has at most ${MOST_KEYS} API keys, and these are ${keys.length}.`);
    }
    const first = keys.findIndex((key) => key?.default);
    for (const [index, key] of keys.entries()) {
      value(key?.value, [...path, index], "value");
      if (!key?.default || index === first) continue;
      const taken = checking.name([...path, first]);
      checking.report([...path, index, "default"], `A user has one default API key, and ${taken} is it.`);
    }
  }
}
