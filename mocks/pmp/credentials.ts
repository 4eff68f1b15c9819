import type { Sandbox } from "../../src/engine/sandbox.ts";
import type { Credential, Example } from "../../src/http/mock.ts";
import { toKey } from "./draw-key.ts";
import { nameUser } from "./name-user.ts";
import { section } from "./section.ts";

/** The keys in force, with the host that each is bound to. */
export function listCredentials(sandbox: Sandbox): Credential[] {
  const credentials: Credential[] = [];
  for (const user of sandbox.state(section).users.all()) {
    if (user.Key === undefined) continue;
    const scope = [`from ${user.HostNames.join(", ") || "anywhere"}`, user.Role];
    if (!user.RestApi) scope.push("REST off");
    if (user.Locked) scope.push("locked");
    if (user.ExpiresOn !== undefined) scope.push(`until ${user.ExpiresOn}`);
    const named = { kind: "API user", name: nameUser(user), value: user.Key };
    credentials.push({ product: section.name, ...named, scope: scope.join("; ") });
  }
  return credentials;
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
  for (const user of sandbox.state(section).users.all()) {
    const local = user.HostNames.some((host) => {
      const addresses = [host, ...sandbox.addressesOf(host)];
      return addresses.includes("127.0.0.1") || addresses.includes("localhost");
    });
    if (user.Key === undefined || !user.RestApi || user.Locked || !local || user.ExpiresOn !== undefined) continue;
    return { path: "/restapi/json/v1/resources", headers: { AUTHTOKEN: user.Key } };
  }
  return undefined;
}
