import { distance } from "fastest-levenshtein";
import { TEXTS } from "./texts.ts";

/** The operations whose name and message can be replaced, by their ids and, of the native API, by their `OPERATION_NAME`. */
export const NAMED_OPERATIONS: readonly string[] = [
  ...spell("resources", "list id types urls create edit delete account-details groups share remote-reset"),
  ...spell("accounts", "list get ids ids-by-path totp add edit delete file validate-ticket share"),
  ...spell("passwords", "get change generate validate"),
  ...spell("access", "request requests"),
  ...spell("resource-groups", "list create edit delete associate dissociate share"),
  ...spell("users", "create delete id group-id lock unlock regenerate-token"),
  ...spell("audit", "list"),
  ...spell(
    "native",
    "auth first-factor second-factor GET_AUTHENTICATION_MODE GET_SECONDAUTHENTICATION_STATUS LOGOUT_USER",
  ),
  ...spell("native", "GET_RESOURCES GET_RESOURCEACCOUNTLIST GET_ACCOUNTATTRIBUTES GET_PASSWORD DOWNLOAD_CERTIFICATE"),
  ...spell("native", "SET_FAVOURITEPASSWORD REMOVE_FAVOURITEPASSWORD GET_RESOURCETYPES GET_SEARCHCOLUMNS"),
  ...spell("native", "GET_RESOURCEGROUPS GET_GROUPRESOURCES GET_PASSWORDREQUEST REQUEST_PASSWORD REQUEST_CHECKOUT"),
  ...spell(
    "native",
    "REQUEST_CHECKIN ADMIN_REQUEST_APPROVE ADMIN_REQUEST_REJECT ADMIN_REQUEST_CHECKIN ADD_OFFLINEAUDIT",
  ),
  ...spell("pki", "ssh-keys ssh-key export-ssh-key users certificates certificate key-store passphrase details"),
];

const KNOWN: ReadonlySet<string> = new Set([
  ...Object.keys(TEXTS),
  ...NAMED_OPERATIONS.flatMap((id) => [`${id}.name`, `${id}.message`]),
]);

/** What is wrong with the name of a text of ours, with the nearest that there are; undefined when there is such a text. */
export function describeUnknownText(name: string): string | undefined {
  if (KNOWN.has(name)) return undefined;
  const asked = name.toLowerCase().slice(0, 100);
  const nearest = [...KNOWN]
    .map((known) => ({ known, far: distance(asked, known.toLowerCase()) }))
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
    .map(({ known }) => known);
  return `There is no text '${name}' to replace; the nearest are ${nearest.join(", ")}.`;
}

function spell(family: string, operations: string): string[] {
  return operations.split(" ").map((operation) => `${family}.${operation}`);
}
