import type { Sandbox } from "../../src/engine/sandbox.ts";
import type { Credential, Example } from "../../src/http/mock.ts";
import { nameKey } from "./access.ts";
import { KEY_LENGTH } from "./draw.ts";
import { section } from "./section.ts";
import type { UserRow } from "./state/people.ts";
import type { BlinkState } from "./state.ts";

/** The personal API keys in force, with the roles that they act with. */
export function listCredentials(sandbox: Sandbox): Credential[] {
  const state = sandbox.state(section);
  const credentials: Credential[] = [];
  for (const key of state.apiKeys.all()) {
    const user = state.users.find("id", key.user_id);
    if (!user) continue;
    const named = { kind: "Personal API key", name: nameKey(user, key), value: key.api_key };
    credentials.push({ product: section.name, ...named, scope: describeRoles(state, user) });
  }
  return credentials;
}

/** Gives every key a new value, those that the fixture wrote down included. */
export function renewKeys(sandbox: Sandbox, hex: (digits: number) => string): void {
  const { apiKeys } = sandbox.state(section);
  for (const { seq } of [...apiKeys.all()]) apiKeys.update(seq, { api_key: hex(KEY_LENGTH) });
}

/** Has connections that hold another product's key hold its new one. */
export function followKeys(sandbox: Sandbox, renewed: ReadonlyMap<string, string>): void {
  const { connections } = sandbox.state(section);
  for (const { seq, attributes } of [...connections.all()]) {
    const followed = Object.entries(attributes).map(([name, value]) => [name, renewed.get(String(value)) ?? value]);
    connections.update(seq, { attributes: Object.fromEntries(followed) });
  }
}

/** The values of keys that were rotated or deleted. */
export function listRetiredKeys(sandbox: Sandbox): string[] {
  return [...sandbox.state(section).retiredKeys.all()].map(({ api_key }) => api_key);
}

/** The connections of a workspace, read with the first key whose user has a role there. */
export function findExample(sandbox: Sandbox): Example | undefined {
  const state = sandbox.state(section);
  for (const { user_id, api_key } of state.apiKeys.all()) {
    const [member] = state.members.where("user", user_id);
    if (!member) continue;
    return {
      path: `/api/v1/workspace/${member.workspace_id}/connections`,
      headers: { "BLINK-API-KEY": api_key },
    };
  }
  return undefined;
}

function describeRoles(state: BlinkState, user: UserRow): string {
  const roles = state.members.where("user", user.id).map(({ role, workspace_id }) => {
    return `${role} of ${state.workspaces.find("id", workspace_id)?.name ?? workspace_id}`;
  });
  return [user.tenant_role, ...roles].join("; ");
}
