import type { z } from "zod";
import { EngineError } from "../../../src/engine/engine-error.ts";
import type { Seeding } from "../../../src/engine/section.ts";
import type { account as accountSchema, resource as resourceSchema } from "../fixture-schema.ts";
import { drawPassword } from "../rules/draw-password.ts";
import type { AccessControl } from "../state/sharing.ts";
import type { AccountRow, ResourceRow } from "../state/vault.ts";
import type { PmpState } from "../state.ts";
import { plantShares } from "./shares.ts";
import { userNamed } from "./users.ts";

type AccountPart = z.infer<typeof accountSchema>;
type ResourcePart = z.infer<typeof resourceSchema>;
type ControlPart = NonNullable<AccountPart["accessControl"]>;
type Planting = Omit<Seeding, "faker">;

/** What an account of a fixture is that says no more than its name. */
export const PLAIN_ACCOUNT = {
  ...{ notes: "", policy: "Strong", autoLogonOnly: false, favouriteOf: [], totpSecret: "", customFields: {} },
  ...{ shares: [], requests: [] },
} satisfies Omit<AccountPart, "name">;

/** The same of a resource. */
export const PLAIN_RESOURCE = {
  ...{ description: "", notes: "", url: "", department: "", location: "", domain: "", policy: "Strong" },
  ...{ reasonRequired: false, ticketRequired: false, customFields: {}, shares: [] },
} satisfies Partial<ResourcePart>;

/** Turns a resource of a fixture into rows, its accounts included. */
export function plantResource(state: PmpState, part: ResourcePart, seeding: Planting): ResourceRow {
  if (!state.resourceTypes.find("name", part.type)) {
    throw new EngineError(`Resource '${part.name}' is of type '${part.type}', which does not exist.`);
  }
  if (state.resources.find("name", part.name)) throw new EngineError(`There are two resources '${part.name}'.`);
  checkLabels(state, "resource", part.name, part.customFields);
  const row = state.resources.insert({
    ...(part.id === undefined ? {} : { ResourceID: part.id }),
    ResourceName: part.name,
    ResourceType: part.type,
    Description: part.description,
    Notes: part.notes,
    DnsName: part.dnsName,
    Url: part.url,
    Department: part.department,
    Location: part.location,
    DomainName: part.domain,
    OwnerID: userNamed(state, part.owner).UserID,
    Policy: policyNamed(state, part.policy).PolicyName,
    Control: toControl(state, part.accessControl),
    ReasonRequired: part.reasonRequired,
    TicketRequired: part.ticketRequired,
    CustomValues: part.customFields,
    RemoteReset: undefined,
  });
  plantShares(state, "resource", row.ResourceID, part.shares);
  for (const account of part.accounts) plantAccount(state, row, account, seeding);
  return row;
}

/** Turns an account of a fixture into rows. */
export function plantAccount(state: PmpState, resource: ResourceRow, part: AccountPart, seeding: Planting): AccountRow {
  const { instant } = seeding;
  const policy = policyNamed(state, part.policy);
  if (state.accounts.find("name", `${resource.ResourceID} ${part.name}`)) {
    throw new EngineError(`Resource '${resource.ResourceName}' already has an account '${part.name}'.`);
  }
  checkLabels(state, "account", part.name, part.customFields);
  const row = state.accounts.insert({
    ...(part.id === undefined ? {} : { AccountID: part.id }),
    PasswdID: part.passwdId,
    ResourceID: resource.ResourceID,
    AccountName: part.name,
    Notes: part.notes,
    OwnerID: part.owner === undefined ? undefined : userNamed(state, part.owner).UserID,
    Policy: policy.PolicyName,
    Password: part.password ?? drawPassword(policy, seeding.chance),
    ModifiedAt: part.modified === undefined ? undefined : instant(part.modified),
    CreatedAt: part.created === undefined ? seeding.clock.now() : instant(part.created),
    Control: toControl(state, part.accessControl),
    AutoLogonOnly: part.autoLogonOnly,
    Favourites: part.favouriteOf.map((name) => userNamed(state, name).UserID),
    TotpSecret: part.totpSecret,
    File: part.file && { Name: part.file.name, Base64: part.file.base64 ?? toBase64(part.file.text ?? "") },
    CustomValues: part.customFields,
  });
  if (part.accessed !== undefined) {
    state.accesses.insert({ AccountID: row.AccountID, At: instant(part.accessed), By: resource.OwnerID });
  }
  plantShares(state, "account", row.AccountID, part.shares);
  const control = row.Control ?? resource.Control;
  for (const request of part.requests) {
    const all = control !== undefined && request.approvedBy.length >= control.Approvals;
    state.requests.insert({
      AccountID: row.AccountID,
      UserID: userNamed(state, request.by).UserID,
      Reason: request.reason,
      RequestedAt: instant(request.requested),
      StartAt: request.start === undefined ? undefined : instant(request.start),
      EndAt: request.end === undefined ? undefined : instant(request.end),
      ApprovedBy: request.approvedBy.map((name) => userNamed(state, name).UserID),
      ApprovedAt: all ? instant(request.approved ?? "now") : undefined,
      CheckedOutAt: request.checkedOut === undefined ? undefined : instant(request.checkedOut),
    });
  }
  return row;
}

/** Access control as a fixture or an administrator says it, with the ids of those who approve. */
export function toControl(state: PmpState, part: ControlPart | undefined): AccessControl | undefined {
  if (!part) return undefined;
  const approvers = part.approvers.map((name) => userNamed(state, name).UserID);
  return { On: part.on, Approvers: approvers, Approvals: part.approvals };
}

function policyNamed(state: PmpState, name: string) {
  const policy = state.policies.find("name", name);
  if (policy) return policy;
  throw new EngineError(`There is no password policy '${name}'.`);
}

function checkLabels(state: PmpState, of: "resource" | "account", name: string, values: object): void {
  for (const label of Object.keys(values)) {
    if (state.customFields.find("label", `${of} ${label}`)) continue;
    throw new EngineError(
      `'${name}' has a value for '${label}', which is no custom field of a${of === "account" ? "n" : ""} ${of}.`,
    );
  }
}

function toBase64(text: string): string {
  return Buffer.from(text, "utf8").toString("base64");
}
