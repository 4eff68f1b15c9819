import type { Assumptions } from "../../src/engine/section.ts";

const source = "docs/products/passwordstate.md#open-questions";

/** An open question with its choices; the first is the default, and the only one where there is no switch. */
function question<const Choices extends readonly [string, ...string[]]>(summary: string, ...choices: Choices) {
  return { summary, choices, default: choices[0], source };
}

/** Where no public source says what the product does: what the fake does, and what it can be told to do instead. */
export const assumptions = {
  // Who may call.
  "wrong-key-status": question("The status for a missing or wrong key", "401", "403"),
  "wrong-key-kind-status": question("The status for a key of another kind", "403", "401"),
  "denied-call-type": question("The status for a list key whose call type is off", "403", "401"),
  "ip-refusal": question("The status for a caller outside of the allowed ranges", "403", "401"),
  "foreign-record": question("The status for a record or list of another list's key", "401", "404"),
  "private-list": question("The status for a private list or its records, with the system key", "401", "404"),
  "collection-with-list-key": question("An all-lists query with a list key", "refuse", "narrow"),
  "refusal-order": question(
    "Which refusal wins",
    "system ranges, key, its ranges, its kind, call type, existence, list, reason",
  ),
  "refusal-phrases": question("The texts of refusals that nobody has published", "our own"),
  "key-in-query": question("A key in the query", "accepted", "refused"),
  "key-precedence": question("Which carrier's key counts when they differ", "header, query, body"),
  "api-key-header": question("A header api_key", "not a key"),
  "otp-header": question("The header OTP", "ignored"),
  "user-api": question("/userapi/", "not served"),
  "reason-text": question("What is a reason", "any header text that is not blank"),
  "reason-across-lists": question("A query over lists of which some demand a reason", "leave-out", "refuse"),
  // How requests are read and answered.
  "xml-output": question("A reply in XML", "406", "json"),
  "query-string-writes": question("A write whose members stand in the query", "accepted"),
  "merge-order": question("A member in query and body", "the body wins"),
  "malformed-body": question("The status for a body that cannot be parsed", "400", "500"),
  "missing-member": question("The status for a required member that is missing", "400"),
  "over-long-value": question("The status for a value over its limit or of no use for its type", "400"),
  "non-numeric-id": question("The status for an id in a path that is no number", "404", "400"),
  "bad-percent-encoding": question("Broken percent sequences and stray &", "taken literally"),
  "unnamed-statuses": question("409, 429 and 503", "never sent"),
  // Reading records.
  "missing-query-all": question("The status for GET passwords with neither an id nor QueryAll", "404", "400"),
  "empty-list": question("QueryAll on an empty list", "error", "empty-array"),
  "empty-collection": question("A query over everything with nothing in reach", "error", "empty-array"),
  "excluded-password": question("Password with ExcludePassword", "blank", "absent"),
  "otp-blank": question("OTP of a record; OTPUri is blank text", "null", "blank"),
  "record-tree-path": question("Which queries show TreePath on records", "all-lists", "never"),
  "generic-field-info-since": question("When GenericFieldInfo and OTP are sent", "always"),
  "search-password-value": question("Whether a general search sees passwords", "no", "yes"),
  "exact-case": question("Case in a quoted search", "ignored", "matters"),
  "blank-criterion": question("A criterion without a value", "ignored", "only-blank"),
  "history-rows": question("The order of history rows", "newest-first", "oldest-first"),
  "date-time-format": question("The time in DateChanged", "h:mm:ss AM or PM"),
  "no-otp-secret": question("The status for a one-time password of a record without a secret", "404", "400"),
  "check-in-reply": question("The reply of CheckIn", "204", "200"),
  // Writing records.
  "unknown-list": question("The status for a list that does not exist", "404"),
  "unreadable-date": question("A date in another form than the locale's", "refuse", "ignore"),
  "put-list-id": question("PUT with another PasswordListID", "ignore", "refuse"),
  "null-on-update": question("null in a PUT", "keep", "blank"),
  "generate-wins": question("Password and GeneratePassword together", "generated", "given"),
  "duplicate-titles": question("The same title twice in a list", "allowed"),
  "account-types": question("AccountTypeID and AccountType", "both kept as sent"),
  "list-switches": question("AllowExport or PasswordResetEnabled where the list has it off", "without effect"),
  "unused-generic-field": question("A generic field that the list does not use", "store", "ignore"),
  "delete-default": question("Where a record goes when DELETE does not say MoveToRecycleBin", "recycle", "delete"),
  "copy-reply": question("The reply of copy", "object", "array"),
  "move-reply": question("The reply of move", "array", "object"),
  "linked-copy": question("What Link does", "linked", "copied"),
  "reset-queue": question("When a queued reset is done", "when-completed", "at-once"),
  // Lists and folders.
  "list-tree-path": question("Whether a list's TreePath ends with its own name", "with-name", "without-name"),
  "list-settings": question("Members of a list that no call sets", "those of an untouched list"),
  "list-without-permissions": question("The status where permissions of a new list or folder do not fit", "400", "403"),
  "root-permissions": question("Whether a list at the root needs permissions of its own", "needed", "not-needed"),
  "copy-sources": question("Settings copied from a list and a template at once", "the list's"),
  "tree-ids": question("Ids of folders and lists", "one sequence"),
  // The generator.
  "unknown-policy": question("The status for a PasswordGeneratorID that does not exist", "404", "400"),
  "generator-criteria": question("What the criteria mean beyond their names", "our own reading"),
  "generator-pattern": question("What Pattern means", "letters", "refuse"),
  // What is not built.
  "host-by-name": question("GET hosts with a name", "not served"),
  "permission-replies": question("The replies of permission calls", "not served"),
  "other-write-replies": question("The replies of documents, hosts, dependencies and self destruct", "not served"),
  "unread-resources": question("Resources whose pages are out of reach", "not served"),
  // The audit log.
  "audit-row": question("What an audit row holds", "time, activity, key, address, record, list, reason"),
  "audit-writes": question("Whether PreventAuditing covers writes too", "suppressible", "always"),
  "audit-refusals": question("Audit rows for refusals", "none"),
  "audit-overrule": question("Whether the administrator overrules PreventAuditing", "no", "yes"),
} as const satisfies Assumptions;

/** The name of an open question. */
export type AssumptionName = keyof typeof assumptions;
