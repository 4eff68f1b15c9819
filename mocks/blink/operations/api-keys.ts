import { z } from "zod";
import { assumed } from "../../../src/http/evidence.ts";
import type { Operation } from "../../../src/http/operation.ts";
import { choiceOf } from "../choice.ts";
import { toApiKeyJson } from "../json/api-key-json.ts";
import { operation, type Served } from "../operation.ts";
import { apiKeyReply } from "../reply-schemas.ts";
import { createKey, deleteKey, editKey, findKey, listKeys, rotateKey } from "../rules/api-keys.ts";
import { BlinkRefusal, json } from "../wire.ts";

const tag = "API keys";
const source = "docs/products/blink.md#key-endpoints";
const evidence = assumed("the rules are the vendor's; paths and bodies are ours");
const data = "fixture: blink.users[].keys; keys.create; POST apikey";
const EDITABLE = ["name", "description"];

const list = operation({
  id: "api-keys.list",
  method: "GET",
  path: "/apikey",
  tag,
  summary: "List one's own personal API keys, values included",
  evidence,
  source,
  data,
  assumptions: ["key-endpoints", "last-used-refused"],
  failure: "Failed to list api keys",
  replies: { 200: { description: "The default key first.", schema: z.array(apiKeyReply) } },
  handle: ({ state, access }) => json(200, listKeys(state, access.user).map(toApiKeyJson)),
});

const get = operation({
  id: "api-keys.get",
  method: "GET",
  path: "/apikey/:id",
  tag,
  summary: "Read one of one's own personal API keys, value included",
  evidence,
  source,
  data,
  assumptions: ["key-endpoints"],
  failure: "Failed to list api keys",
  replies: { 200: { description: "The key.", schema: apiKeyReply } },
  handle: (served) => json(200, toApiKeyJson(ownKey(served))),
});

const create = operation({
  id: "api-keys.create",
  method: "POST",
  path: "/apikey",
  tag,
  summary: "Create a personal API key",
  evidence,
  source,
  data,
  assumptions: ["key-endpoints", "key-limit-status", "key-format", "key-name-length", "key-name-unique"],
  failure: "Failed to generate api key",
  input: z.object({
    name: z.string().nullish().describe("Required."),
    description: z.string().max(1000).nullish(),
  }),
  replies: { 200: { description: "The new key.", schema: apiKeyReply } },
  handle(served) {
    const { name, description } = served.input;
    const text = { name: name ?? undefined, description: description ?? undefined };
    return json(200, toApiKeyJson(createKey(served, served.access.user, text)));
  },
});

const edit = operation({
  id: "api-keys.edit",
  method: "PATCH",
  path: "/apikey/:id",
  tag,
  summary: "Change the name or the description of a personal API key",
  evidence,
  source,
  data,
  assumptions: ["key-endpoints", "key-unknown-edit", "default-key-name", "key-name-length", "key-name-unique"],
  failure: "Failed to update api key",
  input: z.looseObject({ name: z.string().optional(), description: z.string().max(1000).optional() }),
  replies: { 200: { description: "The changed key.", schema: apiKeyReply } },
  handle(served) {
    const { name, description, ...others } = served.input;
    const [other] = Object.keys(others);
    if (other !== undefined && choiceOf(served.sandbox, "key-unknown-edit") === "refused") {
      const rule = `Of an API key only ${EDITABLE.join(" and ")} can be edited, not '${other.slice(0, 60)}'.`;
      throw new BlinkRefusal(400, "Failed to update api key", { rule });
    }
    return json(200, toApiKeyJson(editKey(served, served.access.user, ownKey(served), { name, description })));
  },
});

const remove = operation({
  id: "api-keys.delete",
  method: "DELETE",
  path: "/apikey/:id",
  tag,
  summary: "Delete a personal API key",
  evidence,
  source,
  data,
  assumptions: ["key-endpoints", "last-key-status", "delete-default-key"],
  failure: "Failed to delete api key",
  replies: { 200: { description: "The key's id.", schema: z.string() } },
  handle(served) {
    const key = ownKey(served);
    deleteKey(served, served.access.user, key);
    return json(200, key.id);
  },
});

const rotate = operation({
  id: "api-keys.rotate",
  method: "POST",
  path: "/apikey/:id/rotate",
  tag,
  summary: "Give the default personal API key another value",
  evidence,
  source,
  data,
  assumptions: ["key-endpoints", "rotation-end", "rotation-created-at", "rotation-last-used"],
  failure: "Failed to rotate api key",
  replies: { 200: { description: "The key, with its new value.", schema: apiKeyReply } },
  handle: (served) => json(200, toApiKeyJson(rotateKey(served, served.access.user, ownKey(served)))),
});

function ownKey({ state, access, params }: Served<unknown>) {
  return findKey(state, access.user, params.id ?? "");
}

/** What a user does with personal API keys. The value is in every reply, as it is in the page's Key column. */
export const apiKeyOperations: readonly Operation[] = [list, get, create, edit, remove, rotate];
