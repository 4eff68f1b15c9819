import { log } from "../../src/engine/log.ts";
import type { StateOf } from "../../src/engine/section.ts";
import { table } from "../../src/engine/table.ts";
import type { Right } from "./role-matrix.ts";
import type { ShareLevel } from "./share-level.ts";
import type { AuditRow, SettingsRow } from "./state-of-system.ts";

/** Somebody who works with the product, or a program that does; see `docs/products/pmp.md#api-users`. */
export interface UserRow {
  readonly UserID: number;
  readonly UserName: string;
  readonly Kind: "person" | "api";
  readonly FirstName: string;
  readonly LastName: string;
  /** What audit trails and reports show. */
  readonly FullName: string;
  readonly Email: string;
  /** A built-in role, or the name of a custom one. */
  readonly Role: string;
  readonly SuperAdmin: boolean;
  readonly Department: string;
  readonly Location: string;
  readonly Locked: boolean;
  /** `yyyy-MM-dd`, the last day; absent: never expires. */
  readonly ExpiresOn: string | undefined;
  /** A person's own password, for the native login. */
  readonly Password: string;
  /** The hosts that may call; names or addresses. One in PMP. */
  readonly HostNames: readonly string[];
  /** PAM360: whether the host is looked at. */
  readonly HostCheck: boolean;
  readonly RestApi: boolean;
  /** The auth token; absent until one is generated. */
  readonly Key: string | undefined;
  /** When it was generated, in milliseconds since 1970 UTC. */
  readonly KeyMadeAt: number;
  /** PAM360: how many days the key lives; absent: as long as the user. */
  readonly TokenDays: number | undefined;
  /** Opens the SSH CLI. */
  readonly PublicKey: string;
  /** Opens XML-RPC. */
  readonly Certificate: string;
}

/** A key that is no longer in force, kept to explain refusals. */
export interface RetiredKeyRow {
  readonly Value: string;
  readonly Name: string;
  readonly How: "replaced" | "deleted";
  readonly At: number;
}

/** A person who logged in through the native API; see `docs/products/pmp.md#native-login`. */
export interface SessionRow {
  readonly SessionID: string;
  /** The token that later calls carry. */
  readonly AuthKey: string;
  readonly UserID: number;
  /** When it was last used, in milliseconds since 1970 UTC. */
  readonly LastAt: number;
}

/** A role that an administrator put together; see `docs/products/pmp.md#roles`. */
export interface RoleRow {
  readonly RoleID: number;
  readonly RoleName: string;
  readonly Rights: readonly Right[];
}

/** A group of users, as far as sharing and approving need it. */
export interface UserGroupRow {
  readonly UserGroupID: number;
  readonly UserGroupName: string;
  readonly Members: readonly number[];
}

/** Who must be asked before a password is given out; see `docs/products/pmp.md#access-control`. */
export interface AccessControl {
  readonly On: boolean;
  /** Ids of designated users; whoever may approve at all when empty. */
  readonly Approvers: readonly number[];
  readonly Approvals: 1 | 2;
}

/** Values of custom fields, by label. */
export type CustomValues = Readonly<Record<string, string>>;

/** A resource; see `docs/products/pmp.md#resource-shape`. */
export interface ResourceRow {
  readonly ResourceID: number;
  readonly ResourceName: string;
  readonly ResourceType: string;
  readonly Description: string;
  readonly Notes: string;
  readonly DnsName: string;
  readonly Url: string;
  readonly Department: string;
  readonly Location: string;
  readonly DomainName: string;
  readonly OwnerID: number;
  readonly Policy: string;
  readonly Control: AccessControl | undefined;
  readonly ReasonRequired: boolean;
  readonly TicketRequired: boolean;
  readonly CustomValues: CustomValues;
  /** What a set-up of remote resets said; absent when there is none. */
  readonly RemoteReset: Readonly<Record<string, string>> | undefined;
}

/** A file that stands for a password; see `docs/products/pmp.md#file-passwords`. */
interface StoredFile {
  readonly Name: string;
  readonly Base64: string;
}

/** An account of a resource; see `docs/products/pmp.md#account-shape`. */
export interface AccountRow {
  readonly AccountID: number;
  /** The other id of the account's password; the account's own when absent (`passwd-id`). */
  readonly PasswdID: number | undefined;
  readonly ResourceID: number;
  readonly AccountName: string;
  readonly Notes: string;
  /** The resource's owner when absent. */
  readonly OwnerID: number | undefined;
  readonly Policy: string;
  readonly Password: string;
  /** Milliseconds since 1970 UTC; absent: never. */
  readonly ModifiedAt: number | undefined;
  readonly CreatedAt: number;
  /** Beats the resource's when there is one. */
  readonly Control: AccessControl | undefined;
  readonly AutoLogonOnly: boolean;
  readonly Favourites: readonly number[];
  readonly TotpSecret: string;
  readonly File: StoredFile | undefined;
  readonly CustomValues: CustomValues;
}

/** When a user last read an account's password: apart from the account, since every read writes it. */
export interface AccessRow {
  readonly AccessID: number;
  readonly AccountID: number;
  readonly At: number;
  readonly By: number;
}

/** An older password of an account. */
export interface HistoryRow {
  readonly HistoryID: number;
  readonly AccountID: number;
  readonly Password: string;
  readonly ChangedAt: number;
  readonly ChangedBy: number;
}

/** A group of resources; see `docs/products/pmp.md#resource-groups`. */
export interface ResourceGroupRow {
  readonly GroupID: number;
  readonly GroupName: string;
  readonly Description: string;
  readonly OwnerID: number;
}

/** That a resource is in a group. */
export interface MembershipRow {
  readonly MembershipID: number;
  readonly GroupID: number;
  readonly ResourceID: number;
}

/** What can be shared. */
export type Shareable = "resource" | "account" | "group";

/** That something is shared with a user or a group of users. */
export interface ShareRow {
  readonly ShareID: number;
  readonly Thing: Shareable;
  readonly ThingID: number;
  readonly With: "user" | "usergroup";
  readonly WithID: number;
  readonly Level: ShareLevel;
}

/** Somebody's request for a password; what became of it by itself is worked out when it is read. */
export interface RequestRow {
  readonly RequestID: number;
  readonly AccountID: number;
  readonly UserID: number;
  readonly Reason: string;
  readonly RequestedAt: number;
  /** The window of a request for later; absent: now. */
  readonly StartAt: number | undefined;
  readonly EndAt: number | undefined;
  /** Who approved so far. */
  readonly ApprovedBy: readonly number[];
  /** When the last approval came; absent while one is due. */
  readonly ApprovedAt: number | undefined;
  /** When it was checked out; absent until then. */
  readonly CheckedOutAt: number | undefined;
}

/** Rules for passwords; see `docs/products/pmp.md#password-policies`. */
export interface PolicyRow {
  readonly PolicyID: number;
  readonly PolicyName: string;
  readonly MinLength: number;
  readonly MaxLength: number;
  readonly MixedCase: boolean;
  readonly Numerals: boolean;
  readonly SpecialCharacters: boolean;
  /** After how many days a password is too old; 0: never. */
  readonly MaxAgeDays: number;
}

/** A kind of resource; installations add their own. */
export interface ResourceTypeRow {
  readonly ResourceTypeID: number;
  readonly ResourceTypeName: string;
  /** Whether its accounts hold files. */
  readonly HoldsFiles: boolean;
}

/** A custom field of resources or accounts; see `docs/products/pmp.md#custom-fields`. */
export interface CustomFieldRow {
  readonly FieldID: number;
  readonly Of: "resource" | "account";
  readonly Label: string;
  readonly Type: "Character" | "Password" | "File" | "Date";
  readonly Column: string;
}

/** An SSH key or an SSL certificate; see `docs/products/pmp.md#pki`. */
export interface PkiRow {
  readonly PkiID: number;
  readonly Kind: "ssh-key" | "certificate";
  /** The key's name or the certificate's common name. */
  readonly Name: string;
  readonly SerialNumber: string;
  readonly Text: string;
  readonly KeyStoreBase64: string;
  readonly Passphrase: string;
  readonly Users: readonly string[];
  readonly ValidUntil: number | undefined;
}

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
    index: { owner: (row) => row.OwnerID },
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
