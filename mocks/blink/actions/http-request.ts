import type { OutboundRequest } from "../../../src/http/outbound/outcome.ts";
import { secretsIn, signatureOf } from "../rules/sign-request.ts";
import { type About, parameter } from "./about.ts";
import type { Action, ActionWork } from "./action.ts";
import { callVendor } from "./call-vendor.ts";
import { demand, InputProblem, readFlag, readInput, readNumber, readPairs, readText } from "./read-inputs.ts";

/** In seconds. */
const LONGEST_TIMEOUT = 600;
const USUAL_TIMEOUT = 30;

const about: About = {
  display_name: "HTTP Request",
  description: "Sends an HTTP request, signed by a connection when it has one",
  parameters: [
    parameter("Method", {
      options: ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"],
      default_value: "GET",
    }),
    parameter("URL", { required: true }),
    ...["Query", "Headers", "Cookies", "Body"].map((name) => parameter(name)),
    parameter("Timeout", { input_type: "number", default_value: `${USUAL_TIMEOUT}` }),
    parameter("Disable SSL Enforcement", { input_type: "checkbox" }),
    parameter("Retry On Rate Limit", { input_type: "checkbox" }),
  ],
  example_output: { status: 200, headers: { "content-type": "application/json" }, body: { title: "web-01" } },
};

/**
 * Sends an HTTP request, signed by a connection when it has one: output is `status`, `headers` and `body`. Redirects are not followed.
 * See `docs/products/blink.md#http-request`.
 */
export const httpRequest: Action = {
  id: "http.requestV2",
  connection: "optional",
  about,
  run: (work) =>
    callVendor(
      work.outside,
      () => prepare(work),
      (answer) => answer,
    ),
};

function prepare(work: ActionWork) {
  const { connection } = work;
  const signature = connection ? signatureOf(connection) : {};
  if (!signature) {
    throw new InputProblem(`Requests cannot be signed by a connection of the type '${connection?.type}'.`);
  }
  const secrets = connection ? secretsIn(connection, signature) : [];
  return { request: readRequest(work, signature), secrets };
}

function readRequest({ inputs, outside }: ActionWork, signature: Readonly<Record<string, string>>): OutboundRequest {
  const url = withQuery(outside.resolve(demand(readText(inputs, "URL"), "URL")), readPairs(inputs, "Query"));
  if (/^https:/i.test(url) && readFlag(inputs, "Disable SSL Enforcement")) {
    throw new InputProblem(
      "'Disable SSL Enforcement' is not faked: certificates are always checked. Use an address with http, or a certificate of fauxvault's own authority.",
    );
  }
  const seconds = readNumber(inputs, "Timeout", 1) ?? USUAL_TIMEOUT;
  if (seconds > LONGEST_TIMEOUT) throw new InputProblem(`'Timeout' has to be ${LONGEST_TIMEOUT} seconds at most.`);
  const { body, type } = readBody(readInput(inputs, "Body"));
  return {
    method: readText(inputs, "Method") ?? "GET",
    url,
    headers: readHeaders(inputs, signature, type),
    ...(body === undefined ? {} : { body }),
    timeoutMs: seconds * 1000,
  };
}

/** The step's own headers; the connection's win over one of the same name. */
function readHeaders(
  inputs: ActionWork["inputs"],
  signature: Readonly<Record<string, string>>,
  type: string | undefined,
): Record<string, string> {
  const cookies = readPairs(inputs, "Cookies").map(([name, value]) => `${name}=${value}`);
  const headers = new Map<string, readonly [string, string]>();
  const add = ([name, value]: readonly [string, string]) => void headers.set(name.toLowerCase(), [name, value]);
  if (type !== undefined) add(["Content-Type", type]);
  if (cookies.length > 0) add(["Cookie", cookies.join("; ")]);
  for (const pair of [...readPairs(inputs, "Headers"), ...Object.entries(signature)]) add(pair);
  return Object.fromEntries(headers.values());
}

/** A text is sent as it is, anything else as JSON. */
function readBody(value: unknown): { readonly body?: string; readonly type?: string } {
  if (value === undefined) return {};
  return typeof value === "string" ? { body: value } : { body: JSON.stringify(value), type: "application/json" };
}

/** What cannot be read as an address stays as it is: it is told to be none when it is called. */
function withQuery(url: string, pairs: readonly (readonly [string, string])[]): string {
  if (pairs.length === 0 || !URL.canParse(url)) return url;
  const whole = new URL(url);
  for (const [name, value] of pairs) whole.searchParams.append(name, value);
  return whole.href;
}
