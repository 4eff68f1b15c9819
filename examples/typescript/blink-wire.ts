// In a project of your own: from "fauxvault/contracts". Only types, so that this file runs with nothing but Node.
import type { Container, ErrorKind, NewAccessKey, Run, RunState, SecretSummary } from "../../contracts/port.ts";

/** How the connector introduces itself. */
export const AGENT = { name: "example-blink", version: "1.0.0" };

/** Why a call failed: a kind for programs and a sentence for people, in which nothing that the vault or the user said is repeated but ids and names. */
export class VaultError extends Error {
  readonly kind: ErrorKind;

  constructor(kind: ErrorKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

/** A page of a list. */
export interface Page {
  readonly rows: readonly Fields[];
  /** Of all pages. */
  readonly total: number;
}

/** How far a run has come. */
export interface Progress {
  readonly id: string;
  readonly workflow: string;
  readonly state: RunState;
  /** Why it failed; empty when it did not. */
  readonly error: string;
}

export type Fields = Readonly<Record<string, unknown>>;

/** The states of executions, by Blink's words for them. */
export const STATES: Readonly<Record<string, RunState>> = {
  Pending: "pending",
  Running: "running",
  Completed: "completed",
  Failed: "failed",
  Cancelled: "cancelled",
  Timeout: "timed-out",
  Skipped: "skipped",
  Paused: "paused",
};

/** What a refusal means. The vault's own sentences stay out: nobody knows what they repeat. */
export function judgeRefusal(status: number, content: unknown, what: string): VaultError {
  if (status === 401) return new VaultError("unauthenticated", `${what}: Blink does not take the key (401).`);
  if (status === 403)
    return new VaultError("forbidden", `${what}: the role of the key's user does not allow it (403).`);
  if (status === 404 && isMissing(content)) return new VaultError("not-found", `${what} was not found.`);
  if (status === 408) return new VaultError("timeout", `${what} did not end in the time that was given (408).`);
  if (status === 409) return new VaultError("conflict", `${what}: it is there already, or there are too many (409).`);
  if (status === 429) return new VaultError("rate-limited", `${what}: Blink asks for patience (429).`);
  if (status === 400) return new VaultError("invalid", `${what}: Blink refuses it, or the run has failed (400).`);
  if (status >= 500) return new VaultError("unavailable", `${what}: Blink is in trouble (${status}).`);
  return new VaultError("protocol", `${what}: no Blink answers like this (${status}).`);
}

/** Whether a 404 is Blink's word for something that is not there; an unknown path has another. */
function isMissing(content: unknown): boolean {
  return isFields(content) && typeof content.message === "string" && /^Can ?not find /.test(content.message);
}

export function readPage(content: unknown): Page {
  if (!isFields(content) || typeof content.total !== "number") throw strange("no list");
  return { rows: readRows(content.results), total: content.total };
}

/** The rows of a list that comes without pages. */
export function readRows(content: unknown): readonly Fields[] {
  if (Array.isArray(content) && content.every(isFields)) return content;
  throw strange("no rows");
}

export function readWorkspaces(content: unknown): Container[] {
  if (!isFields(content)) throw strange("no workspaces");
  return Object.entries(content).map(([id, one]) => ({ id, name: readText(one, "name") }));
}

export function readWorkflow(content: unknown, container: string): SecretSummary {
  const description = isFields(content) && typeof content.desc === "string" ? content.desc : "";
  return { id: readText(content, "id"), name: readText(content, "name"), container, description };
}

/** The outputs of a run, by name. */
export function readOutputs(content: unknown): Run["outputs"] {
  if (isFields(content)) return content;
  throw strange("no outputs");
}

/** The secret among the outputs: by agreement, the one that is named `value`. */
export function readValue(outputs: Fields, id: string): string {
  if (typeof outputs.value === "string") return outputs.value;
  throw new VaultError("protocol", `Workflow ${id} has no text as its output 'value'.`);
}

export function readProgress(content: unknown): Progress {
  const state = STATES[readText(content, "state")];
  if (state === undefined) throw strange("a state that nobody knows");
  const details = isFields(content) && isFields(content.error_details) ? content.error_details : {};
  const error = typeof details.message === "string" ? details.message : "";
  return { id: readText(content, "id"), workflow: readText(content, "playbook_id"), state, error };
}

/** Whether a run has come to an end, whichever. */
export function hasEnded(state: RunState): state is Run["state"] {
  return state !== "pending" && state !== "running";
}

export function readKey(content: unknown): NewAccessKey {
  const isDefault = isFields(content) && content.is_default === true;
  const about = { id: readText(content, "id"), name: readText(content, "name"), isDefault };
  return { ...about, value: readText(content, "api_key") };
}

export function readText(fields: unknown, member: string): string {
  const value = isFields(fields) ? fields[member] : undefined;
  if (typeof value === "string") return value;
  throw strange(`no text as ${member}`);
}

function strange(what: string): VaultError {
  return new VaultError("protocol", `Blink's answer has ${what}.`);
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
