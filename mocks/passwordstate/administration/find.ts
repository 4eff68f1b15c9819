import { z } from "zod";
import { EngineError } from "../../../src/engine/engine-error.ts";
import { nameKey } from "../name-key.ts";
import { SYSTEM_KEYS } from "../plant.ts";
import type { KeyKind, KeyRow, PasswordListRow, PasswordRow, PasswordstateState } from "../state.ts";

const MOST_NAMED = 20;

/** How an action names a list. */
export const listName = z.union([z.int(), z.string()]).describe("A list's id or name.");

/** How an action names a key. */
export const keyName = z
  .union([z.int(), z.string()])
  .describe("A kind, such as System Wide or systemWide; for a list's key the list's id or name.");

/** Whose key is meant: a kind's, or a list's. */
export interface KeyOwner {
  readonly kind: KeyKind;
  readonly list: PasswordListRow | undefined;
}

/** The list of an id or a name; refused when there is none, or when two have the name. */
export function findList(state: PasswordstateState, name: number | string): PasswordListRow {
  const found = listsNamed(state, name);
  const [list] = found;
  if (list && found.length === 1) return list;
  if (list) {
    const ids = found.map(({ PasswordListID }) => PasswordListID).join(", ");
    throw new EngineError(`More than one list is named '${name}': ${ids}. Name it by its id.`);
  }
  throw new EngineError(`There is no list '${name}'. There are: ${nameLists(state)}.`);
}

/** Whose key a name means; refused when it is no kind and no list. */
export function findOwner(state: PasswordstateState, name: number | string): KeyOwner {
  const plain = plainName(String(name));
  const kinds = Object.entries(SYSTEM_KEYS);
  const kind = kinds.find(([short, long]) => plainName(short) === plain || plainName(long) === plain)?.[1];
  if (kind) return { kind, list: undefined };
  if (listsNamed(state, name).length > 0) return { kind: "Password List", list: findList(state, name) };
  const known = kinds.map(([, long]) => long).join(", ");
  throw new EngineError(`There is no key of '${name}'. Kinds: ${known}. Lists: ${nameLists(state)}.`);
}

/** The key in force of an owner, if it has one. */
export function keyOf(state: PasswordstateState, { kind, list }: KeyOwner): KeyRow | undefined {
  if (list) return state.keys.where("list", list.PasswordListID)[0];
  return [...state.keys.all()].find((key) => key.Kind === kind);
}

/** The key in force that a name means; refused when there is none. */
export function findKey(state: PasswordstateState, name: number | string): KeyRow {
  const key = keyOf(state, findOwner(state, name));
  if (key) return key;
  const known = [...state.keys.all()].slice(0, MOST_NAMED).map((one) => nameKey(state, one));
  throw new EngineError(
    `'${name}' has no key; keys.create gives it one. Keys in force: ${known.join(", ") || "none"}.`,
  );
}

/** The record of an id, outside of the recycle bin. */
export function findRecord(state: PasswordstateState, id: number): PasswordRow {
  const record = state.passwords.get(id);
  if (record && record.RecycledAt === undefined) return record;
  const known: number[] = [];
  for (const { PasswordID, RecycledAt } of state.passwords.all()) {
    if (RecycledAt === undefined) known.push(PasswordID);
    if (known.length === MOST_NAMED) break;
  }
  const where = record ? "It is in the recycle bin." : `There are: ${known.join(", ") || "none"}.`;
  throw new EngineError(`There is no record ${id}. ${where}`);
}

function listsNamed(state: PasswordstateState, name: number | string): PasswordListRow[] {
  const byId = /^\d+$/.test(String(name)) ? state.passwordLists.get(Number(name)) : undefined;
  return byId ? [byId] : [...state.passwordLists.all()].filter(({ PasswordList }) => PasswordList === name);
}

function nameLists(state: PasswordstateState): string {
  const all = [...state.passwordLists.all()];
  const named = all.slice(0, MOST_NAMED).map(({ PasswordListID, PasswordList }) => `${PasswordListID} ${PasswordList}`);
  return named.join(", ") || "none";
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, "");
}
