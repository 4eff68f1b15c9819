import type { Seeding } from "../../src/engine/section.ts";
import { plantBuiltIn } from "./built-in.ts";
import type { PmpPart } from "./fixture-schema.ts";
import { generatedName } from "./plant/generated-name.ts";
import { plantGroups } from "./plant/groups.ts";
import { numberRows } from "./plant/number-rows.ts";
import { PLAIN_ACCOUNT, PLAIN_RESOURCE, plantResource } from "./plant/resources.ts";
import { plantApiUser, plantPerson, userNamed } from "./plant/users.ts";
import type { PmpState } from "./state.ts";

const COLUMNS = { Character: "COLUMN_CHAR", Password: "COLUMN_SCHAR", File: "COLUMN_FILE", Date: "COLUMN_DATE" };

/** Turns PMP's part of a fixture into rows. */
export function plant(state: PmpState, given: PmpPart, seeding: Seeding): void {
  const part = numberRows(given);
  state.settings.insert({
    SettingsID: 1,
    Flavour: part.flavour,
    BuildNumber: part.build,
    Zone: part.zone,
    AuditKeep: part.auditRows,
    RequestHours: part.requestHours,
    CheckOutHours: part.checkOutHours,
    Ticketing: part.ticketing,
    Tickets: part.tickets,
    RemoteResetWorks: part.remoteResetWorks,
    Organisations: part.organisations,
    Texts: part.texts,
  });
  plantBuiltIn(state);
  plantVocabulary(state, part);
  plantUsers(state, part, seeding);
  for (const resource of part.resources) plantResource(state, resource, seeding);
  plantGroups(state, part);
  plantPki(state, part, seeding);
  generateResources(state, part, seeding);
}

function plantVocabulary(state: PmpState, part: PmpPart): void {
  for (const { name, holdsFiles } of part.resourceTypes) {
    if (state.resourceTypes.find("name", name)) continue;
    state.resourceTypes.insert({ ResourceTypeName: name, HoldsFiles: holdsFiles });
  }
  for (const policy of part.policies) {
    const row = {
      PolicyName: policy.name,
      MinLength: policy.minLength,
      MaxLength: policy.maxLength,
      MixedCase: policy.mixedCase,
      Numerals: policy.numerals,
      SpecialCharacters: policy.specialCharacters,
      MaxAgeDays: policy.maxAgeDays,
    };
    const known = state.policies.find("name", policy.name);
    if (known) state.policies.update(known.PolicyID, row);
    else state.policies.insert({ ...(policy.id === undefined ? {} : { PolicyID: policy.id }), ...row });
  }
  for (const { id, name, rights } of part.roles) {
    state.roles.insert({ ...(id === undefined ? {} : { RoleID: id }), RoleName: name, Rights: rights });
  }
  const counts = new Map<string, number>();
  for (const { of, label, type } of part.customFields) {
    const number = (counts.get(`${of} ${type}`) ?? 0) + 1;
    counts.set(`${of} ${type}`, number);
    state.customFields.insert({ Of: of, Label: label, Type: type, Column: `${COLUMNS[type]}${number}` });
  }
}

function plantUsers(state: PmpState, part: PmpPart, seeding: Seeding): void {
  for (const person of part.users) plantPerson(state, person, seeding);
  for (const apiUser of part.apiUsers) plantApiUser(state, apiUser, seeding);
  for (const { id, name, members } of part.userGroups) {
    const row = { UserGroupName: name, Members: members.map((member) => userNamed(state, member).UserID) };
    state.userGroups.insert({ ...(id === undefined ? {} : { UserGroupID: id }), ...row });
  }
}

function plantPki(state: PmpState, part: PmpPart, seeding: Seeding): void {
  for (const { name, text, users } of part.sshKeys) {
    const none = { SerialNumber: "", KeyStoreBase64: "", Passphrase: "", ValidUntil: undefined };
    state.pki.insert({ Kind: "ssh-key", Name: name, Text: text, Users: users, ...none });
  }
  for (const one of part.certificates) {
    state.pki.insert({
      Kind: "certificate",
      Name: one.commonName,
      SerialNumber: one.serialNumber,
      Text: one.text,
      KeyStoreBase64: one.keyStoreBase64,
      Passphrase: one.passphrase,
      Users: [],
      ValidUntil: one.validUntil === undefined ? undefined : seeding.instant(one.validUntil),
    });
  }
}

function generateResources(state: PmpState, { generate, resourceTypes }: PmpPart, seeding: Seeding): void {
  if (!generate) return;
  const types = ["Linux", "Windows", "MS SQL Server", ...resourceTypes.map(({ name }) => name)];
  for (let number = 1; number <= generate.resources; number += 1) {
    const name = generatedName(number, generate.resources);
    const accounts = Array.from({ length: generate.accountsEach }, (_, at) => {
      return { ...PLAIN_ACCOUNT, name: at === 0 ? "root" : `svc-${at}` };
    });
    const wanted = { name, type: seeding.chance.pick(types), owner: generate.owner, dnsName: `${name}.example.test` };
    plantResource(state, { ...PLAIN_RESOURCE, ...wanted, accounts }, seeding);
  }
}
