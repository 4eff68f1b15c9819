import { z } from "zod";

const genericFields = numbered("GenericField", "", z.string());
const text = z.string();

/** A record as every call but the all-lists query shows it; see `docs/products/passwordstate.md#record-shape`. */
export const recordReply = z
  .object({
    PasswordListID: text.describe("A number in a text here, a number in a list."),
    PasswordList: text,
    TreePath: text.optional().describe("Only in a query over all lists: the path of the list's folder."),
    PasswordID: z.int(),
    Title: text,
    Domain: text,
    HostName: text,
    UserName: text,
    Description: text,
    ...genericFields,
    GenericFieldInfo: z.array(z.object({ GenericFieldID: text, DisplayName: text, Value: text })),
    AccountTypeID: z.int(),
    Notes: text,
    URL: text,
    Password: text.optional().describe("Blank with ExcludePassword."),
    ExpiryDate: text.describe("A date in the installation's format, or blank."),
    AllowExport: z.boolean(),
    AccountType: text,
    OTP: text.nullable(),
    OTPUri: text,
    WebUser_ID: text,
    WebPassword_ID: text,
    WebOTP_ID: text,
    ...numbered("WebGenericField", "_ID", text),
  })
  .meta({ id: "Password" });

/** What a new password of a managed record is answered with; see `docs/products/passwordstate.md#managed-records`. */
export const resetReply = z
  .object({ PasswordID: z.int(), Status: text, CurrentPassword: text, NewPassword: text })
  .meta({ id: "QueuedReset" });

/** A row of a record's history; see `docs/products/passwordstate.md#history-shape`. */
export const historyReply = z
  .object({
    PasswordHistoryID: z.int(),
    Title: text,
    Domain: text,
    HostName: text,
    UserName: text,
    Description: text,
    ...genericFields,
    AccountTypeID: z.int(),
    Notes: text,
    URL: text,
    Password: text,
    ExpiryDate: text,
    AllowExport: z.boolean(),
    WebUser_ID: text,
    WebPassword_ID: text,
    DateChanged: text.describe("A date in the installation's format, with a time."),
    PasswordList: text,
    UserID: text,
    FirstName: text,
    Surname: text,
    PasswordID: z.int(),
    AccountType: text,
  })
  .meta({ id: "PasswordHistory" });

/** A one-time password; see `docs/products/passwordstate.md#one-time-passwords`. */
export const oneTimePasswordReply = z.object({ OTP: text }).meta({ id: "OneTimePassword" });

/** A list in a reply; see `docs/products/passwordstate.md#list-shape`. */
export const passwordListReply = z
  .object({
    PasswordListID: z.int(),
    PasswordList: z.string(),
    Description: z.string(),
    ImageFileName: z.string(),
    Guide: z.string(),
    AllowExport: z.boolean(),
    PrivatePasswordList: z.boolean(),
    NoApprovers: z.string().describe("A number, as text."),
    DisableNotifications: z.boolean(),
    TimeBasedAccessRequired: z.boolean(),
    PasswordStrengthPolicyID: z.int(),
    PasswordGeneratorID: z.int(),
    CodePage: z.string(),
    PreventPasswordReuse: z.int(),
    AuthenticationType: z.string(),
    AuthenticationPerSession: z.boolean(),
    PreventExpiryDateModification: z.boolean(),
    SetExpiryDate: z.int(),
    ResetExpiryDate: z.int(),
    PreventDragDrop: z.boolean(),
    PreventBadPasswordUse: z.boolean(),
    ProvideAccessReason: z.boolean(),
    TreePath: z.string(),
    TotalPasswords: z.int(),
    GeneratorName: z.string(),
    PolicyName: z.string(),
    PasswordResetEnabled: z.boolean(),
    ForcePasswordGenerator: z.boolean(),
    HidePasswords: z.string().describe("View:Modify:Admin, each True or False."),
    ShowGuide: z.boolean(),
    EnablePasswordResetSchedule: z.boolean(),
    PasswordResetSchedule: z.string(),
    AddToExpiryDate: z.int(),
    AddToExpiryDateInterval: z.string(),
    SiteID: z.int(),
    SiteLocation: z.string(),
    OneTimePasswords: z.boolean(),
    DisableInheritance: z.boolean(),
  })
  .meta({ id: "PasswordList" });

/** A folder in a reply; see `docs/products/passwordstate.md#folder-shape`. */
export const folderReply = z
  .object({
    FolderID: z.int(),
    FolderName: z.string(),
    Description: z.string(),
    TreePath: z.string(),
    SiteID: z.int(),
    SiteLocation: z.string(),
  })
  .meta({ id: "Folder" });

/** Generated passwords in a reply, an array even when there is one; see `docs/products/passwordstate.md#generator`. */
export const generatedReply = z.array(z.object({ Password: z.string() })).meta({ id: "GeneratedPasswords" });

function numbered<Prefix extends string, Suffix extends string>(prefix: Prefix, suffix: Suffix, schema: z.ZodString) {
  type Name = `${Prefix}${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10}${Suffix}`;
  const entries = Array.from({ length: 10 }, (_, at) => [`${prefix}${at + 1}${suffix}`, schema]);
  return Object.fromEntries(entries) as Record<Name, z.ZodString>;
}
