import { log } from "../../src/engine/log.ts";
import type { StateOf } from "../../src/engine/section.ts";
import { table } from "../../src/engine/table.ts";
import type { PkiRow } from "./state/pki.ts";
import type { RequestRow, ShareRow } from "./state/sharing.ts";
import type { AuditRow, SettingsRow } from "./state/system.ts";
import type { FirstFactorRow, RetiredKeyRow, RoleRow, SessionRow, UserGroupRow, UserRow } from "./state/users.ts";
import type { AccessRow, AccountRow, HistoryRow, MembershipRow, ResourceGroupRow, ResourceRow } from "./state/vault.ts";
import type { CustomFieldRow, PolicyRow, ResourceTypeRow } from "./state/vocabulary.ts";

export const tables = {
  settings: table<SettingsRow>()({ key: "SettingsID" }),
  users: table<UserRow>()({
    key: "UserID",
    unique: { key: (row) => row.Key },
    index: { name: (row) => row.UserName },
  }),
  retiredKeys: table<RetiredKeyRow>()({ key: "Value" }),
  sessions: table<SessionRow>()({
    key: "SessionID",
    unique: { authKey: (row) => row.AuthKey },
    index: { user: (row) => row.UserID },
  }),
  firstFactors: table<FirstFactorRow>()({ key: "SecretKey", index: { user: (row) => row.UserID } }),
  roles: table<RoleRow>()({ key: "RoleID", unique: { name: (row) => row.RoleName } }),
  userGroups: table<UserGroupRow>()({ key: "UserGroupID", unique: { name: (row) => row.UserGroupName } }),
  resourceTypes: table<ResourceTypeRow>()({ key: "ResourceTypeID", unique: { name: (row) => row.ResourceTypeName } }),
  policies: table<PolicyRow>()({ key: "PolicyID", first: 101, unique: { name: (row) => row.PolicyName } }),
  customFields: table<CustomFieldRow>()({ key: "FieldID", unique: { label: (row) => `${row.Of} ${row.Label}` } }),
  resources: table<ResourceRow>()({
    key: "ResourceID",
    unique: { name: (row) => row.ResourceName },
    index: { owner: (row) => row.OwnerID },
  }),
  accounts: table<AccountRow>()({
    key: "AccountID",
    unique: { name: (row) => `${row.ResourceID} ${row.AccountName}`, passwd: (row) => row.PasswdID },
    index: { resource: (row) => row.ResourceID, owner: (row) => row.OwnerID },
  }),
  accesses: table<AccessRow>()({
    key: "AccessID",
    unique: { pair: (row) => `${row.AccountID} ${row.By}` },
    index: { account: (row) => row.AccountID },
  }),
  history: table<HistoryRow>()({ key: "HistoryID", index: { account: (row) => row.AccountID } }),
  resourceGroups: table<ResourceGroupRow>()({
    key: "GroupID",
    unique: { name: (row) => row.GroupName },
    index: { owner: (row) => row.OwnerID, kind: (row) => (row.Criteria ? "dynamic" : "static") },
  }),
  memberships: table<MembershipRow>()({
    key: "MembershipID",
    index: { group: (row) => row.GroupID, resource: (row) => row.ResourceID },
  }),
  shares: table<ShareRow>()({
    key: "ShareID",
    index: { thing: (row) => `${row.Thing} ${row.ThingID}`, with: (row) => `${row.With} ${row.WithID}` },
  }),
  requests: table<RequestRow>()({
    key: "RequestID",
    index: { account: (row) => row.AccountID, user: (row) => row.UserID },
  }),
  pki: table<PkiRow>()({ key: "PkiID", index: { kind: (row) => row.Kind } }),
  audit: log<AuditRow>()({ key: "AuditID" }),
};

/** The live tables of a Password Manager Pro. */
export type PmpState = StateOf<typeof tables>;
