import type { Visit } from "../access.ts";
import { choiceOf } from "../choice.ts";
import { toText } from "../loose.ts";
import type { RecordMembers } from "../record-body.ts";
import type { PasswordListRow, PasswordRow } from "../state.ts";
import { PasswordstateRefusal } from "../wire.ts";
import { readDay, readIsoDay } from "./dates.ts";
import { drawPassword } from "./draw-password.ts";
import type { RecordValues } from "./write-record.ts";

/** The members that are kept as they are sent, and the columns they go to. */
const TEXTS = {
  Title: "Title",
  UserName: "UserName",
  Description: "Description",
  ADDomainNetBIOS: "Domain",
  HostName: "HostName",
  AccountType: "AccountType",
  Notes: "Notes",
  URL: "URL",
  OTPUri: "OTPUri",
} as const satisfies Partial<Record<keyof RecordMembers, keyof PasswordRow>>;

/** What a record is to say after a write, its password aside: only what was sent and is not said already. */
export function readValues(
  visit: Visit,
  list: PasswordListRow,
  before: Omit<PasswordRow, "PasswordID">,
  members: RecordMembers,
): RecordValues {
  checkSchedules(members);
  const values: { -readonly [Column in keyof RecordValues]: RecordValues[Column] } = {};
  const texts = textReader(visit);
  for (const [member, column] of Object.entries(TEXTS)) {
    const text = texts(members[member as keyof typeof TEXTS]);
    if (text !== undefined) values[column] = text;
  }
  const expiry = readExpiry(visit, texts(members.ExpiryDate));
  if (expiry !== undefined) values.ExpiryDate = expiry;
  if (typeof members.AccountTypeID === "number") values.AccountTypeID = members.AccountTypeID;
  // A record has these only where its list does (`list-switches`).
  if (typeof members.AllowExport === "boolean") values.AllowExport = members.AllowExport && list.AllowExport;
  if (typeof members.PasswordResetEnabled === "boolean") {
    values.PasswordResetEnabled = members.PasswordResetEnabled && list.PasswordResetEnabled;
  }
  const user = texts(members.WebUser_ID) ?? before.Web.User;
  const password = texts(members.WebPassword_ID) ?? before.Web.Password;
  if (user !== before.Web.User || password !== before.Web.Password) {
    values.Web = { ...before.Web, User: user, Password: password };
  }
  const fields = readGenericFields(visit, list, before.GenericField, members);
  if (fields !== undefined) values.GenericField = fields;
  return values;
}

/**
 * The password that a write sets, if it sets one: sent, or drawn by the list's policy (`generate-wins`). What has no text makes the
 * product fail, see `docs/products/passwordstate.md#record-body`.
 */
export function readPassword(visit: Visit, list: PasswordListRow, members: RecordMembers): string | undefined {
  const { Password: sent, GeneratePassword: generate } = members;
  const text = sent === undefined || sent === null ? undefined : toText(sent);
  if (sent !== undefined && sent !== null && text === undefined) {
    const phrase = "An error occurred while reading the value of 'Password'.";
    throw new PasswordstateRefusal(500, phrase, "Password is an object or an array; the product fails on it");
  }
  if (!generate || (text !== undefined && choiceOf(visit.sandbox, "generate-wins") === "given")) return text;
  return drawPassword(visit, list);
}

/** Null counts as blank only on a PUT, and only where it is told to (`null-on-update`). */
function textReader({ sandbox }: Visit): (value: string | null | undefined) => string | undefined {
  const blanks = choiceOf(sandbox, "null-on-update") === "blank";
  return (value) => (value === null ? (blanks ? "" : undefined) : value);
}

function readExpiry({ sandbox, state }: Visit, text: string | undefined): string | undefined {
  if (text === undefined || text.trim() === "") return text?.trim();
  const format = state.settings.get(1)?.DateFormat ?? "yyyy-MM-dd";
  const day = readDay(text, format);
  if (day !== undefined || choiceOf(sandbox, "unreadable-date") === "ignore") return day;
  throw refuseMember("ExpiryDate", `it is not a date such as ${format}`);
}

function readGenericFields(
  visit: Visit,
  list: PasswordListRow,
  before: readonly string[],
  members: RecordMembers,
): readonly string[] | undefined {
  const texts = textReader(visit);
  const keepsUnused = choiceOf(visit.sandbox, "unused-generic-field") === "store";
  const fields = Array.from({ length: 10 }, (_, at) => before[at] ?? "");
  for (const at of fields.keys()) {
    const name = `GenericField${at + 1}` as "GenericField1";
    const used = list.GenericFields.find((field) => field.Number === at + 1);
    let text = texts(members[name]);
    if (text && used?.Type === "Date Picker") text = readPickedDay(visit, name, text);
    if (text !== undefined && (used || keepsUnused)) fields[at] = text;
    if (members.GenerateGenFieldPassword && used?.Type === "Password") fields[at] = drawPassword(visit, list);
  }
  if (fields.every((value, at) => value === (before[at] ?? ""))) return undefined;
  return fields.slice(0, fields.findLastIndex((value) => value !== "") + 1);
}

function readPickedDay({ sandbox }: Visit, name: string, text: string): string | undefined {
  const day = readIsoDay(text);
  if (day !== undefined || choiceOf(sandbox, "unreadable-date") === "ignore") return day;
  throw refuseMember(name, "the list's field is a date picker, which takes yyyy-mm-dd");
}

/** The rest of the members is checked and not kept: no call of the API shows it. */
function checkSchedules(members: RecordMembers): void {
  for (const name of ["PasswordResetSchedule", "HeartbeatSchedule"] as const) {
    const text = members[name];
    if (text && !/^\s*(?:[01]?\d|2[0-3]):[0-5]\d\s*$/.test(text)) throw refuseMember(name, "it is not a time as HH:MM");
  }
}

function refuseMember(name: string, why: string): PasswordstateRefusal {
  return new PasswordstateRefusal(400, `The value of '${name}' is not valid.`, `${name}: ${why}`);
}
