import { type DateFormat, formatDay, formatInstant } from "./rules/dates.ts";
import type { HistoryRow, PasswordstateState } from "./state.ts";

/** A row of a record's history, as v8 was seen to send it, with the members that a newer client also reads; see `docs/products/passwordstate.md#history-shape`. */
export function toHistoryJson(row: HistoryRow, state: PasswordstateState, format: DateFormat) {
  const { Record: then } = row;
  return {
    PasswordHistoryID: row.PasswordHistoryID,
    Title: then.Title,
    Domain: then.Domain,
    HostName: then.HostName,
    UserName: then.UserName,
    Description: then.Description,
    ...genericFields(then.GenericField),
    AccountTypeID: then.AccountTypeID,
    Notes: then.Notes,
    URL: then.URL,
    Password: then.Password,
    ExpiryDate: formatDay(then.ExpiryDate, format),
    AllowExport: then.AllowExport,
    WebUser_ID: then.Web.User,
    WebPassword_ID: then.Web.Password,
    DateChanged: formatInstant(row.DateChanged, format),
    PasswordList: state.passwordLists.get(then.PasswordListID)?.PasswordList ?? "",
    UserID: row.UserID,
    FirstName: row.FirstName,
    Surname: row.Surname,
    PasswordID: row.PasswordID,
    AccountType: then.AccountType,
  };
}

function genericFields(values: readonly string[]): Record<string, string> {
  return Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`GenericField${at + 1}`, values[at] ?? ""]));
}
