import type { PasswordRow, WebFields } from "./state.ts";

const NO_FIELDS: readonly string[] = [];
const NO_WEB_FIELDS: WebFields = { User: "", Password: "", OTP: "", GenericField: NO_FIELDS };

/** A record with nothing but its list and title: what every new one starts as. Blank fields are shared, so that many records stay small. */
export function newRecord(listId: number, title: string): Omit<PasswordRow, "PasswordID"> {
  return {
    PasswordListID: listId,
    Title: title,
    Domain: "",
    HostName: "",
    UserName: "",
    Description: "",
    GenericField: NO_FIELDS,
    AccountTypeID: 0,
    AccountType: "",
    Notes: "",
    URL: "",
    Password: "",
    ExpiryDate: "",
    AllowExport: false,
    OTPUri: "",
    Web: NO_WEB_FIELDS,
    PasswordResetEnabled: false,
    LinkedTo: undefined,
    RecycledAt: undefined,
  };
}
