import type { Outside } from "../../../src/http/errands/outside.ts";
import type { OutboundRequest } from "../../../src/http/outbound/outcome.ts";
import { isObject } from "../rql/values.ts";
import type { Callback, ExecutionRow } from "../state/executions.ts";

/** Calls whoever wants to be told that an execution has ended; what came of it, in words. See `docs/products/blink.md#callbacks`. */
export async function callBack(execution: ExecutionRow, outside: Outside): Promise<string> {
  if (!execution.callback) return "";
  const outcome = await outside.request(toRequest(execution, execution.callback));
  if (outcome.kind === "answer") return `answered ${outcome.status}`;
  return `${outcome.kind}: ${outcome.message}`;
}

function toRequest(execution: ExecutionRow, callback: Callback): OutboundRequest {
  const { url, method, headers, cookies } = callback;
  const body = bodyOf(execution, callback);
  const names = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  const cookie = Object.entries(cookies).map(([name, value]) => `${name}=${value}`);
  return {
    method,
    url,
    headers: {
      ...(body === "" || names.has("content-type") ? {} : { "Content-Type": "application/json" }),
      ...(cookie.length === 0 || names.has("cookie") ? {} : { Cookie: cookie.join("; ") }),
      ...headers,
    },
    ...(method === "GET" || method === "HEAD" ? {} : { body }),
  };
}

/** `callback-body`: what the caller wrote, joined with what Blink says of the run, unless that is excluded. */
function bodyOf(execution: ExecutionRow, { body, excludeDefaultMetadata }: Callback): string {
  if (excludeDefaultMetadata) return body ?? "";
  const metadata = {
    execution_id: execution.id,
    playbook_id: execution.playbook_id,
    playbook_name: execution.playbook_name,
    state: execution.state,
    outputs: execution.outputs ?? {},
    error: execution.error_message,
  };
  if (body === undefined || body === "") return JSON.stringify(metadata);
  const given = parse(body);
  return isObject(given) ? JSON.stringify({ ...metadata, ...given }) : body;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
