import type { OpenAPIV3_1 } from "openapi-types";
import { describePathParameters, describeQuery, toTemplate } from "../http/openapi.ts";
import { SchemaBook } from "../http/schema-book.ts";
import { version } from "../version.ts";
import type { Endpoint } from "./endpoint.ts";
import { refusal } from "./schemas.ts";

/** The OpenAPI 3.1 document of the control API, derived from its endpoints. */
export function describeControl(endpoints: readonly Endpoint[]): OpenAPIV3_1.Document {
  const book = new SchemaBook();
  const refused = {
    description: "Refused: the message says why, and what to do next.",
    content: { "application/json": { schema: book.write(refusal, "output") } },
  };
  const paths: Record<string, OpenAPIV3_1.PathItemObject> = {};
  for (const endpoint of endpoints) {
    const path = toTemplate(endpoint.path);
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: describeEndpoint(endpoint, book, refused) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "fauxvault control API",
      version,
      description: "Steers a running fauxvault. A token is demanded wherever others than this machine could reach it.",
    },
    servers: [{ url: "http://localhost:9400" }],
    security: [{}, { token: [] }],
    paths,
    components: {
      schemas: book.named(),
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
    },
  };
}

function describeEndpoint(endpoint: Endpoint, book: SchemaBook, refused: OpenAPIV3_1.ResponseObject) {
  const { id, summary, path, query, body, answer } = endpoint;
  const { status, description, schema, type = "application/json" } = answer;
  const said = schema ? book.write(schema, "output") : undefined;
  const content = status === 204 ? {} : { content: { [type]: said ? { schema: said } : {} } };
  return {
    operationId: id,
    summary,
    parameters: [...describePathParameters(path), ...(query ? describeQuery(book.write(query, "input"), true) : [])],
    ...(body ? { requestBody: { content: { "application/json": { schema: book.write(body, "input") } } } } : {}),
    responses: { [status]: { description, ...content }, default: refused },
  } satisfies OpenAPIV3_1.OperationObject;
}
