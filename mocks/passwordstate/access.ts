import type { Sandbox } from "../../src/engine/sandbox.ts";
import type { Call, Caller, Request } from "../../src/http/call.ts";
import { readBodyMembers } from "./body.ts";
import { choiceOf, statusOf } from "./choice.ts";
import { nameKey } from "./name-key.ts";
import { readPairs } from "./pairs.ts";
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
  /** How an administrator knows the key. */
  readonly name: string;
  /** The `Reason` header; empty when there is none. */
  readonly reason: string;
  /** Whether the call asks for no audit rows, and gets its way. */
  readonly silent: boolean;
}

/** What every rule decides with: the sandbox, its tables, who calls and what let them in. */
export interface Visit {
  readonly sandbox: Sandbox;
  readonly state: PasswordstateState;
  readonly caller: Caller;
  readonly access: Access;
}

/**
 * Lets a caller in or refuses it, in the order: system-wide ranges, key, the key's own ranges, its kind, its call type
 * (`refusal-order`). See `docs/products/passwordstate.md#authentication`.
 */
export function enter(state: PasswordstateState, call: Call, parameters: Parameters, door: Door): Access {
  const { caller, request, sandbox } = call;
  checkAddress(sandbox, caller, state.settings.get(1)?.AllowedIPRanges ?? [], "the system's allowed IP ranges");
  const value = takeKey(call, parameters);
  if (value === undefined) {
    const why = "the request carries no key: not as APIKey header, nor in the query, nor in the body";
    throw new PasswordstateRefusal(statusOf(sandbox, "wrong-key-status"), "No API Key was specified.", why);
  }
  const key = state.keys.find("value", value) ?? refuseUnknownKey(sandbox, state, value);
  const name = nameKey(state, key);
  caller.credential = name;
  checkAddress(sandbox, caller, key.AllowedIPRanges, `the allowed IP ranges of key '${name}'`);
  if (!door.kinds.includes(key.Kind)) {
    const why = `key '${name}' is of kind '${key.Kind}', this call takes '${door.kinds.join("' or '")}'`;
    const phrase = "The API Key is not allowed to make this call.";
    throw new PasswordstateRefusal(statusOf(sandbox, "wrong-key-kind-status"), phrase, why);
  }
  if (key.Kind === "Password List" && !key.CallTypes.includes(door.callType)) {
    const why = `'${name}' may ${key.CallTypes.join(", ") || "nothing"}, not ${door.callType}`;
    const phrase = "The API Key of this Password List does not allow this type of call.";
    throw new PasswordstateRefusal(statusOf(sandbox, "denied-call-type"), phrase, why);
  }
  const silent = parameters.size > 0 && preventsAuditing(sandbox, parameters);
  return { key, name, reason: headerText(request.headers.reason), silent };
}

/**
 * Refuses a caller whose body cannot be read as far as one can without it: by its address, and by the key in header or query if
 * there is one. So a broken body is no way around a closed door.
 */
export function enterWithoutBody(state: PasswordstateState, call: Call, door: Door): void {
  const parameters = readQuery(call.request);
  if (headerText(call.request.headers.apikey) === "" && !parameters.has("apikey")) {
    const ranges = state.settings.get(1)?.AllowedIPRanges ?? [];
    checkAddress(call.sandbox, call.caller, ranges, "the system's allowed IP ranges");
  } else enter(state, call, parameters, door);
}

/** Whether a key reaches a list: its own, or for a system key every list that is shared. */
export function reachesList(key: KeyRow, list: PasswordListRow): boolean {
  if (key.PasswordListID !== undefined) return key.PasswordListID === list.PasswordListID;
  return !list.PrivatePasswordList;
}

/** The status for a list that a key does not reach, or for what lies in it. */
export function unreachedStatus({ sandbox, access }: Visit) {
  return statusOf(sandbox, access.key.PasswordListID === undefined ? "private-list" : "foreign-record");
}

/** Refuses a call that gives no reason for a list that demands one; see `docs/products/passwordstate.md#reason-header`. */
export function demandReason(access: Access, list: PasswordListRow): void {
  if (!list.ProvideAccessReason || access.reason !== "") return;
  const phrase = `PasswordListID '${list.PasswordListID}' is configured so the Reason Header Attribute is mandatory, but it has not been specified.`;
  throw new PasswordstateRefusal(401, phrase, `list '${list.PasswordList}' demands a Reason header and there is none`);
}

function takeKey({ caller, request, sandbox }: Call, parameters: Parameters): string | undefined {
  const header = headerText(request.headers.apikey);
  if (header !== "") {
    caller.carrier = "header";
    return header;
  }
  if (parameters.size === 0 && request.body.length === 0) return undefined;
  const query = readQuery(request);
  const inQuery = textOrNothing(query.get("apikey"));
  if (inQuery !== undefined && choiceOf(sandbox, "key-in-query") === "accepted") {
    caller.carrier = "query";
    return inQuery;
  }
  const bodyIsApart = query.has("apikey") || request.method === "GET";
  const inBody = textOrNothing((bodyIsApart ? readBody(request) : parameters).get("apikey"));
  if (inBody !== undefined) caller.carrier = "body";
  return inBody;
}

/** A body's members; none when it cannot be read, which on a GET is nobody's concern. */
function readBody(request: Request): Parameters {
  const members = new Map<string, unknown>();
  try {
    readBodyMembers(request, members);
  } catch (error) {
    if (!(error instanceof PasswordstateRefusal)) throw error;
  }
  return members;
}

function readQuery(request: Request): Parameters {
  const pairs = new Map<string, unknown>();
  readPairs(request.query, pairs);
  return pairs;
}

function textOrNothing(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function preventsAuditing(sandbox: Sandbox, parameters: Parameters): boolean {
  const said = parameters.get("preventauditing");
  const wanted = said === true || (typeof said === "string" && /^(?:true|1)$/i.test(said));
  return wanted && choiceOf(sandbox, "audit-overrule") === "no";
}

function headerText(value: string | string[] | undefined): string {
  if (value === undefined) return "";
  return (typeof value === "string" ? value : value.join(", ")).trim();
}

function refuseUnknownKey(sandbox: Sandbox, state: PasswordstateState, value: string): never {
  const retired = state.retiredKeys.get(value);
  const why = retired
    ? `key '${retired.Name}' was ${retired.How} at ${new Date(retired.At).toISOString()}`
    : `no key of this vault has the value that was sent (${value.length} characters)`;
  throw new PasswordstateRefusal(statusOf(sandbox, "wrong-key-status"), "The API Key is not valid.", why);
}

function checkAddress(sandbox: Sandbox, { address }: Caller, ranges: readonly string[], whose: string): void {
  if (isAddressAllowed(address, ranges)) return;
  const why = `${address} is outside of ${whose}: ${ranges.join(", ")}`;
  const phrase = "The API cannot be called from this address.";
  throw new PasswordstateRefusal(statusOf(sandbox, "ip-refusal"), phrase, why);
}
