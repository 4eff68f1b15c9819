import { z } from "zod";
import { keyValue } from "../fixture-schema.ts";
import { toApiKeyJson } from "../json/api-key-json.ts";
import { createKey, deleteKey, editKey, listKeys, rotateKey } from "../rules/api-keys.ts";
import { action } from "./action.ts";
import { findKey, findUser, keyName, userName } from "./find.ts";

const source = "docs/products/blink.md#key-rules";
const text = z.string().max(1000);

const list = action({
  id: "keys.list",
  summary: "The table of a user's personal API keys, values included",
  source,
  input: z.strictObject({ user: userName }),
  run: ({ state }, input) => listKeys(state, findUser(state, input.user)).map(toApiKeyJson),
});

const create = action({
  id: "keys.create",
  summary: "Create a personal API key, as New API Key does",
  source,
  input: z.strictObject({ user: userName, name: text, description: text.default(""), value: keyValue.optional() }),
  run: (desk, { user, name, description, value }) =>
    toApiKeyJson(createKey(desk, findUser(desk.state, user), { name, description }, value)),
});

const edit = action({
  id: "keys.edit",
  summary: "Change a personal API key's name or description",
  source,
  input: z.strictObject({ user: userName, key: keyName, name: text.optional(), description: text.optional() }),
  run(desk, input) {
    const user = findUser(desk.state, input.user);
    return toApiKeyJson(editKey(desk, user, findKey(desk.state, user, input.key), input));
  },
});

const rotate = action({
  id: "keys.rotate",
  summary: "Give a user's default key another value",
  source,
  input: z.strictObject({ user: userName, key: keyName.default("default"), value: keyValue.optional() }),
  run(desk, input) {
    const user = findUser(desk.state, input.user);
    return toApiKeyJson(rotateKey(desk, user, findKey(desk.state, user, input.key), input.value));
  },
});

const remove = action({
  id: "keys.delete",
  summary: "Delete a personal API key",
  source,
  input: z.strictObject({ user: userName, key: keyName }),
  run(desk, input) {
    const user = findUser(desk.state, input.user);
    const key = findKey(desk.state, user, input.key);
    deleteKey(desk, user, key);
    return { id: key.id, name: key.name };
  },
});

/** What a user does on the page of personal API keys. */
export const keyActions = [list, create, edit, rotate, remove];
