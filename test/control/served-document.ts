import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
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
  const validators = new Map<string, ValidateFunction>();
  return ({ method, path, operation }, status, type, body) => {
    const { responses = {} } = operation;
    const name = `${status}` in responses ? `${status}` : "default";
    const { content = {} } = (responses[name] ?? {}) as OpenAPIV3_1.ResponseObject;
    if (!responses[name]) return [`status ${status} is not documented`];
    const plain = toPlain(type ?? undefined);
    const types = Object.keys(content);
    const known = types.find((one) => toPlain(one) === plain);
    if (known === undefined && (types.length > 0 || body !== "")) {
      return [`it is ${plain}, documented is ${types.join(" or ") || "nothing"}`];
    }
    if (known === undefined || !content[known]?.schema) return [];
    const steps = ["paths", path, method.toLowerCase(), "responses", name, "content", known, "schema"];
    const pointer = steps.map((step) => encodeURIComponent(step.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/");
    const validate = validators.get(pointer) ?? ajv.compile({ $ref: `document#/${pointer}` });
    validators.set(pointer, validate);
    if (validate(JSON.parse(body))) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
}

/** A media type without its parameters. */
function toPlain(type: string | undefined): string | undefined {
  return type?.split(";")[0]?.trim();
}
