import type { Sandbox } from "../../src/engine/sandbox.ts";
import { choiceOf } from "./choice.ts";
import { type DateFormat, formatDay } from "./rules/dates.ts";
import { section } from "./section.ts";
import type { PasswordListRow, PasswordRow, PasswordstateState, WebFields } from "./state.ts";

/** What a record's JSON depends on beside the record and its list. */
export interface RecordLook {
  readonly dateFormat: DateFormat;
  /** `blank` and `absent` hide the password (`excluded-password`). */
  readonly password: "shown" | "blank" | "absent";
  /** What `OTP` holds, as JSON text: the code is had by a call of its own (`otp-blank`). */
  readonly otp: "null" | '""';
}

/** How a sandbox writes records that hide nothing, unless somebody chose otherwise: made once, since every read needs one. */
const PLAIN_LOOKS: Readonly<Record<DateFormat, RecordLook>> = {
  "d/MM/yyyy": { dateFormat: "d/MM/yyyy", password: "shown", otp: "null" },
  "dd/MM/yyyy": { dateFormat: "dd/MM/yyyy", password: "shown", otp: "null" },
  "M/d/yyyy": { dateFormat: "M/d/yyyy", password: "shown", otp: "null" },
  "d.M.yyyy": { dateFormat: "d.M.yyyy", password: "shown", otp: "null" },
  "yyyy-MM-dd": { dateFormat: "yyyy-MM-dd", password: "shown", otp: "null" },
};

/** How records are written for a call that may have asked for `ExcludePassword`. */
export function lookOf(
  { sandbox, state }: { readonly sandbox: Sandbox; readonly state: PasswordstateState },
  excludePassword: boolean | null | undefined,
): RecordLook {
  const plain = PLAIN_LOOKS[state.settings.get(1)?.DateFormat ?? "yyyy-MM-dd"];
  if (!excludePassword && sandbox.store.settings.assumptions[section.name] === undefined) return plain;
  return {
    dateFormat: plain.dateFormat,
    password: excludePassword ? choiceOf(sandbox, "excluded-password") : "shown",
    otp: choiceOf(sandbox, "otp-blank") === "null" ? "null" : '""',
  };
}

/**
 * A record as build 9866 of version 9.8 writes it, as JSON text: every member, in its order, with its casing. Written by hand, since
 * this is what clients ask for most and most of it is the same each time. See `docs/products/passwordstate.md#record-shape`.
 */
export function recordText(row: PasswordRow, list: PasswordListRow, look: RecordLook, treePath?: string): string {
  // A text here and a number in a list: the product is of two minds.
  return (
    `{"PasswordListID":"${row.PasswordListID}","PasswordList":${quote(list.PasswordList)}` +
    (treePath === undefined ? "" : `,"TreePath":${quote(treePath)}`) +
    `,"PasswordID":${row.PasswordID},"Title":${quote(row.Title)},"Domain":${quote(row.Domain)}` +
    `,"HostName":${quote(row.HostName)},"UserName":${quote(row.UserName)},"Description":${quote(row.Description)}` +
    `${genericFields(row.GenericField)},"GenericFieldInfo":${genericFieldInfo(row, list)}` +
    `,"AccountTypeID":${row.AccountTypeID},"Notes":${quote(row.Notes)},"URL":${quote(row.URL)}` +
    (look.password === "absent" ? "" : `,"Password":${look.password === "blank" ? '""' : quote(row.Password)}`) +
    `,"ExpiryDate":${quote(formatDay(row.ExpiryDate, look.dateFormat))},"AllowExport":${row.AllowExport}` +
    `,"AccountType":${quote(row.AccountType)},"OTP":${look.otp},"OTPUri":${quote(row.OTPUri)}${webFields(row.Web)}}`
  );
}

const BLANK_FIELDS = numberedText("GenericField", "", []);
const BLANK_WEB_FIELDS = numberedText("WebGenericField", "_ID", []);

function genericFields(values: readonly string[]): string {
  return values.length === 0 ? BLANK_FIELDS : numberedText("GenericField", "", values);
}

function webFields({ User, Password, OTP, GenericField }: WebFields): string {
  const fields = GenericField.length === 0 ? BLANK_WEB_FIELDS : numberedText("WebGenericField", "_ID", GenericField);
  return `,"WebUser_ID":${quote(User)},"WebPassword_ID":${quote(Password)},"WebOTP_ID":${quote(OTP)}${fields}`;
}

function genericFieldInfo(row: PasswordRow, list: PasswordListRow): string {
  if (list.GenericFields.length === 0) return "[]";
  const infos = list.GenericFields.map(({ Number: number, DisplayName }) => {
    const value = quote(row.GenericField[number - 1] ?? "");
    return `{"GenericFieldID":"GenericField${number}","DisplayName":${quote(DisplayName)},"Value":${value}}`;
  });
  return `[${infos.join(",")}]`;
}

function numberedText(prefix: string, suffix: string, values: readonly string[]): string {
  let text = "";
  for (let number = 1; number <= 10; number += 1) {
    text += `,"${prefix}${number}${suffix}":${quote(values[number - 1] ?? "")}`;
  }
  return text;
}

/** What a JSON text may have to escape: quotes, backslashes and all that is not printable ASCII. */
const TO_ESCAPE = /["\\]|[^ -~]/;

/** Most members are blank or plain ASCII: a look at a text costs less than half of having it quoted. */
function quote(text: string): string {
  if (text === "") return '""';
  return TO_ESCAPE.test(text) ? JSON.stringify(text) : `"${text}"`;
}
