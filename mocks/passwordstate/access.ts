import type { Call } from "../../src/http/call.ts";
import type { Parameters } from "./parameters.ts";
import { isAddressAllowed } from "./rules/ip-ranges.ts";
import type { CallType, KeyKind, KeyRow, PasswordListRow, PasswordstateState } from "./state.ts";
import { PasswordstateRefusal } from "./wire.ts";

/** Which keys open an operation: the kinds beside a list's own. */
export interface Door {
  readonly kinds: readonly KeyKind[];
  /** What a list's key must be allowed to do. */
  readonly callType: CallType;
}

/** A caller that was let in. */
export interface Access {
  readonly key: KeyRow;
  /** The `Reason` header; empty when there is none. */
  readonly reason: string;
}

/** How an administrator knows a key: `System Wide`, or the list's name. */
export function nameKey(state: PasswordstateState, key: KeyRow): string {
  if (key.PasswordListID === undefined) return key.Kind;
  return `list key of '${state.passwordLists.get(key.PasswordListID)?.PasswordList ?? key.PasswordListID}'`;
}

/**
 * Lets a caller in or refuses it, in the order: system-wide ranges, key, the key's own ranges, its kind, its call type
 * (`refusal-order`). See `docs/products/passwordstate.md#authentication`.
 */
export function enter(state: PasswordstateState, call: Call, parameters: Parameters, door: Door): Access {
  const { caller, request } = call;
  const settings = state.settings.get(1);
  const value = takeKey(call, parameters);
  if (settings && !isAddressAllowed(caller.address, settings.AllowedIPRanges)) {
    throw refuseAddress(caller.address, "the system's allowed IP ranges", settings.AllowedIPRanges);
  }
  if (value === undefined) {
    throw new PasswordstateRefusal(
      401,
      "No API Key was specified.",
      "the request carries no key: not as APIKey header, nor in the query, nor in the body",
    );
  }
  const key = state.keys.find("value", value) ?? refuseUnknownKey(state, value);
  const name = nameKey(state, key);
  caller.credential = name;
  if (!isAddressAllowed(caller.address, key.AllowedIPRanges)) {
    throw refuseAddress(caller.address, `the allowed IP ranges of key '${name}'`, key.AllowedIPRanges);
  }
  if (!door.kinds.includes(key.Kind)) {
    const wanted = door.kinds.join("' or '");
    throw new PasswordstateRefusal(
      403,
      "The API Key is not allowed to make this call.",
      `key '${name}' is of kind '${key.Kind}', this call takes '${wanted}'`,
    );
  }
  if (key.Kind === "Password List" && !key.CallTypes.includes(door.callType)) {
    const allowed = key.CallTypes.join(", ") || "nothing";
    throw new PasswordstateRefusal(
      403,
      "The API Key of this Password List does not allow this type of call.",
      `'${name}' may ${allowed}, not ${door.callType}`,
    );
  }
  return { key, reason: headerText(request.headers["reason"]) };
}

/** Whether a key reaches a list: its own, or for the system key every list that is shared. */
export function reachesList(key: KeyRow, list: PasswordListRow): boolean {
  if (key.PasswordListID !== undefined) return key.PasswordListID === list.PasswordListID;
  return !list.PrivatePasswordList;
}

/** Refuses a call that gives no reason for a list that demands one; see `docs/products/passwordstate.md#reason-header`. */
export function demandReason(access: Access, list: PasswordListRow): void {
  if (!list.ProvideAccessReason || access.reason !== "") return;
  const phrase = `PasswordListID '${list.PasswordListID}' is configured so the Reason Header Attribute is mandatory, but it has not been specified.`;
  throw new PasswordstateRefusal(401, phrase, `list '${list.PasswordList}' demands a Reason header and there is none`);
}

function takeKey({ caller, request }: Call, parameters: Parameters): string | undefined {
  const header = headerText(request.headers["apikey"]);
  if (header !== "") {
    caller.carrier = "header";
    return header;
  }
  const value = parameters.get("apikey");
  if (typeof value !== "string" || value === "") return undefined;
  caller.carrier = /(?:^|&)apikey=/i.test(request.query) ? "query" : "body";
  return value;
}

function headerText(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value.join(", ") : (value ?? "")).trim();
}

function refuseUnknownKey(state: PasswordstateState, value: string): never {
  const retired = state.retiredKeys.get(value);
  const reason = retired
    ? `key '${retired.Name}' was ${retired.How} at ${new Date(retired.At).toISOString()}`
    : `no key of this vault has the value that was sent (${value.length} characters)`;
  throw new PasswordstateRefusal(401, "The API Key is not valid.", reason);
}

function refuseAddress(address: string, whose: string, ranges: readonly string[]): PasswordstateRefusal {
  return new PasswordstateRefusal(
    403,
    "The API cannot be called from this address.",
    `${address} is outside of ${whose}: ${ranges.join(", ")}`,
  );
}
