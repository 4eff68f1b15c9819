import { log } from "../../src/engine/log.ts";
import type { StateOf } from "../../src/engine/section.ts";
import { table } from "../../src/engine/table.ts";

/** The kinds of API key that the fake gives out, named as the product's API tab names them. `Password List` keys belong to a list. */
const KEY_KINDS = ["System Wide", "Password Generator", "Hosts", "Copy/Move Password Record", "Password List"] as const;

/** A kind of API key; see `docs/products/passwordstate.md#key-kinds`. */
export type KeyKind = (typeof KEY_KINDS)[number];

/** What a list's key may be used for; see `docs/products/passwordstate.md#list-keys`. */
export const CALL_TYPES = ["retrieve", "add", "update", "delete"] as const;

/** A kind of call that a list can allow or deny to its key. */
export type CallType = (typeof CALL_TYPES)[number];

/** An API key, in force. */
export interface KeyRow {
  readonly KeyID: number;
  readonly Kind: KeyKind;
  readonly Value: string;
  /** The list that it belongs to; absent for system keys. */
  readonly PasswordListID: number | undefined;
  readonly CallTypes: readonly CallType[];
  /** Where it may be used from; everywhere when empty. */
  readonly AllowedIPRanges: readonly string[];
}

/** A key that is no longer in force, kept to explain refusals. */
export interface RetiredKeyRow {
  readonly Value: string;
  readonly Name: string;
  readonly How: "rotated" | "revoked";
  /** Milliseconds since 1970 UTC. */
  readonly At: number;
}

/** Attributes of the web page's input elements that the browser extension fills. */
export interface WebFields {
  readonly User: string;
  readonly Password: string;
  readonly OTP: string;
  readonly GenericField: readonly string[];
}

/** A password record; see `docs/products/passwordstate.md#record-shape`. */
export interface PasswordRow {
  readonly PasswordID: number;
  readonly PasswordListID: number;
  readonly Title: string;
  readonly Domain: string;
  readonly HostName: string;
  readonly UserName: string;
  readonly Description: string;
  /** GenericField1 to GenericField10. */
  readonly GenericField: readonly string[];
  readonly AccountTypeID: number;
  readonly AccountType: string;
  readonly Notes: string;
  readonly URL: string;
  readonly Password: string;
  /** `yyyy-mm-dd`, or empty. */
  readonly ExpiryDate: string;
  readonly AllowExport: boolean;
  readonly OTPUri: string;
  readonly Web: WebFields;
  readonly PasswordResetEnabled: boolean;
  /** Linked records share their values: the id of the record that this one was linked to; absent for most. */
  readonly LinkedTo: number | undefined;
  /** When it was moved to the recycle bin, in milliseconds since 1970 UTC; absent while it is not there. */
  readonly RecycledAt: number | undefined;
}

/** What a record was at a change; see `docs/products/passwordstate.md#history-shape`. */
export interface HistoryRow {
  readonly PasswordHistoryID: number;
  readonly PasswordID: number;
  readonly DateChanged: number;
  readonly UserID: string;
  readonly FirstName: string;
  readonly Surname: string;
  readonly Record: PasswordRow;
}

/** A generic field that a list uses. */
export interface GenericFieldRow {
  /** 1 to 10. */
  readonly Number: number;
  readonly DisplayName: string;
  readonly Type: "Text" | "Password" | "Date Picker" | "Select List";
}

/** What a list is set to: what a new one copies from another list or a template. */
export interface ListSettings {
  readonly AllowExport: boolean;
  readonly PasswordStrengthPolicyID: number;
  readonly PasswordGeneratorID: number;
  readonly ProvideAccessReason: boolean;
  readonly PasswordResetEnabled: boolean;
  readonly OneTimePasswords: boolean;
  readonly GenericFields: readonly GenericFieldRow[];
}

/** A password list; see `docs/products/passwordstate.md#list-shape`. */
export interface PasswordListRow extends ListSettings {
  readonly PasswordListID: number;
  readonly PasswordList: string;
  readonly Description: string;
  readonly ImageFileName: string;
  readonly Guide: string;
  /** The folder or list it lies in; 0 is the root. */
  readonly NestUnderFolderID: number;
  readonly PrivatePasswordList: boolean;
  readonly DisableInheritance: boolean;
  readonly SiteID: number;
}

/** A folder; see `docs/products/passwordstate.md#folder-shape`. */
export interface FolderRow {
  readonly FolderID: number;
  readonly FolderName: string;
  readonly Description: string;
  readonly Guide: string;
  readonly NestUnderFolderID: number;
  /** Whether it pushes its permissions to what lies in it (the advanced model). */
  readonly PropagatePermissions: boolean;
  readonly SiteID: number;
}

/**
 * A place in the navigation tree. Folders and lists take their ids from here, since `NestUnderFolderID` may name either; see
 * `docs/products/passwordstate.md#folders`.
 */
export interface TreeNodeRow {
  readonly NodeID: number;
  readonly Kind: "folder" | "list";
}

/** A template that new lists can copy their settings from; the API only ever names one by its id. */
export interface TemplateRow {
  readonly TemplateID: number;
  readonly Template: string;
  readonly Settings: ListSettings;
}

/** What a generator policy makes passwords of; see `docs/products/passwordstate.md#generator`. */
export interface GeneratorPolicyRow {
  readonly PasswordGeneratorID: number;
  readonly GeneratorName: string;
  readonly minLength: number;
  readonly maxLength: number;
  readonly lowerCaseChars: boolean;
  readonly upperCaseChars: boolean;
  readonly numericChars: boolean;
  readonly specialChars: boolean;
  readonly specialCharsText: string;
}

/** One line of the audit log; see `docs/products/passwordstate.md#audit`. */
export interface AuditRow {
  readonly AuditID: number;
  /** Milliseconds since 1970 UTC. */
  readonly At: number;
  readonly Activity: string;
  /** The name of the key that was used. */
  readonly By: string;
  readonly Address: string;
  readonly PasswordID: number | undefined;
  readonly PasswordListID: number | undefined;
  readonly Reason: string;
}

/** System Settings, as far as the API shows them. One row, number 1. */
export interface SettingsRow {
  readonly SettingsID: number;
  /** Where the API may be called from; everywhere when empty. */
  readonly AllowedIPRanges: readonly string[];
  /** How dates are written: the Default Locale's short date. */
  readonly DateFormat: "d/MM/yyyy" | "dd/MM/yyyy" | "M/d/yyyy" | "d.M.yyyy" | "yyyy-MM-dd";
  readonly Version: string;
  /** How many audit rows are kept. */
  readonly AuditKeep: number;
  /** When the vault was set up, in milliseconds since 1970 UTC: the age of whatever came with it. */
  readonly SetUpAt: number;
}

/** A new password that waits to be put on the host of a managed record; see `docs/products/passwordstate.md#managed-records`. */
export interface ResetRow {
  readonly ResetID: number;
  readonly PasswordID: number;
  readonly NewPassword: string;
}

export const tables = {
  settings: table<SettingsRow>()({ key: "SettingsID" }),
  keys: table<KeyRow>()({
    key: "KeyID",
    unique: { value: (row) => row.Value },
    index: { list: (row) => row.PasswordListID },
  }),
  retiredKeys: table<RetiredKeyRow>()({ key: "Value" }),
  nodes: table<TreeNodeRow>()({ key: "NodeID" }),
  folders: table<FolderRow>()({ key: "FolderID", index: { parent: (row) => row.NestUnderFolderID } }),
  passwordLists: table<PasswordListRow>()({ key: "PasswordListID", index: { parent: (row) => row.NestUnderFolderID } }),
  passwords: table<PasswordRow>()({
    key: "PasswordID",
    // The recycle bin is outside of every list: no call of the API reaches into it.
    index: {
      list: (row) => (row.RecycledAt === undefined ? row.PasswordListID : undefined),
      source: (row) => row.LinkedTo,
    },
  }),
  history: table<HistoryRow>()({ key: "PasswordHistoryID", index: { password: (row) => row.PasswordID } }),
  templates: table<TemplateRow>()({ key: "TemplateID" }),
  resets: table<ResetRow>()({ key: "ResetID", index: { password: (row) => row.PasswordID } }),
  generatorPolicies: table<GeneratorPolicyRow>()({ key: "PasswordGeneratorID" }),
  audit: log<AuditRow>()({ key: "AuditID" }),
};

/** The live tables of a Passwordstate. */
export type PasswordstateState = StateOf<typeof tables>;
