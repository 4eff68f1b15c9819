import type { Visit } from "../access.ts";
import { nameKey } from "../access.ts";
import { choiceOf } from "../choice.ts";
import { drawId, drawKey } from "../draw.ts";
import { type ApiKeyRow, MOST_KEYS, type RetiredKeyRow } from "../state/keys.ts";
import type { UserRow } from "../state/people.ts";
import type { BlinkState } from "../state.ts";
import { BlinkRefusal, type RefusalStatus } from "../wire.ts";

const LONGEST_NAME = 100;

/** Where keys are kept: on the wire and at the screen alike. */
type KeyRing = Pick<Visit, "sandbox" | "state">;

/** What can be edited of a key. */
export interface KeyText {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
}

/** A user's keys, the default one first. */
export function listKeys(state: BlinkState, user: UserRow): ApiKeyRow[] {
  return state.apiKeys
    .where("user", user.id)
    .sort((a, b) => Number(b.is_default) - Number(a.is_default) || a.seq - b.seq);
}

/** A key of a user's own by its id; another user's is as unknown as one that does not exist. */
export function findKey(state: BlinkState, user: UserRow, id: string): ApiKeyRow {
  const key = state.apiKeys.find("id", id);
  if (key?.user_id === user.id) return key;
  const reason = key ? `the key '${id}' is another user's` : `${user.email} has no key '${id}'`;
  throw new BlinkRefusal(404, "Can not find api key", { reason });
}

/** A new key of a user; the first one is the default. Refuses a sixth, and a bad name. `value` is drawn when absent. */
export function createKey({ sandbox, state }: KeyRing, user: UserRow, text: KeyText, value?: string): ApiKeyRow {
  const failure = "Failed to generate api key";
  const name = readName(text.name ?? "", failure);
  const keys = listKeys(state, user);
  if (keys.length >= MOST_KEYS) {
    const rule = `A user has at most ${MOST_KEYS} API keys at a time: delete one first.`;
    throw new BlinkRefusal(statusOf(choiceOf(sandbox, "key-limit-status")), failure, { rule });
  }
  checkUnique({ sandbox, state }, user, name, failure);
  return state.apiKeys.insert({
    id: drawId(sandbox.chance),
    user_id: user.id,
    name,
    description: text.description ?? "",
    api_key: freshValue({ sandbox, state }, value, failure),
    is_default: keys.length === 0,
    created_at: sandbox.clock.now(),
    last_used: undefined,
  });
}

/** Changes a key's name or description; nothing else of it can be changed. */
export function editKey({ sandbox, state }: KeyRing, user: UserRow, key: ApiKeyRow, text: KeyText): ApiKeyRow {
  const failure = "Failed to update api key";
  const name = text.name === undefined ? key.name : readName(text.name, failure);
  if (name !== key.name) {
    if (key.is_default && choiceOf(sandbox, "default-key-name") === "no") {
      throw new BlinkRefusal(400, failure, { rule: "The default key's name cannot be changed." });
    }
    checkUnique({ sandbox, state }, user, name, failure);
  }
  return state.apiKeys.update(key.seq, { name, description: text.description ?? key.description });
}

/** Deletes a key; calls with it are refused from then on. The last one stays, and the default one while there are others (`delete-default-key`). */
export function deleteKey({ sandbox, state }: KeyRing, user: UserRow, key: ApiKeyRow): void {
  const failure = "Failed to delete api key";
  const others = listKeys(state, user).filter(({ seq }) => seq !== key.seq);
  const [oldest] = others;
  if (!oldest) {
    const rule = "A user has at least one API key at all times: the last one cannot be deleted.";
    throw new BlinkRefusal(statusOf(choiceOf(sandbox, "last-key-status")), failure, { rule });
  }
  if (key.is_default && choiceOf(sandbox, "delete-default-key") === "refused") {
    throw new BlinkRefusal(400, failure, { rule: "The default API key cannot be deleted; it can be rotated." });
  }
  retire({ sandbox, state }, user, key, "deleted");
  state.apiKeys.delete(key.seq);
  if (key.is_default) state.apiKeys.update(oldest.seq, { is_default: true });
}

/** Gives the default key another value; name and id stay. `value` is drawn when absent. */
export function rotateKey({ sandbox, state }: KeyRing, user: UserRow, key: ApiKeyRow, value?: string): ApiKeyRow {
  const failure = "Failed to rotate api key";
  if (!key.is_default) {
    const rule = "Only the default API key can be rotated; delete this one and create another.";
    throw new BlinkRefusal(400, failure, { rule });
  }
  const fresh = freshValue({ sandbox, state }, value, failure);
  retire({ sandbox, state }, user, key, "rotated");
  return state.apiKeys.update(key.seq, {
    api_key: fresh,
    ...(choiceOf(sandbox, "rotation-created-at") === "renewed" ? { created_at: sandbox.clock.now() } : {}),
    ...(choiceOf(sandbox, "rotation-last-used") === "cleared" ? { last_used: undefined } : {}),
  });
}

function readName(given: string, failure: string): string {
  const name = given.trim();
  if (name === "") throw new BlinkRefusal(400, failure, { rule: "An API key needs a name." });
  if (name.length <= LONGEST_NAME) return name;
  throw new BlinkRefusal(400, failure, { rule: `The name of an API key has at most ${LONGEST_NAME} characters.` });
}

/** `key-name-unique`. */
function checkUnique({ sandbox, state }: KeyRing, user: UserRow, name: string, failure: string): void {
  if (choiceOf(sandbox, "key-name-unique") === "no") return;
  if (!listKeys(state, user).some((key) => key.name === name)) return;
  throw new BlinkRefusal(400, failure, { rule: `The name '${name}' is that of another API key of this user.` });
}

/** The value that is given, or one that is drawn. It is in force from now on, so it is retired no more. */
function freshValue({ sandbox, state }: KeyRing, given: string | undefined, failure: string): string {
  const value = given ?? drawKey(sandbox.chance);
  if (state.apiKeys.find("value", value)) {
    throw new BlinkRefusal(400, failure, { rule: "A key in force has that value: no two are the same." });
  }
  state.retiredKeys.delete(value);
  return value;
}

function retire({ sandbox, state }: KeyRing, user: UserRow, key: ApiKeyRow, how: RetiredKeyRow["how"]): void {
  const at = sandbox.clock.now();
  state.retiredKeys.insert({ api_key: key.api_key, key_id: key.id, name: nameKey(user, key), how, at });
}

function statusOf(choice: "400" | "409"): RefusalStatus {
  return choice === "409" ? 409 : 400;
}
