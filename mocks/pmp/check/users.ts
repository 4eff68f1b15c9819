import { checkOnce } from "../../../src/engine/check-once.ts";
import type { FixtureChecking } from "../../../src/engine/section.ts";
import { findHostMistake, readHostNames } from "../host-names.ts";
import { isBase32 } from "../rules/one-time-code.ts";
import { describeTaken } from "./describe-taken.ts";
import { checkReference, type KnownNames, type PartDraft } from "./known-names.ts";

/** Reports what contradicts itself in people, API users and user groups. */
export function checkUsers(part: PartDraft, names: KnownNames, checking: FixtureChecking): void {
  const { users = [], apiUsers = [], userGroups = [] } = part;
  const id = checkOnce<number>(
    checking,
    (first, value) => `The id ${value} is that of ${first}; people and API users share one sequence of ids.`,
  );
  const name = checkOnce<string>(checking, describeTaken("user"));
  const role = checkReference(checking, names.roles, "role");
  for (const [at, person] of users.entries()) {
    const path = ["users", at];
    id(person?.id, path, "id");
    name(person?.name, path, "name");
    role(person?.role, [...path, "role"]);
    if (person?.secondFactor && !isBase32(person.secondFactor)) {
      checking.report([...path, "secondFactor"], "expected a secret in Base32, such as JBSWY3DPEHPK3PXP");
    }
  }
  const people = new Set(users.map((person) => person?.name));
  const pair = checkOnce<string>(
    checking,
    (first) => `An API user of this name is bound to this host already: ${first}.`,
  );
  const key = checkOnce<string>(checking, (first) => `This is the key of ${first} already; each API user has its own.`);
  for (const [at, user] of apiUsers.entries()) {
    const path = ["apiUsers", at];
    id(user?.id, path, "id");
    if (user?.name !== undefined && people.has(user.name)) name(user.name, path, "name");
    const hosts = readHostNames(
      part.flavour ?? "pam360",
      [user?.host ?? []].flat().filter((host) => host !== undefined),
    );
    const mistake = part.flavour && findHostMistake(part.flavour, hosts);
    if (mistake !== undefined) checking.report([...path, "host"], mistake);
    for (const host of hosts) {
      // A name may stand with several hosts (`unique-api-user`), but not twice with one.
      pair(user?.name && host && `${user.name}@${host.toLowerCase()}`, path, "host");
    }
    role(user?.role, [...path, "role"]);
    key(user?.key ?? undefined, path, "key");
  }
  const groupId = checkOnce<number>(checking, (first, value) => `The id ${value} is that of ${first}.`);
  const groupName = checkOnce<string>(checking, describeTaken("user group"));
  const member = checkReference(checking, names.users, "user");
  for (const [at, group] of userGroups.entries()) {
    groupId(group?.id, ["userGroups", at], "id");
    groupName(group?.name, ["userGroups", at], "name");
    for (const [index, one] of group?.members?.entries() ?? []) member(one, ["userGroups", at, "members", index]);
  }
}
