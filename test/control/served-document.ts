import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { OpenAPIV3_1 } from "openapi-types";

/** An operation of a document. */
export interface Documented {
  readonly id: string;
  readonly method: string;
  /** With `{name}` for a parameter. */
  readonly path: string;
  readonly operation: OpenAPIV3_1.OperationObject;
}

/** The operations of a document. */
export function listOperations({ paths = {} }: OpenAPIV3_1.Document): Documented[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item as Record<string, OpenAPIV3_1.OperationObject>).map(([method, operation]) => ({
      id: operation.operationId ?? "",
      method: method.toUpperCase(),
      path,
      operation,
    })),
  );
}

/** Says in words what of an answer the document does not allow; nothing when it is as documented. */
export type Judge = (documented: Documented, status: number, type: string | null, body: string) => string[];

/** A judge of answers by a served document. */
export function makeJudge(document: OpenAPIV3_1.Document): Judge {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(document, "document");
  return ({ method, path, operation }, status, type, body) => {
    const { responses = {} } = operation;
    const name = `${status}` in responses ? `${status}` : "default";
    const { content = {} } = (responses[name] ?? {}) as OpenAPIV3_1.ResponseObject;
    if (!responses[name]) return [`status ${status} is not documented`];
    const [known] = Object.keys(content);
    const plain = type?.split(";")[0]?.trim();
    if (known !== plain && !(known === undefined && body === "")) return [`it is ${plain}, documented is ${known}`];
    if (!known || !content[known]?.schema) return [];
    const steps = ["paths", path, method.toLowerCase(), "responses", name, "content", known, "schema"];
    const pointer = steps.map((step) => encodeURIComponent(step.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/");
    const validate = ajv.compile({ $ref: `document#/${pointer}` });
    if (validate(JSON.parse(body))) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
}
