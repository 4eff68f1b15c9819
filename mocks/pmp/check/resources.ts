import { checkOnce } from "../../../src/engine/check-once.ts";
import { readInstant } from "../../../src/engine/instant.ts";
import type { FixtureChecking } from "../../../src/engine/section.ts";
import { generatedName } from "../plant/generated-name.ts";
import { isBase32 } from "../rules/one-time-code.ts";
import { describeTaken } from "./describe-taken.ts";
import { checkReference, type KnownNames, type PartDraft, type Path } from "./known-names.ts";

type ResourceDraft = NonNullable<NonNullable<PartDraft["resources"]>[number]>;
type AccountDraft = NonNullable<NonNullable<ResourceDraft["accounts"]>[number]>;
type Reference = ReturnType<typeof checkReference>;

/** How each kind of reference is looked at. */
interface References {
  readonly user: Reference;
  readonly userGroup: Reference;
  readonly type: Reference;
  readonly policy: Reference;
  readonly resource: Reference;
}

/** Reports what contradicts itself in resources, their accounts, and the groups that they are in. */
export function checkResources(part: PartDraft, names: KnownNames, checking: FixtureChecking): void {
  const refer: References = {
    user: checkReference(checking, names.users, "user"),
    userGroup: checkReference(checking, names.userGroups, "user group"),
    type: checkReference(checking, names.types, "resource type"),
    policy: checkReference(checking, names.policies, "password policy"),
    resource: checkReference(checking, names.resources, "resource"),
  };
  const id = checkOnce<number>(checking, (first, value) => `The id ${value} is that of ${first}.`);
  const name = checkOnce<string>(checking, describeTaken("resource"));
  const accountId = checkOnce<number>(
    checking,
    (first, value) => `The id ${value} is that of ${first}; no two accounts of a vault share one.`,
  );
  const passwdId = checkOnce<number>(checking, (first, value) => `The passwdId ${value} is that of ${first}.`);
  for (const [at, resource] of part.resources?.entries() ?? []) {
    if (!resource) continue;
    const path = ["resources", at];
    id(resource.id, path, "id");
    name(resource.name, path, "name");
    refer.type(resource.type, [...path, "type"]);
    refer.policy(resource.policy, [...path, "policy"]);
    refer.user(resource.owner, [...path, "owner"]);
    checkLabels(resource.customFields, [...path, "customFields"], names.resourceLabels, checking);
    checkControl(resource.accessControl, [...path, "accessControl"], refer, checking);
    checkShares(resource.shares, path, refer, checking);
    const accountName = checkOnce<string>(checking, describeTaken("account"));
    for (const [index, account] of resource.accounts?.entries() ?? []) {
      if (!account) continue;
      const place = [...path, "accounts", index];
      accountId(account.id, place, "id");
      passwdId(account.passwdId, place, "passwdId");
      accountName(account.name, place, "name");
      checkAccount(account, resource, { path: place, refer, names, checking });
    }
  }
  checkGroups(part, refer, checking);
  checkGenerated(part, refer, checking);
}

interface AccountChecking {
  readonly path: Path;
  readonly refer: References;
  readonly names: KnownNames;
  readonly checking: FixtureChecking;
}

function checkAccount(
  account: AccountDraft,
  resource: ResourceDraft,
  { path, refer, names, checking }: AccountChecking,
): void {
  refer.policy(account.policy, [...path, "policy"]);
  refer.user(account.owner, [...path, "owner"]);
  for (const [at, one] of account.favouriteOf?.entries() ?? []) refer.user(one, [...path, "favouriteOf", at]);
  checkLabels(account.customFields, [...path, "customFields"], names.accountLabels, checking);
  checkControl(account.accessControl, [...path, "accessControl"], refer, checking);
  checkShares(account.shares, path, refer, checking);
  if (account.totpSecret && !isBase32(account.totpSecret)) {
    checking.report([...path, "totpSecret"], "expected a secret in Base32, such as JBSWY3DPEHPK3PXP");
  }
  const { now } = checking;
  const isControlled = account.accessControl ? account.accessControl.on !== false : resource.accessControl?.on;
  for (const [at, request] of account.requests?.entries() ?? []) {
    const place = [...path, "requests", at];
    refer.user(request?.by, [...place, "by"]);
    for (const [index, one] of request?.approvedBy?.entries() ?? []) refer.user(one, [...place, "approvedBy", index]);
    if (isControlled === undefined || isControlled === false) {
      checking.report(
        place,
        "Nothing is to be requested: neither the account nor its resource is under accessControl.",
      );
    }
    if (now === undefined || request?.start === undefined || request.end === undefined) continue;
    if (readInstant(request.end, now) > readInstant(request.start, now)) continue;
    checking.report([...place, "end"], "expected a date behind start");
  }
}

function checkShares(shares: ResourceDraft["shares"], path: Path, refer: References, checking: FixtureChecking): void {
  const describe = (first: string) => `This is shared so by ${first} already; the highest level alone would count.`;
  const once = checkOnce<string>(checking, describe);
  for (const [at, share] of shares?.entries() ?? []) {
    const place = [...path, "shares", at];
    refer.user(share?.user, [...place, "user"]);
    refer.userGroup(share?.userGroup, [...place, "userGroup"]);
    if (share?.user !== undefined) once(`user ${share.user}`, place, "user");
    if (share?.userGroup !== undefined) once(`group ${share.userGroup}`, place, "userGroup");
  }
}

function checkControl(
  control: ResourceDraft["accessControl"],
  path: Path,
  refer: References,
  checking: FixtureChecking,
): void {
  const { approvers = [], approvals } = control ?? {};
  for (const [at, one] of approvers.entries()) refer.user(one, [...path, "approvers", at]);
  if (approvals === undefined || approvers.length === 0 || approvers.length >= approvals) return;
  checking.report([...path, "approvals"], `${approvals} approvals are wanted of ${approvers.length} approver.`);
}

function checkLabels(
  values: Readonly<Record<string, string | undefined>> | undefined,
  path: Path,
  labels: ReadonlySet<string> | undefined,
  checking: FixtureChecking,
): void {
  const label = checkReference(checking, labels, "custom field");
  for (const name of Object.keys(values ?? {})) label(name, [...path, name]);
}

function checkGroups({ resourceGroups = [] }: PartDraft, refer: References, checking: FixtureChecking): void {
  const id = checkOnce<number>(checking, (first, value) => `The id ${value} is that of ${first}.`);
  const name = checkOnce<string>(checking, describeTaken("resource group"));
  for (const [at, group] of resourceGroups.entries()) {
    const path = ["resourceGroups", at];
    id(group?.id, path, "id");
    name(group?.name, path, "name");
    refer.user(group?.owner, [...path, "owner"]);
    for (const [index, one] of group?.resources?.entries() ?? []) refer.resource(one, [...path, "resources", index]);
    checkShares(group?.shares, path, refer, checking);
    const isBoth = group?.criteria !== undefined && (group.resources?.length ?? 0) > 0;
    if (isBoth) checking.report([...path, "resources"], "A group with criteria finds its resources by itself.");
  }
}

function checkGenerated({ generate, resources }: PartDraft, refer: References, checking: FixtureChecking): void {
  refer.user(generate?.owner, ["generate", "owner"]);
  const count = generate?.resources ?? 0;
  const taken = /^node-(\d+)$/;
  for (const [at, resource] of resources?.entries() ?? []) {
    const number = Number(taken.exec(resource?.name ?? "")?.[1] ?? 0);
    if (number < 1 || number > count || generatedName(number, count) !== resource?.name) continue;
    checking.report(["resources", at, "name"], `The resource '${resource.name}' is one of those that generate makes.`);
  }
}
