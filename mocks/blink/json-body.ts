import type { Request } from "../../src/http/call.ts";

/** What a body says: its members, or why they cannot be read. */
export type ReadBody =
  | { readonly members: Readonly<Record<string, unknown>>; readonly problem?: undefined }
  | { readonly members?: undefined; readonly problem: string };

const decoder = new TextDecoder("utf-8");

/** The members of a JSON body under any content type (`content-type`); none at all when there is no body. */
export function readJsonBody({ body }: Request): ReadBody {
  const text = body.length === 0 ? "" : decoder.decode(body).trim();
  if (text === "") return { members: {} };
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return { problem: "The request body is not JSON." };
  }
  const isObject = typeof content === "object" && content !== null && !Array.isArray(content);
  return isObject
    ? { members: content as Record<string, unknown> }
    : { problem: "The request body is not a JSON object." };
}
