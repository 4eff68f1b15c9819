import { z } from "zod";
import { documented, observed } from "../../../src/http/evidence.ts";
import type { Operation } from "../../../src/http/operation.ts";
import { choiceOf } from "../choice.ts";
import { connectionListing, toConnectionJson } from "../json/connection-json.ts";
import { listRows } from "../listing.ts";
import { type ServedIn, workspaceOperation } from "../operation.ts";
import { connectionReply, connectionRowReply, pageOf } from "../reply-schemas.ts";
import {
  CANNOT_CREATE,
  createConnection,
  deleteConnection,
  demandOwn,
  editConnection,
  findConnection,
  listConnections,
} from "../rules/connections.ts";
import { json } from "../wire.ts";

const tag = "Connections";
const source = "docs/products/blink.md#connections";
const data = "fixture: blink.workspaces[].connections; POST connections";

const attributeValue = z.union([z.string().max(20_000), z.number(), z.boolean()]).nullish();
/** Attributes as requests send them: by name, an object with a `value`. */
export const attributes = z.record(z.string(), z.object({ value: attributeValue })).nullish();
const tags = z.array(z.string().max(100)).max(100).nullish();
const text = z.string().max(1000).nullish();

const list = workspaceOperation({
  id: "connections.list",
  method: "GET",
  path: "/connections",
  tag,
  summary: "List the connections of a workspace",
  evidence: documented("the vendor's API reference, and its editor plugin"),
  source,
  data,
  assumptions: ["secret-attributes", "connection-used-by", "default-order", "default-limit", "limit-above-maximum"],
  right: "view",
  failure: "Can not find Connections",
  input: z.object({ q: z.string().optional().describe("A query as JSON.") }),
  replies: { 200: { description: "A page.", schema: pageOf(connectionRowReply) } },
  handle: (served) => listRows(served, connectionListing, listConnections(served, served.workspace)),
});

const create = workspaceOperation({
  id: "connections.create",
  method: "POST",
  path: "/connections",
  tag,
  summary: "Create a connection; it need not have been tested",
  evidence: documented("the vendor's API reference"),
  source,
  data,
  assumptions: [
    ...(["attribute-keys", "unknown-attribute", "attribute-patterns", "creation-method", "creation-location"] as const),
    ...(["connection-names", "connection-without-name", "connection-status", "secret-attributes"] as const),
  ],
  right: "edit",
  failure: CANNOT_CREATE,
  input: z.object({
    name: z.string().max(255).nullish(),
    connection_type_id: z.string(),
    creation_method: text,
    created_with_o_auth: z.boolean().nullish(),
    attributes,
    description: text,
    tags,
  }),
  replies: { 200: { description: "The new connection, its secrets masked.", schema: connectionReply } },
  handle(served) {
    const { input, workspace } = served;
    const connection = createConnection(served, workspace, {
      ...toText(input),
      name: input.name ?? undefined,
      connection_type_id: input.connection_type_id,
      created_with_o_auth: input.created_with_o_auth ?? false,
    });
    return json(200, toConnectionJson(served, connection));
  },
});

const get = workspaceOperation({
  id: "connections.get",
  method: "GET",
  path: "/connections/:id",
  tag,
  summary: "Read a connection",
  evidence: observed("the specification of 2022"),
  source,
  data,
  assumptions: ["connection-get", "secret-attributes"],
  right: "view",
  failure: "Cannot find Connection",
  replies: {
    200: { description: "An array of one.", schema: z.union([z.array(connectionReply), connectionReply]) },
  },
  handle(served) {
    const connection = toConnectionJson(served, ownOrLent(served));
    return json(200, choiceOf(served.sandbox, "connection-get") === "array" ? [connection] : connection);
  },
});

const edit = workspaceOperation({
  id: "connections.edit",
  method: "POST",
  path: "/connections/:id",
  tag,
  summary: "Change a connection; its name stays",
  evidence: observed("the specification of 2022"),
  source,
  data,
  assumptions: ["name-in-edit", "resent-mask", "missing-attribute", "unknown-attribute", "shared-connection"],
  right: "edit",
  failure: CANNOT_CREATE,
  input: z.object({
    name: z.string().max(255).nullish().describe("Fixed: only the name it has is taken."),
    active: z.boolean().nullish(),
    creation_method: text,
    attributes,
    description: text,
    tags,
  }),
  replies: { 200: { description: "The changed connection.", schema: connectionReply } },
  handle(served) {
    const { input, workspace } = served;
    const connection = ownOrLent(served);
    demandOwn(connection, workspace, CANNOT_CREATE);
    const wanted = { ...toText(input), name: input.name ?? undefined, active: input.active ?? undefined };
    return json(200, toConnectionJson(served, editConnection(served, connection, wanted)));
  },
});

const remove = workspaceOperation({
  id: "connections.delete",
  method: "DELETE",
  path: "/connections/:id",
  tag,
  summary: "Delete a connection",
  evidence: observed("the specification of 2022"),
  source,
  data,
  assumptions: ["connection-delete", "shared-connection"],
  right: "edit",
  failure: "Cannot delete Connection",
  replies: { 200: { description: "The connection's id.", schema: z.string() } },
  handle(served) {
    const connection = ownOrLent(served);
    demandOwn(connection, served.workspace, "Cannot delete Connection");
    deleteConnection(served, connection);
    return json(200, connection.id);
  },
});

/** What of a request's members means the same for a new connection and a changed one. */
function toText({
  description,
  creation_method,
  attributes: sent,
  tags: given,
}: {
  readonly description?: string | null | undefined;
  readonly creation_method?: string | null | undefined;
  readonly attributes?: z.infer<typeof attributes>;
  readonly tags?: z.infer<typeof tags>;
}) {
  return {
    description: description ?? undefined,
    creation_method: creation_method ?? undefined,
    attributes: sent ?? undefined,
    tags: given ?? undefined,
  };
}

function ownOrLent(served: ServedIn<unknown>) {
  return findConnection(served, served.workspace, served.params.id ?? "");
}

/** What is done with connections, but for testing them. */
export const connectionOperations: readonly Operation[] = [list, create, get, edit, remove].flat();
