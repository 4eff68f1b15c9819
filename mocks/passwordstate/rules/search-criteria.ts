import type { Visit } from "../access.ts";
import { choiceOf } from "../choice.ts";
import type { PasswordListRow, PasswordRow } from "../state.ts";
import { PasswordstateRefusal } from "../wire.ts";
import { readDay, readIsoDay } from "./dates.ts";
import type { Matcher } from "./gather-records.ts";
import { matchText } from "./match-text.ts";
import { nameSite } from "./name-site.ts";

type Field = (record: PasswordRow, list: PasswordListRow) => string;

const NUMBERS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

/** The numbers of the generic fields. */
type FieldNumber = (typeof NUMBERS)[number];

/** The criteria that compare a text, and whether a general search looks there too. */
const TEXTS = {
  Title: ({ Title }) => Title,
  ADDomainNetBIOS: ({ Domain }) => Domain,
  Domain: ({ Domain }) => Domain,
  HostName: ({ HostName }) => HostName,
  UserName: ({ UserName }) => UserName,
  AccountType: ({ AccountType }) => AccountType,
  Description: ({ Description }) => Description,
  Notes: ({ Notes }) => Notes,
  URL: ({ URL }) => URL,
  SiteLocation: (_, { SiteID }) => nameSite(SiteID),
  WebUser_ID: ({ Web }) => Web.User,
  WebPassword_ID: ({ Web }) => Web.Password,
  WebOTP_ID: ({ Web }) => Web.OTP,
  ...numbered("GenericField", "", (number) => (record) => record.GenericField[number - 1] ?? ""),
  ...numbered(
    "WebGenericField",
    "_ID",
    (number) =>
      ({ Web }) =>
        Web.GenericField[number - 1] ?? "",
  ),
} satisfies Readonly<Record<string, Field>>;

const NUMERIC = {
  AccountTypeID: ({ AccountTypeID }: PasswordRow) => AccountTypeID,
  SiteID: (_: PasswordRow, { SiteID }: PasswordListRow) => SiteID,
};

/** Where a general search looks beside the generic fields; the product names them. */
const GENERAL = [
  ...["Title", "ADDomainNetBIOS", "HostName", "UserName", "AccountType", "Description", "Notes", "URL", "SiteLocation"],
  ...NUMBERS.map((number) => `GenericField${number}`),
].map((name) => TEXTS[name as keyof typeof TEXTS] as Field);

/** The names of the criteria that compare a text. */
export const TEXT_CRITERIA = Object.keys(TEXTS) as (keyof typeof TEXTS)[];

/** The names of the criteria that compare a number. */
export const NUMBER_CRITERIA = Object.keys(NUMERIC) as (keyof typeof NUMERIC)[];

type TextCriterion = keyof typeof TEXTS | keyof typeof NUMERIC | "search" | "ExpiryDate" | "ExpiryDateRange" | "AndOr";

/** What is searched for; see `docs/products/passwordstate.md#search`. */
export type Criteria = { readonly [Name in TextCriterion]?: string | null | undefined } & {
  readonly PasswordResetEnabled?: boolean | null | undefined;
};

/** What a record must be to be found. Refuses a criterion that cannot be read. */
export function readCriteria(visit: Visit, criteria: Criteria): Matcher {
  const matchers = listMatchers(visit, criteria);
  const [first] = matchers;
  if (!first) return () => true;
  if (matchers.length === 1) return first;
  const combine = (criteria.AndOr || "AND").trim().toUpperCase();
  if (combine === "AND") return (record, list) => matchers.every((matches) => matches(record, list));
  if (combine === "OR") return (record, list) => matchers.some((matches) => matches(record, list));
  throw refuseCriterion("AndOr", "it is neither AND nor OR");
}

function listMatchers(visit: Visit, criteria: Criteria): Matcher[] {
  const keepsBlank = choiceOf(visit.sandbox, "blank-criterion") === "only-blank";
  const matchers: Matcher[] = [];
  const wanted = (name: TextCriterion) => {
    const value = criteria[name] ?? undefined;
    return value === "" && !keepsBlank ? undefined : value;
  };
  const general = wanted("search");
  if (general !== undefined && general !== "") matchers.push(matchAnywhere(visit, general));
  for (const name of TEXT_CRITERIA) {
    const value = wanted(name);
    if (value === undefined) continue;
    const field: Field = TEXTS[name];
    const matches = matchText(visit, value);
    matchers.push((record, list) => matches(field(record, list)));
  }
  for (const name of NUMBER_CRITERIA) {
    const value = criteria[name];
    if (value) matchers.push(matchNumber(name, value));
  }
  const managed = criteria.PasswordResetEnabled ?? undefined;
  if (managed !== undefined) matchers.push((record) => record.PasswordResetEnabled === managed);
  const expiry = wanted("ExpiryDate");
  if (expiry !== undefined) matchers.push(...matchDay(visit, expiry));
  if (criteria.ExpiryDateRange) matchers.push(...matchRange(visit, criteria.ExpiryDateRange));
  return matchers;
}

function matchAnywhere(visit: Visit, wanted: string): Matcher {
  const matches = matchText(visit, wanted);
  const seesPasswords = choiceOf(visit.sandbox, "search-password-value") === "yes";
  return (record, list) =>
    GENERAL.some((field) => matches(field(record, list))) ||
    matches(String(list.SiteID)) ||
    (seesPasswords && matches(record.Password));
}

function matchNumber(name: keyof typeof NUMERIC, text: string): Matcher {
  const number = Number(text.replaceAll('"', ""));
  if (!Number.isInteger(number)) throw refuseCriterion(name, "it is not a whole number");
  const field = NUMERIC[name];
  return (record, list) => field(record, list) === number;
}

function matchDay(visit: Visit, text: string): Matcher[] {
  const format = visit.state.settings.get(1)?.DateFormat ?? "yyyy-MM-dd";
  const unquoted = text.replaceAll('"', "");
  const day = unquoted === "" ? "" : readDay(unquoted, format);
  if (day === undefined) return ignoreOrRefuse(visit, "ExpiryDate", `it is not a date such as ${format}`);
  return [(record) => record.ExpiryDate === day];
}

const COMPARE: Readonly<Record<string, (day: string, limit: string) => boolean>> = {
  "<": (day, limit) => day < limit,
  ">": (day, limit) => day > limit,
  "=": (day, limit) => day === limit,
  "<=": (day, limit) => day <= limit,
  ">=": (day, limit) => day >= limit,
};

/** One or two terms such as `ExpiryDate>=2027-01-01`, with a comma between. A record without a date is in no range. */
function matchRange(visit: Visit, text: string): Matcher[] {
  const terms = text.split(",").map((term) => {
    const [, operator = "", limit = ""] = /^\s*ExpiryDate\s*(<=|>=|<|>|=)\s*(\S+)\s*$/i.exec(term) ?? [];
    return { compare: COMPARE[operator], limit: readIsoDay(limit) };
  });
  const readable = terms.length <= 2 && terms.every(({ compare, limit }) => compare && limit !== undefined);
  if (!readable) {
    const why = "it is not one or two terms such as ExpiryDate>=2027-01-01,ExpiryDate<=2027-06-30";
    return ignoreOrRefuse(visit, "ExpiryDateRange", why);
  }
  return terms.map(
    ({ compare, limit = "" }) =>
      ({ ExpiryDate }) =>
        ExpiryDate !== "" && compare?.(ExpiryDate, limit) === true,
  );
}

function ignoreOrRefuse({ sandbox }: Visit, name: string, why: string): Matcher[] {
  if (choiceOf(sandbox, "unreadable-date") === "ignore") return [];
  throw refuseCriterion(name, why);
}

function refuseCriterion(name: string, why: string): PasswordstateRefusal {
  return new PasswordstateRefusal(400, `The value of '${name}' is not valid.`, `${name}: ${why}`);
}

function numbered<Prefix extends string, Suffix extends string>(
  prefix: Prefix,
  suffix: Suffix,
  make: (number: FieldNumber) => Field,
) {
  const entries = NUMBERS.map((number) => [`${prefix}${number}${suffix}`, make(number)]);
  return Object.fromEntries(entries) as Record<`${Prefix}${FieldNumber}${Suffix}`, Field>;
}
