import type { Action } from "../action.ts";
import { demand, InputProblem, readInput, readNumber, readText } from "../read-inputs.ts";
import { ABOUT } from "./about-passwordstate.ts";
import { passwordstateAction, readMembers } from "./ask-passwordstate.ts";
import { LIST_ID, RECORD_FIELDS, RECORD_ID, SEARCH_FIELDS } from "./fields.ts";
import { readListMembers } from "./list-members.ts";

type Inputs = Readonly<Record<string, unknown>>;

/** Passwordstate counts expiry in days alone. */
const DAYS_OF_A_MONTH = 30;

const addPassword = passwordstateAction("add_password", ABOUT.addPassword, (inputs) => {
  demand(readText(inputs, "Title"), "Title");
  const PasswordListID = demand(readNumber(inputs, LIST_ID), LIST_ID);
  const body = {
    PasswordListID,
    ...readMembers(inputs, RECORD_FIELDS),
    ...readCreation(inputs),
    ...readExpiry(inputs),
  };
  return { method: "POST", path: "/passwords", body };
});

const addPasswordList = passwordstateAction("add_password_list", ABOUT.addPasswordList, (inputs) => {
  demand(readText(inputs, "Password List Name"), "Password List Name");
  return { method: "POST", path: "/passwordlists", body: readListMembers(inputs) };
});

const updatePassword = passwordstateAction("update_password", ABOUT.updatePassword, (inputs) => {
  const PasswordID = demand(readNumber(inputs, RECORD_ID), RECORD_ID);
  const generated = readInput(inputs, "Password Creation Method") === undefined ? {} : readCreation(inputs);
  return {
    method: "PUT",
    path: "/passwords",
    body: { PasswordID, ...readMembers(inputs, RECORD_FIELDS), ...generated },
  };
});

const getPassword = passwordstateAction("get_password", ABOUT.getPassword, (inputs) => ({
  method: "GET",
  path: `/passwords/${demand(readNumber(inputs, RECORD_ID), RECORD_ID)}`,
}));

const getPasswords = passwordstateAction("get_passwords_in_list", ABOUT.getPasswords, (inputs) => ({
  method: "GET",
  path: `/passwords/${demand(readNumber(inputs, LIST_ID), LIST_ID)}?QueryAll`,
}));

const searchPasswords = passwordstateAction("search_passwords", ABOUT.searchPasswords, (inputs) => {
  const list = readNumber(inputs, LIST_ID);
  const criteria = Object.entries(readMembers(inputs, SEARCH_FIELDS));
  const query = criteria.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&");
  return { method: "GET", path: `/searchpasswords/${list ?? ""}?${query}` };
});

/** A password of one's own, or one that Passwordstate generates. */
function readCreation(inputs: Inputs): Readonly<Record<string, boolean>> {
  const method = readText(inputs, "Password Creation Method")?.trim().toLowerCase() ?? "custom";
  if (method === "generated") return { GeneratePassword: true };
  if (method !== "custom") throw new InputProblem("'Password Creation Method' has to be custom or generated.");
  demand(readText(inputs, "Password"), "Password");
  return {};
}

function readExpiry(inputs: Inputs): Readonly<Record<string, number>> {
  const count = readNumber(inputs, "Add To Expiry Date");
  if (count === undefined) return {};
  const interval = readText(inputs, "Add To Expiry Date Interval")?.trim().toLowerCase() ?? "days";
  if (interval === "days") return { AddDaysToExpiryDate: count };
  if (interval === "months") return { AddDaysToExpiryDate: count * DAYS_OF_A_MONTH };
  throw new InputProblem("'Add To Expiry Date Interval' has to be days or months.");
}

/** The actions of the Passwordstate integration: two are documented, the others are `passwordstate-reads`. */
export const passwordstateActions: readonly Action[] = [
  addPassword,
  addPasswordList,
  updatePassword,
  getPassword,
  getPasswords,
  searchPasswords,
];
