import { type About, type Parameter, parameter } from "../about.ts";
import type { Field } from "./ask-passwordstate.ts";
import { LIST_FIELDS, LIST_ID, RECORD_FIELDS, RECORD_ID, SEARCH_FIELDS } from "./fields.ts";
import { APPLY_TO, PERMISSION_METHODS } from "./list-members.ts";

const INPUT_TYPES = { text: "text", number: "number", flag: "checkbox" } as const;

const record = { PasswordID: 1, Title: "web-01 root", UserName: "root", Password: "********" };
const creation = parameter("Password Creation Method", { options: ["custom", "generated"], default_value: "custom" });

/** What the catalogue says of the Passwordstate actions; see `docs/products/blink.md#passwordstate-actions`. */
export const ABOUT = {
  addPassword: {
    display_name: "Add Password",
    description: "Adds a password to a list",
    parameters: [
      id(LIST_ID),
      ...parametersOf(RECORD_FIELDS, "Title"),
      creation,
      parameter("Add To Expiry Date", { input_type: "number" }),
      parameter("Add To Expiry Date Interval", { options: ["days", "months"], default_value: "days" }),
    ],
    example_output: record,
  },
  addPasswordList: {
    display_name: "Add Password List",
    description: "Adds a password list; takes a System Wide key",
    parameters: [
      ...parametersOf(LIST_FIELDS, "Password List Name"),
      parameter("Permissions"),
      parameter("Apply Permissions", { options: APPLY_TO }),
      parameter("Permissions Method", { options: PERMISSION_METHODS }),
    ],
    example_output: { PasswordListID: 9, PasswordList: "Linux Servers" },
  },
  updatePassword: {
    display_name: "Update Password",
    description: "Changes a password",
    parameters: [id(RECORD_ID), ...parametersOf(RECORD_FIELDS), creation],
    example_output: record,
  },
  getPassword: {
    display_name: "Get Password",
    description: "Reads a password",
    parameters: [id(RECORD_ID)],
    example_output: [record],
  },
  getPasswords: {
    display_name: "Get Passwords In List",
    description: "Reads the passwords of a list",
    parameters: [id(LIST_ID)],
    example_output: [record],
  },
  searchPasswords: {
    display_name: "Search Passwords",
    description: "Finds passwords by what their records say",
    parameters: [...parametersOf(SEARCH_FIELDS), parameter(LIST_ID, { input_type: "number" })],
    example_output: [record],
  },
} as const satisfies Readonly<Record<string, About>>;

function id(name: string): Parameter {
  return parameter(name, { input_type: "number", required: true });
}

function parametersOf(fields: readonly Field[], required?: string): Parameter[] {
  return fields.map(({ input, kind }) => {
    return parameter(input, { input_type: INPUT_TYPES[kind], required: input === required });
  });
}
