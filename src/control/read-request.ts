import type { Request } from "express";
import { ControlError } from "./control-error.ts";
import type { Endpoint } from "./endpoint.ts";
import { refuseInput } from "./refusals.ts";

/** The body that an endpoint takes, checked; undefined when it takes none. An empty one is an empty object. */
export function readBody(endpoint: Endpoint, request: Request): { text: string; body: unknown } {
  const { body: schema, method, path } = endpoint;
  if (!schema) return { text: "", body: undefined };
  const text: string = typeof request.body === "string" ? request.body : "";
  // What a page of another site can send without asking first is never of this type.
  if (text !== "" && !/^application\/json\s*(;|$)/i.test(request.get("Content-Type") ?? "")) {
    throw new ControlError(`${method} ${path} takes JSON: send it with content-type application/json.`, {
      status: 415,
    });
  }
  const result = schema.safeParse(text === "" ? {} : parse(text, endpoint));
  if (!result.success) refuseInput(`body of ${method} ${path}`, result.error);
  return { text, body: result.data };
}

/** The query of a request, checked; one that an endpoint does not know is refused, so that no filter is forgotten silently. */
export function readQuery(endpoint: Endpoint, request: Request): unknown {
  const { query: schema, method, path } = endpoint;
  const given = new URLSearchParams(request.url.split("?")[1] ?? "");
  const unknown = [...given.keys()].find((name) => !Object.hasOwn(schema?.shape ?? {}, name));
  const known = Object.keys(schema?.shape ?? {}).join(", ") || "none";
  if (unknown !== undefined) {
    const issues = [{ member: unknown, message: "there is no such parameter" }];
    throw new ControlError(`${method} ${path} has no query parameter '${unknown}'. It has: ${known}.`, {
      status: 400,
      issues,
    });
  }
  const result = schema?.safeParse(Object.fromEntries(given));
  if (result?.success === false) refuseInput(`query of ${method} ${path}`, result.error);
  return result?.data ?? {};
}

/** The reader's own words would repeat what was sent. */
function parse(text: string, { method, path }: Endpoint): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ControlError(`The body of ${method} ${path} is not JSON.`, { status: 400 });
  }
}
