import type { Field } from "./ask-passwordstate.ts";

function fields(kind: Field["kind"], rows: Readonly<Record<string, string>>): Field[] {
  return Object.entries(rows).map(([input, member]) => ({ input, member, kind }));
}

/** The input that says which list. */
export const LIST_ID = "Password List ID";
/** The input that says which record. */
export const RECORD_ID = "Password ID";

/** What a record is written with; see `docs/products/blink.md#passwordstate-actions`. */
export const RECORD_FIELDS: readonly Field[] = [
  ...fields("text", {
    Title: "Title",
    "User Name": "UserName",
    Password: "Password",
    "Active Directory NetBIOS": "ADDomainNetBIOS",
    "Host Name": "HostName",
    "OTP URI": "OTPUri",
    "Password Reset Schedule": "PasswordResetSchedule",
  }),
  ...fields("number", { "Privileged Account ID": "PrivilegedAccountID" }),
  ...fields("flag", {
    "Enable Heartbeat Status Update": "HeartbeatEnabled",
    "Enable Password Reset Schedule": "EnablePasswordResetSchedule",
    "Generate Gen Field Password": "GenerateGenFieldPassword",
    "Password Reset Enabled": "PasswordResetEnabled",
  }),
];

/** What a list is made with; see `docs/products/blink.md#passwordstate-actions`. */
export const LIST_FIELDS: readonly Field[] = [
  ...fields("text", {
    "Password List Name": "PasswordList",
    Description: "Description",
    Guide: "Guide",
    "Apply Permission For Security Group By Name": "ApplyPermissionsForSecurityGroupName",
    "Apply Permissions For User By ID": "ApplyPermissionsForUserID",
  }),
  ...fields("number", {
    "Folder ID": "NestUnderFolderID",
    "Site ID": "SiteID",
    "Apply Permission For Security Group By ID": "ApplyPermissionsForSecurityGroupID",
    "Copy Permissions From Password List By ID": "CopyPermissionsFromPasswordListID",
    "Copy Permissions From Template By ID": "CopyPermissionsFromTemplateID",
    "Copy Settings From Password List By ID": "CopySettingsFromPasswordListID",
    "Copy Settings From Template By ID": "CopySettingsFromTemplateID",
  }),
  ...fields("flag", { "Link To Template": "LinkToTemplate", "Private Password List": "PrivatePasswordList" }),
];

/** What records are searched by (`passwordstate-reads`). */
export const SEARCH_FIELDS: readonly Field[] = fields("text", {
  Search: "search",
  Title: "Title",
  "User Name": "UserName",
  "Host Name": "HostName",
  Description: "Description",
});
