import { checkOnce } from "../../../src/engine/check-once.ts";
import type { FixtureChecking } from "../../../src/engine/section.ts";
import { FIRST_POLICY, POLICIES } from "../built-in.ts";
import { isBuiltIn } from "../role-matrix.ts";
import { describeUnknownText } from "../text-names.ts";
import { describeTaken } from "./describe-taken.ts";
import type { PartDraft } from "./known-names.ts";

/** Reports what contradicts itself in policies, roles, custom fields, types, texts and the PKI store. */
export function checkVocabulary(part: PartDraft, checking: FixtureChecking): void {
  checkPolicies(part, checking);
  checkRoles(part, checking);
  const type = checkOnce<string>(checking, describeTaken("type"));
  for (const [at, one] of part.resourceTypes?.entries() ?? []) type(one?.name, ["resourceTypes", at], "name");
  const field = checkOnce<string>(checking, (first) => `This is the label of ${first} already.`);
  for (const [at, one] of part.customFields?.entries() ?? []) {
    field(one?.of && one.label && `${one.of} ${one.label}`, ["customFields", at], "label");
  }
  for (const name of Object.keys(part.texts ?? {})) {
    const what = describeUnknownText(name);
    if (what !== undefined) checking.report(["texts", name], what);
  }
  checkPki(part, checking);
}

function checkPolicies({ policies = [] }: PartDraft, checking: FixtureChecking): void {
  const name = checkOnce<string>(checking, describeTaken("policy"));
  const id = checkOnce<number>(checking, (first, value) => `The id ${value} is that of ${first}.`);
  const builtIn = new Set<number>(POLICIES.map((_, at) => FIRST_POLICY + at));
  for (const [at, policy] of policies.entries()) {
    const path = ["policies", at];
    name(policy?.name, path, "name");
    if (policy?.id !== undefined && builtIn.has(policy.id)) {
      const known = POLICIES[policy.id - FIRST_POLICY];
      checking.report([...path, "id"], `The id ${policy.id} is that of the policy '${known}', which every vault has.`);
    } else id(policy?.id, path, "id");
    const { minLength = 0, maxLength = Number.POSITIVE_INFINITY } = policy ?? {};
    if (minLength > maxLength) {
      checking.report([...path, "minLength"], `minLength, ${minLength}, is above maxLength, ${maxLength}.`);
    }
    const kinds =
      [policy?.mixedCase, policy?.numerals, policy?.specialCharacters].filter((wanted) => wanted).length + 1;
    if (policy && maxLength < kinds) {
      const what = `No password of ${maxLength} characters has all ${kinds} kinds that the policy wants.`;
      checking.report([...path, "maxLength"], what);
    }
  }
}

function checkRoles({ roles = [] }: PartDraft, checking: FixtureChecking): void {
  const name = checkOnce<string>(checking, describeTaken("role"));
  const id = checkOnce<number>(checking, (first, value) => `The id ${value} is that of ${first}.`);
  for (const [at, role] of roles.entries()) {
    id(role?.id, ["roles", at], "id");
    if (role?.name === undefined || !isBuiltIn(role.name)) name(role?.name, ["roles", at], "name");
    else checking.report(["roles", at, "name"], `'${role.name}' is a role that every vault has.`);
  }
}

function checkPki({ sshKeys = [], certificates = [] }: PartDraft, checking: FixtureChecking): void {
  const key = checkOnce<string>(checking, describeTaken("SSH key"));
  for (const [at, one] of sshKeys.entries()) key(one?.name, ["sshKeys", at], "name");
  const describe = (first: string) => `The certificate of this name and serial number is ${first} already.`;
  const certificate = checkOnce<string>(checking, describe);
  for (const [at, one] of certificates.entries()) {
    const { commonName, serialNumber } = one ?? {};
    const both = commonName === undefined || serialNumber === undefined ? undefined : `${commonName} ${serialNumber}`;
    certificate(both, ["certificates", at], "serialNumber");
  }
}
