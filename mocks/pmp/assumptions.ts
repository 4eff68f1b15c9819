import type { Assumptions } from "../../src/engine/section.ts";

const source = "docs/products/pmp.md#open-questions";

/** An open question with its choices; the first is the default, and the only one where there is no switch. */
function question<const Choices extends readonly [string, ...string[]]>(summary: string, ...choices: Choices) {
  return { summary, choices, default: choices[0], source };
}

/** Where no public source says what the product does: what the fake does, and what it can be told to do instead. Texts are in `texts.ts`. */
export const assumptions = {
  // API users and who is let in.
  "unique-api-user": question("What must be unique of an API user", "username", "username-and-host"),
  "form-refusals": question("What the form refuses, and in which words; the same over REST", "our own words"),
  "host-names": question("How the host name field is read", "one host in PMP, a list with commas in PAM360"),
  "old-key": question("When the old key dies", "at once"),
  "rest-made-key": question("The key of an API user made over REST", "none until generated"),
  "validity-end": question("When a validity date ends", "midnight after that day"),
  "missing-token": question("No token", "refused with a text of ours"),
  "rest-disabled": question("REST is off for the user", "refused with a text of ours"),
  "expired-user": question("The user or its token has expired", "refused with a text of ours"),
  "locked-user": question("The user is locked", "refused with a text of ours"),
  "query-token": question("A token in the query", "accepted", "refused"),
  "app-token": question("Whether an API user's key opens as APP_AUTHTOKEN", "yes", "no"),
  "token-precedence": question("Carriers that differ", "header, query; AUTHTOKEN, APP_AUTHTOKEN"),
  "bearer-elsewhere": question("Authorization: Bearer outside of SCIM", "not a token"),
  "refusal-order": question(
    "Which refusal wins",
    "token, host, REST, lock, expiry, organisation, role, existence, share, access control",
  ),
  "organisation-content": question("What an organisation holds", "one vault for all; orgName picks nothing"),
  "unknown-organisation": question("orgName of no organisation", "ignored without MSP, else refused"),
  "pam360-only-calls": question("Calls that only PAM360 is known for, on PMP", "unknown-path", "served"),
  // How requests are read and answered.
  "failed-status-code": question("statusCode of failures", "40000"),
  "response-headers": question("Headers of replies", "a JSON media type alone"),
  "unknown-path": question("Unknown paths and wrong verbs", "404 and 405 with a page"),
  "harmful-content": question("What trips the security filter", "script tags and javascript:"),
  "read-only-node": question("Whether this is a read-only secondary", "no", "yes"),
  "member-names": question("Casing of members, details outside of groups", "exact; both spellings of Details"),
  "input-data-twice": question("INPUT_DATA in query and body", "the body of POST and PUT, the query of GET"),
  "python-none": question("None and null", "not given"),
  "invalid-input": question("Input that cannot be used", "Failed with a text of ours"),
  "server-zone": question("The zone of times", "the fixture's, else UTC"),
  "unseen-messages": question("Names and messages that no source shows", "our own, in the document's table"),
  "unseen-members": question("Members that no source shows", "our own, in the document's table"),
  // What is there and who may have it.
  "not-found": question("An id or name that does not exist", "Failed with No such … found"),
  "not-shared": question("A thing that exists, but not for the caller", "refuse", "as-missing"),
  "not-permitted": question("The role does not allow it", "Failed with a text of ours"),
  "unknown-names": question("Names of types, owners, roles, policies that do not exist", "invalid-input"),
  "share-levels": question("Several shares of one thing", "the highest counts"),
  "custom-role-operations": question("Names of single operations", "rows of the role matrix"),
  "audit-roles": question("Whether Password Administrators read the audit", "no", "yes"),
  "generate-roles": question("Whether Password Users and Auditors generate", "yes", "no"),
  "granting-roles": question("Who makes administrators, and changes access scopes", "administrator types alone"),
  "delete-user": question("Deleting a user who owns resources, deleting or locking oneself", "refused"),
  // Resources and accounts.
  "edited-resource-name": question("The gap in Resource  modified successfully.", "empty", "the name as sent"),
  "resource-exists": question("A resource that exists", "Resource already exists"),
  "duplicate-account": question("Accounts that exist already", "the others are added"),
  "start-index": question("Whether lists begin at 0 or 1", "0", "1"),
  listing: question("Case, columns and views of lists", "our own reading"),
  "name-case": question("Case of names", "exact"),
  "delete-cascade": question("What goes with a resource or account", "accounts, shares, requests, membership"),
  "empty-account-list": question("No accounts, or none that match", "an empty array", "an empty text"),
  "passwd-id": question("Whether ACCOUNT ID and PASSWDID are equal", "equal unless a fixture says otherwise"),
  "id-sequence": question("Where ids begin", "1, one sequence for each kind"),
  "custom-fields": question("A custom field without a value, and a file kept back", "blank", "dash"),
  "file-upload": question("How a file comes in", "fixture and administrator's actions"),
  // Passwords and access control.
  "help-desk-codes": question("Codes of validateHelpDeskID", "0, 1 no ticket, 2 wrong, 3 no reason"),
  ticketing: question("A wrong ticket", "marker", "failed"),
  "missing-reason": question("A read without a mandatory reason", "Failed with a text of ours"),
  "password-markers": question("Which markers come back as PASSWORD", "all but those that may be read"),
  "change-under-control": question("Changing a password under access control", "only who holds it"),
  "remote-reset": question("REMOTE without a target", "as if the target agreed"),
  "policy-rules": question("Rules of the built-in policies", "our own"),
  "policy-violation": question("A password that breaks its policy", "stored", "refused"),
  "expiry-status": question("Values beside Valid", "Expired"),
  "access-times": question("How long requests wait and check-outs last", "24 hours and 2 hours"),
  "workflow-replies": question("Requests in another state", "Failed, nothing changed"),
  approvers: question("Who approves when nobody is designated", "owner and administrator types who see it"),
  "unserved-paths": question("REST paths of the rest of the workflow", "not served"),
  "guessed-paths": question("Paths of validation and of groups, criteria of dynamic ones", "our own"),
  "regenerate-reply": question("The status of a renewal", "true", "Success"),
  // The rest.
  "audit-listing": question("Order of the audit, by default Resource, TODAY, 25 rows", "oldest first", "newest first"),
  "audit-texts": question("Operation Type and Client Type", "our own"),
  "audit-refusals": question("Audit rows for refusals", "none"),
  pki: question("Rows, names and messages of PKI", "our own"),
  "authentication-mode": question("Values of GET_AUTHENTICATION_MODE", "local login only"),
  "native-login": question("Wrong passwords, second factors, sessions", "one-time codes, 30 minutes without a call"),
  "native-with-key": question("Whether an API user's key opens the native API", "yes", "no"),
  "native-replies": question("Names in native replies", "those of REST, else the OPERATION_NAME"),
  "xml-rpc": question("XML-RPC", "not served yet"),
  "ssh-cli": question("SSH CLI", "not served yet"),
} as const satisfies Assumptions;

/** The name of an open question. */
export type AssumptionName = keyof typeof assumptions;
