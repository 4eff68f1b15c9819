import type { Sandbox } from "../../src/engine/sandbox.ts";
import type { Credential, Example } from "../../src/http/mock.ts";
import { toKey } from "./draw-key.ts";
import { isBound } from "./host-binding.ts";
import { nameUser } from "./name-user.ts";
import { section } from "./section.ts";
import type { UserRow } from "./state/users.ts";
import type { PmpState } from "./state.ts";
import { endOfKey, endOfUser } from "./validity.ts";

/** The keys in force: where each is good from, what makes it useless, its role, and its end. */
export function listCredentials(sandbox: Sandbox): Credential[] {
  const state = sandbox.state(section);
  const credentials: Credential[] = [];
  for (const user of state.users.all()) {
    if (user.Key === undefined) continue;
    const hosts = isBound(state, user) ? user.HostNames.join(", ") : "";
    const scope = [`from ${hosts || "anywhere"}`];
    if (!user.RestApi) scope.push("REST off");
    if (user.Locked) scope.push("locked");
    if (hasExpired(sandbox, user)) scope.push("expired");
    scope.push(user.Role, ...describeEnd(state, user));
    const named = { kind: "API user", name: nameUser(user), value: user.Key };
    credentials.push({ product: section.name, ...named, scope: scope.join("; ") });
  }
  return credentials;
}

/** The end that comes first: the user's last day, or the instant of the key. */
function describeEnd(state: PmpState, user: UserRow): string[] {
  const [ofUser, ofKey] = [endOfUser(state, user), endOfKey(state, user)];
  if (ofKey !== undefined && ofKey < (ofUser ?? Number.POSITIVE_INFINITY)) {
    return [`until ${new Date(ofKey).toISOString().replace(/\.\d+/, "")}`];
  }
  return user.ExpiresOn === undefined ? [] : [`until ${user.ExpiresOn}`];
}

function hasExpired(sandbox: Sandbox, user: UserRow): boolean {
  const state = sandbox.state(section);
  const now = sandbox.clock.now();
  return [endOfUser(state, user), endOfKey(state, user)].some((end) => end !== undefined && now >= end);
}

/** Gives every API user a new key, those that the fixture wrote down included. */
export function renewKeys(sandbox: Sandbox, hex: (digits: number) => string): void {
  const { users } = sandbox.state(section);
  for (const user of [...users.all()]) {
    if (user.Key !== undefined) users.update(user.UserID, { Key: toKey(hex(32)) });
  }
}

/** The values of keys that were replaced, those of deleted users, and what opens people's sessions: to be masked. */
export function listRetiredKeys(sandbox: Sandbox): string[] {
  const { retiredKeys, sessions, firstFactors } = sandbox.state(section);
  const retired = [...retiredKeys.all()].map(({ Value }) => Value);
  const steps = [...firstFactors.all()].map(({ SecretKey }) => SecretKey);
  return [...retired, ...steps, ...[...sessions.all()].flatMap(({ AuthKey, SessionID }) => [AuthKey, SessionID])];
}

/** A list of resources, with the first key that works from this machine. */
export function findExample(sandbox: Sandbox): Example | undefined {
  const state = sandbox.state(section);
  for (const user of state.users.all()) {
    const local =
      !isBound(state, user) ||
      user.HostNames.some((host) => {
        const addresses = [host, ...sandbox.addressesOf(host)];
        return addresses.includes("127.0.0.1") || addresses.includes("localhost");
      });
    if (user.Key === undefined || !user.RestApi || user.Locked || !local || hasExpired(sandbox, user)) continue;
    return { path: "/restapi/json/v1/resources", headers: { AUTHTOKEN: user.Key } };
  }
  return undefined;
}
