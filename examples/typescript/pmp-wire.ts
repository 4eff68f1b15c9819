// In a project of your own: from "fauxvault/contracts". Only types, so that this file runs with nothing but Node.
import type { Container, ErrorKind } from "../../contracts/port.ts";

/** How the connector introduces itself. */
export const AGENT = { name: "example-pmp", version: "1.0.0" };

/** Why a call failed: a kind for programs and a sentence for people, in which nothing that the vault or the user said is repeated but ids and names. */
export class VaultError extends Error {
  readonly kind: ErrorKind;

  constructor(kind: ErrorKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

/** An account as the list of its resource has it. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** By which access control goes; mostly the same as the id. */
  readonly passwdId: string;
  /** What its password is to this user: `****` where it may be read, else a marker or a file's name. */
  readonly status: string;
}

/** One page of a list. */
export interface Page {
  readonly rows: readonly Fields[];
  /** Of all pages. */
  readonly totalRows: number;
}

/** What the vault says within its envelope. */
interface Said {
  readonly name: string;
  readonly status: string;
  readonly message: string;
  /** Absent where there is nothing to say: an empty list has none. */
  readonly details: unknown;
  readonly totalRows: number;
}

type Fields = Readonly<Record<string, unknown>>;

/** What comes in a password's place, with what it means. */
const MARKERS: Readonly<Record<string, readonly [ErrorKind, string]>> = {
  "[Request]": ["approval-required", "must be requested first"],
  "[Waiting for approval]": ["approval-required", "is requested, but not approved yet"],
  "[Check Out]": ["approval-required", "is granted: check it out first"],
  "[In Use]": ["approval-required", "is checked out by somebody else"],
  "####": ["forbidden", "may be used to log on, but not be viewed"],
  "TICKET ID REQUIRED": ["approval-required", "demands a ticket, and the settings give none"],
  "TICKET ID CORRECT REQUIRED": ["approval-required", "demands a ticket that the vault knows"],
};
const USABLE = ["****", "****[Check In]"];

/** The envelope of an answer; undefined when there is none. */
export function readEnvelope(content: unknown): Said | undefined {
  const operation = isFields(content) ? content.operation : undefined;
  const result = isFields(operation) ? operation.result : undefined;
  if (!isFields(operation) || !isFields(result) || typeof result.status !== "string") return undefined;
  return {
    name: String(operation.name),
    status: result.status,
    message: String(result.message),
    details: operation.Details,
    totalRows: typeof operation.totalRows === "number" ? operation.totalRows : 0,
  };
}

/** What a `Failed` means. The vault's own sentences stay out: nobody knows what they repeat. */
export function judgeFailure({ name, message, details }: Said, what: string): VaultError {
  if (message === "User is not allowed to access from this host") {
    return new VaultError("forbidden", `${what}: the vault takes this key from another host only.`);
  }
  // Unknown, expired, locked, REST switched off: the name tells, as most of the texts are not public.
  if (name === "Authentication") return new VaultError("unauthenticated", `${what}: the vault does not take the key.`);
  if (/^No such/.test(message)) return new VaultError("not-found", `${what} was not found.`);
  if (/already exists/.test(`${message} ${JSON.stringify(details ?? "")}`)) {
    return new VaultError("conflict", `${what}: it is there already.`);
  }
  if (/is mandatory|^Mandatory|^Invalid/.test(message)) {
    return new VaultError("invalid", `${what}: the vault wants something else, or more: a reason, perhaps.`);
  }
  return new VaultError("forbidden", `${what}: the vault refuses it to this user.`);
}

/** The accounts in the answer that shows a resource. */
export function readAccounts(details: unknown): Account[] {
  if (!isFields(details)) throw new VaultError("protocol", "The vault's answer holds no resource.");
  return readRows(details["ACCOUNT LIST"] ?? []).map((row) => ({
    id: readText(row, "ACCOUNT ID"),
    name: readText(row, "ACCOUNT NAME"),
    description: typeof row.ACCOUNT_DESCRIPTION === "string" ? row.ACCOUNT_DESCRIPTION : "",
    passwdId: readText(row, "PASSWDID"),
    status: readText(row, "PASSWORD STATUS"),
  }));
}

export function readResources(rows: readonly Fields[]): Container[] {
  return rows.map((row) => ({ id: readText(row, "RESOURCE ID"), name: readText(row, "RESOURCE NAME") }));
}

/** The rows of a list; one without any has no `Details`. */
export function readRows(details: unknown): readonly Fields[] {
  const rows = details ?? [];
  if (Array.isArray(rows) && rows.every(isFields)) return rows;
  throw new VaultError("protocol", "The vault's answer is not the list that its API promises.");
}

/** A password, and nothing that only stands in its place. */
export function readPassword(details: unknown, id: string): string {
  const value = readText(details, "PASSWORD");
  const marker = Object.hasOwn(MARKERS, value) ? MARKERS[value] : undefined;
  if (!marker) return value;
  const [kind, why] = marker;
  throw new VaultError(kind, `The password of account ${id} ${why}.`);
}

export function readGenerated(details: unknown): string {
  return readText(details, "PASSWORD");
}

export function readStatus(details: unknown): string {
  return readText(details, "STATUS");
}

/** Whether an account holds a file: its status is then the file's name. */
export function isFile({ status }: Account): boolean {
  const plain = status.replace(/\[Check In\]$/, "");
  return !USABLE.includes(plain) && !Object.hasOwn(MARKERS, plain);
}

/** Sees to it that an account was added: an answer can be a `Success` while the account was not. */
export function addedOrThrow(details: unknown, name: string, container: string): void {
  const row = readRows(details).find((one) => Object.hasOwn(one, name));
  const status = readText(row?.[name], "STATUS");
  if (/already exists/.test(status)) {
    throw new VaultError("conflict", `Resource ${container} has an account '${name}' already.`);
  }
  if (!/added successfully/.test(status)) throw new VaultError("forbidden", `Account '${name}' was not added.`);
}

function readText(fields: unknown, member: string): string {
  const value = isFields(fields) ? fields[member] : undefined;
  if (typeof value === "string") return value;
  throw new VaultError("protocol", `The vault's answer has no text as ${member}.`);
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
