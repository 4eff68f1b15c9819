import type { Sandbox } from "../../src/engine/sandbox.ts";
import type { Credential, Example } from "../../src/http/mock.ts";
import { nameKey } from "./name-key.ts";
import { section } from "./section.ts";
import type { KeyRow } from "./state.ts";

/** The API keys in force, system keys first. */
export function listCredentials(sandbox: Sandbox): Credential[] {
  const state = sandbox.state(section);
  return [...state.keys.all()].map((key) => ({
    product: section.name,
    kind: key.Kind,
    name: nameKey(state, key),
    value: key.Value,
    scope: describeScope(key),
  }));
}

/** Gives every key a new value, those that the fixture wrote down included. */
export function renewKeys(sandbox: Sandbox, hex: (digits: number) => string): void {
  const { keys } = sandbox.state(section);
  for (const key of [...keys.all()]) keys.update(key.KeyID, { Value: hex(32) });
}

/** The values of keys that were rotated or revoked. */
export function listRetiredKeys(sandbox: Sandbox): string[] {
  return [...sandbox.state(section).retiredKeys.all()].map((key) => key.Value);
}

function describeScope(key: KeyRow): string {
  const parts: string[] = [];
  if (key.PasswordListID !== undefined) parts.push(`list ${key.PasswordListID}`);
  if (key.PasswordListID !== undefined && key.CallTypes.length < 4) parts.push(`${key.CallTypes.join(", ")} only`);
  if (key.AllowedIPRanges.length > 0) parts.push(`from ${key.AllowedIPRanges.join(", ")}`);
  return parts.join("; ");
}

/** Reading the first record that the system key may read from anywhere. */
export function findExample(sandbox: Sandbox): Example | undefined {
  const state = sandbox.state(section);
  const key = [...state.keys.all()].find((one) => one.Kind === "System Wide" && one.AllowedIPRanges.length === 0);
  for (const list of key ? state.passwordLists.all() : []) {
    const record =
      list.PrivatePasswordList || list.ProvideAccessReason
        ? undefined
        : state.passwords.where("list", list.PasswordListID)[0];
    if (key && record) return { path: `/api/passwords/${record.PasswordID}`, headers: { APIKey: key.Value } };
  }
  return undefined;
}
