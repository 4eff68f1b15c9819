import type { PasswordListRow, PasswordRow } from "./state.ts";

/** What a record's JSON depends on beside the record. */
export interface RecordView {
  readonly list: PasswordListRow;
  /** Blank instead of the password (`excluded-password`). */
  readonly excludePassword?: boolean;
  /** Only an all-lists query shows it (`record-tree-path`). */
  readonly treePath?: string;
}

/** A record as build 9866 of version 9.8 writes it: every member, in its order, with its casing; see `docs/products/passwordstate.md#record-shape`. */
export function toRecordJson(row: PasswordRow, { list, excludePassword, treePath }: RecordView) {
  return {
    // A text here and a number in a list: the product is of two minds.
    PasswordListID: String(row.PasswordListID),
    PasswordList: list.PasswordList,
    ...(treePath === undefined ? {} : { TreePath: treePath }),
    PasswordID: row.PasswordID,
    Title: row.Title,
    Domain: row.Domain,
    HostName: row.HostName,
    UserName: row.UserName,
    Description: row.Description,
    ...numbered("GenericField", "", row.GenericField),
    GenericFieldInfo: list.GenericFields.map(({ Number: number, DisplayName }) => ({
      GenericFieldID: `GenericField${number}`,
      DisplayName,
      Value: row.GenericField[number - 1] ?? "",
    })),
    AccountTypeID: row.AccountTypeID,
    Notes: row.Notes,
    URL: row.URL,
    Password: excludePassword ? "" : row.Password,
    ExpiryDate: row.ExpiryDate,
    AllowExport: row.AllowExport,
    AccountType: row.AccountType,
    OTP: null,
    OTPUri: row.OTPUri,
    WebUser_ID: row.Web.User,
    WebPassword_ID: row.Web.Password,
    WebOTP_ID: row.Web.OTP,
    ...numbered("WebGenericField", "_ID", row.Web.GenericField),
  };
}

function numbered(prefix: string, suffix: string, values: readonly string[]): Record<string, string> {
  const members: Record<string, string> = {};
  for (let number = 1; number <= 10; number += 1) members[`${prefix}${number}${suffix}`] = values[number - 1] ?? "";
  return members;
}
