import { z } from "zod";
import { documented, observed } from "../../../src/http/evidence.ts";
import { looseBoolean, looseText, readFlags } from "../loose.ts";
import { operation } from "../operation.ts";
import { recordReply } from "../reply-schemas.ts";
import { readPathId } from "../rules/read-record.ts";
import { NUMBER_CRITERIA, TEXT_CRITERIA } from "../rules/search-criteria.ts";
import { searchRecords } from "../rules/search-records.ts";
import { showRecords } from "../show-records.ts";

const tag = "Search Passwords";
const data = "fixture: passwordstate.lists[].records; records.add; POST passwords";

const parameters = z.object({
  search: looseText("Part of any text of a record but its password; all of one in double quotes.").optional(),
  ...criteria(TEXT_CRITERIA, "Part of it; all of it in double quotes."),
  ...criteria(NUMBER_CRITERIA, "The number itself."),
  PasswordResetEnabled: looseBoolean("Whether it is managed.").optional(),
  ExpiryDate: looseText("A date in the installation's format.").optional(),
  ExpiryDateRange: looseText("ExpiryDate>=2027-01-01,ExpiryDate<=2027-06-30").optional(),
  AndOr: looseText("AND, which is the default: all criteria must match. OR: one is enough.").optional(),
  ExcludePassword: looseBoolean("Whether passwords are left blank.").optional(),
  ...readFlags,
});

/** Records of one list. */
export const searchList = operation({
  id: "passwords.search-list",
  method: "GET",
  path: "/api/searchpasswords/:id",
  tag,
  summary: "Search the passwords of a list",
  evidence: observed("10 clients"),
  source: "docs/products/passwordstate.md#search",
  assumptions: ["exact-case", "blank-criterion", "unreadable-date", "foreign-record", "private-list", "non-numeric-id"],
  data,
  keys: ["System Wide", "Password List"],
  parameters,
  replies: { 200: { description: "", schema: z.array(recordReply) } },
  handle(served) {
    const id = readPathId(served, served.params.id);
    return showRecords(served, searchRecords(served, served.input, id), served.input.ExcludePassword);
  },
});

/** Records of all lists within reach. */
export const searchAllLists = operation({
  id: "passwords.search",
  method: "GET",
  path: "/api/searchpasswords",
  tag,
  summary: "Search the passwords of all shared lists, or with a list's key of that list",
  evidence: documented("client manuals restate the vendor's; 6 clients"),
  source: "docs/products/passwordstate.md#search",
  assumptions: ["exact-case", "blank-criterion", "unreadable-date", "reason-across-lists", "search-password-value"],
  data,
  keys: ["System Wide", "Password List"],
  parameters,
  replies: { 200: { description: "", schema: z.array(recordReply) } },
  handle: (served) => showRecords(served, searchRecords(served, served.input), served.input.ExcludePassword),
});

function criteria<Name extends string>(names: readonly Name[], description: string) {
  const entries = names.map((name) => [name, looseText(description).optional()]);
  return Object.fromEntries(entries) as Record<Name, z.ZodOptional<ReturnType<typeof looseText>>>;
}
