import type { PmpState } from "./state.ts";

/**
 * The texts that we chose where no public source shows the product's: each can be replaced in a fixture (`texts`) and by an
 * administrator's action. Those of an operation go by its id, and of a native call by its `OPERATION_NAME`: `resources.delete.name`,
 * `native.GET_PASSWORD.message`; `text-names.ts` has them all. See `docs/products/pmp.md#open-questions`.
 */
export const TEXTS = {
  "missing-token": "API key is not received. Authentication failed.",
  "rest-disabled": "REST API access is not enabled for this user. Authentication failed.",
  "expired-user": "User account or API key has expired. Authentication failed.",
  "locked-user": "User account is locked. Authentication failed.",
  "query-token": "API key is not accepted in the URL. Authentication failed.",
  "unknown-organisation": "Organization not found.",
  "not-permitted": "You are not authorized to perform this operation",
  "not-shared": "You do not have access to this resource",
  "no-resource": "No such resource found",
  "no-account": "No such account found",
  "no-user": "No such user found",
  "no-group": "No such group found",
  "invalid-input": "Invalid input data",
  "missing-member": "Mandatory field <NAME> is missing",
  "invalid-value": "Invalid value for <NAME>",
  "missing-reason": "Reason is mandatory to retrieve the password",
  "remote-reset": "Remote password reset failed",
  "policy-violation": "Password does not comply with the policy",
  "no-totp": "TOTP is not configured for this account",
  "no-access-control": "Access control is not enabled for this account",
  "wrong-request-state": "Password request is not in this state",
  "user-not-deleted": "User cannot be deleted",
  "user-not-locked": "User cannot be locked",
  "user-exists": "User already exists",
  "native-login": "Invalid username or password",
  "ticket-wrong": "Invalid ticket id",
  "no-ssh-key": "No such SSH key found",
  "no-certificate": "No such certificate found",
  "no-key-store": "No key store is available for this certificate",
  "no-file": "No file is available for this account",
} as const;

/** The name of a text of ours. */
export type TextName = keyof typeof TEXTS;

/** A text as this sandbox has it. */
export function textOf(state: PmpState, name: TextName): string {
  return state.settings.get(1)?.Texts[name] ?? TEXTS[name];
}

/** What an operation of ours is called or says, as this sandbox has it. */
export function operationText(state: PmpState, key: string, usual: string): string {
  return state.settings.get(1)?.Texts[key] ?? usual;
}
