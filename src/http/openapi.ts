import { STATUS_CODES } from "node:http";
import type { OpenAPIV3_1 } from "openapi-types";
import { version } from "../version.ts";
import type { Mock, MockDocument } from "./mock.ts";
import { isBuilt, type Operation, type ReplyDoc } from "./operation.ts";
import { type Schema, SchemaBook } from "./schema-book.ts";

const JSON_TYPE = "application/json";

/** An operation that is known but not built: it answers as the product answers an unknown path. */
interface UnbuiltOperation {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
}

/** The OpenAPI document of a mock, with what fauxvault adds. */
export type MockOpenApi = OpenAPIV3_1.Document & { readonly "x-fauxvault-not-built": readonly UnbuiltOperation[] };

/** The OpenAPI 3.1 document of a mock, derived from its operations: those that are built, as paths; the others by name. */
export async function describeMock(mock: Mock): Promise<MockOpenApi> {
  const { operations, document } = await mock.load();
  const book = new SchemaBook();
  const paths: Record<string, OpenAPIV3_1.PathItemObject> = {};
  for (const operation of operations.filter(isBuilt)) {
    const path = toTemplate(operation.path);
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describeOperation(operation, document, book) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: `${mock.title}, as fauxvault fakes it`,
      version,
      description: `Derived from the operations of fauxvault's mock of ${mock.title}; not a document of its vendor.`,
    },
    servers: mock.listeners.map(({ name, port }) => ({ url: `http://localhost:${port}`, description: name })),
    tags: [...new Set(operations.map(({ tag }) => tag))].map((name) => ({ name })),
    security: Object.keys(document.security).map((name) => ({ [name]: [] })),
    paths,
    components: { schemas: book.named(), securitySchemes: { ...document.security } },
    "x-fauxvault-not-built": listUnbuilt(operations),
  };
}

/** A path with `{name}` for `:name`. */
export function toTemplate(path: string): string {
  return path.replace(/:([A-Za-z0-9_]+)/g, "{$1}");
}

/** The parameters that a path holds. */
export function describePathParameters(path: string): OpenAPIV3_1.ParameterObject[] {
  return [...path.matchAll(/:([A-Za-z0-9_]+)/g)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
}

function listUnbuilt(operations: readonly Operation[]): UnbuiltOperation[] {
  return operations
    .filter((operation) => !isBuilt(operation))
    .map(({ id, method, path, summary }) => ({ operation: id, method, path, summary }));
}

function describeOperation(operation: Operation, document: MockDocument, book: SchemaBook) {
  const { id, tag, summary, evidence, source, assumptions = [], parameters, carriers = ["query"] } = operation;
  const input = parameters && book.write(parameters, "input");
  const inBody = input !== undefined && carriers.includes("body");
  const inQuery = input !== undefined && carriers.includes("query");
  const beside = operation.query ? describeQuery(book.write(operation.query, "input"), true) : [];
  return {
    operationId: id,
    tags: [tag],
    summary,
    parameters: [
      ...describePathParameters(operation.path),
      ...(inQuery ? describeQuery(input, !inBody) : []),
      ...beside,
    ],
    ...(inBody ? { requestBody: describeBody(input, !inQuery, document.bodyTypes) } : {}),
    responses: describeReplies({ ...document.replies, ...operation.replies }, book),
    ...(operation.anonymous ? { security: [] } : {}),
    "x-fauxvault-evidence": { kind: evidence.kind, basis: evidence.basis, source },
    ...(assumptions.length > 0 ? { "x-fauxvault-assumptions": assumptions } : {}),
  } satisfies OpenAPIV3_1.OperationObject & Record<`x-${string}`, unknown>;
}

/** The parameters of a query. `demanded`: whether a mandatory one has to be in the query, and not perhaps in the body. */
export function describeQuery(input: Schema, demanded: boolean): OpenAPIV3_1.ParameterObject[] {
  return Object.entries(input.properties ?? {}).map(([name, property]) => {
    const { description, ...schema } = property as Schema;
    const parameter = {
      name,
      in: "query",
      required: demanded && (input.required ?? []).includes(name),
      ...(description === undefined ? {} : { description }),
      // An object is one JSON text; as a schema alone it would be a parameter for each of its members.
      ...(schema.type === "object" ? { content: { [JSON_TYPE]: { schema } } } : { schema }),
    };
    // The types know only the schemas of OpenAPI 3.0 here.
    return parameter as OpenAPIV3_1.ParameterObject;
  });
}

function describeBody(
  input: Schema,
  demanded: boolean,
  types: readonly string[] = [JSON_TYPE, "application/x-www-form-urlencoded"],
): OpenAPIV3_1.RequestBodyObject {
  return {
    required: demanded && (input.required ?? []).length > 0,
    content: Object.fromEntries(types.map((type) => [type, { schema: input }])),
  };
}

function describeReplies(replies: Readonly<Record<number, ReplyDoc>>, book: SchemaBook): OpenAPIV3_1.ResponsesObject {
  const responses: OpenAPIV3_1.ResponsesObject = {};
  for (const [status, { description, schema, type, json }] of Object.entries(replies)) {
    const content = {
      ...(schema || type ? { [type ?? JSON_TYPE]: schema ? { schema: book.write(schema, "output") } : {} } : {}),
      ...(json ? { [JSON_TYPE]: { schema: book.write(json, "output") } } : {}),
    };
    responses[status] = {
      description: description || (STATUS_CODES[status] ?? status),
      ...(Object.keys(content).length > 0 ? { content } : {}),
    };
  }
  return responses;
}
