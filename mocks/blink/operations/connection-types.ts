import { z } from "zod";
import { observed } from "../../../src/http/evidence.ts";
import type { Operation } from "../../../src/http/operation.ts";
import { demandAdmin } from "../access.ts";
import { connectionTypeListing } from "../json/connection-type-json.ts";
import { listRows } from "../listing.ts";
import { operation } from "../operation.ts";
import { connectionTypeReply, pageOf } from "../reply-schemas.ts";
import { createType, deleteType, findType } from "../rules/connection-types.ts";
import { FIELD_TYPES, INPUT_TYPES } from "../state/connections.ts";
import { json } from "../wire.ts";

const tag = "Connection types";
const source = "docs/products/blink.md#connection-types";
const evidence = observed("the specification of 2022");
const data = "built in; fixture: blink.connectionTypes; POST connection_types";
const text = z.string().max(1000).nullish();

const attribute = z.object({
  description: text,
  placeholder: text,
  default_value: text,
  required: z.boolean().nullish(),
  field_type: z
    .int()
    .min(0)
    .max(FIELD_TYPES.length - 1)
    .nullish(),
  input_type: z.enum(INPUT_TYPES).nullish(),
  options: z.array(z.string().max(1000)).max(100).nullish(),
  pattern: text,
});

const list = operation({
  id: "connection-types.list",
  method: "GET",
  path: "/connection_types",
  tag,
  summary: "List connection types, with what their forms ask for",
  evidence,
  source,
  data,
  assumptions: ["connection-type-list", "connection-type-methods", "field-type-numbers", "http-connection-types"],
  failure: "Can not find Connection Types",
  input: z.object({ q: z.string().optional().describe("A query as JSON.") }),
  replies: { 200: { description: "A page.", schema: pageOf(connectionTypeReply) } },
  handle: (served) => listRows(served, connectionTypeListing, served.state.connectionTypes.all()),
});

const get = operation({
  id: "connection-types.get",
  method: "GET",
  path: "/connection_types/:id",
  tag,
  summary: "Read a connection type",
  evidence,
  source,
  data,
  assumptions: ["connection-type-methods", "field-type-numbers"],
  failure: "Cannot find Connection type",
  replies: { 200: { description: "The type.", schema: connectionTypeReply } },
  handle: (served) => json(200, connectionTypeListing.toJson(served, findType(served, served.params.id ?? ""))),
});

const create = operation({
  id: "connection-types.create",
  method: "POST",
  path: "/connection_types",
  tag,
  summary: "Add a connection type",
  evidence,
  source,
  data,
  assumptions: ["connection-type-managers", "connection-type-methods", "field-type-numbers", "attribute-patterns"],
  failure: "Cannot create Connection type",
  input: z.object({
    name: z.string().regex(/^[a-z0-9_-]{1,100}$/, "expected lower-case letters, digits, _ and -"),
    display_name: z.string().max(100).nullish(),
    plugin_name: z.string().max(100).nullish(),
    attributes: z.record(z.string().min(1).max(100), attribute).describe("By what the form shows; its order counts."),
  }),
  replies: { 200: { description: "The new type.", schema: connectionTypeReply } },
  handle(served) {
    demandAdmin(served, "adding a connection type");
    const { name, display_name, plugin_name, attributes } = served.input;
    const wanted = { name, display_name: display_name || name, plugin_name: plugin_name || name };
    const form = Object.entries(attributes).map(([attributeName, one]) => ({
      name: attributeName,
      description: one.description ?? "",
      placeholder: one.placeholder ?? "",
      default_value: one.default_value ?? "",
      required: one.required ?? false,
      field_type: FIELD_TYPES[one.field_type ?? 0] ?? FIELD_TYPES[0],
      input_type: one.input_type ?? INPUT_TYPES[0],
      options: one.options ?? [],
      pattern: one.pattern ?? "",
    }));
    return json(200, connectionTypeListing.toJson(served, createType(served, wanted, form)));
  },
});

const remove = operation({
  id: "connection-types.delete",
  method: "DELETE",
  path: "/connection_types/:id",
  tag,
  summary: "Delete a connection type that nothing uses",
  evidence,
  source,
  data,
  assumptions: ["connection-type-managers"],
  failure: "Cannot delete Connection type",
  replies: { 200: { description: "The type's id.", schema: z.string() } },
  handle(served) {
    demandAdmin(served, "deleting a connection type");
    const type = findType(served, served.params.id ?? "");
    deleteType(served, type);
    return json(200, type.id);
  },
});

/** What is done with connection types: they are the company's, and belong to no workspace. */
export const connectionTypeOperations: readonly Operation[] = [list, get, create, remove];
