import fc from "fast-check";
import { z } from "zod";
import { service } from "../../mocks/pmp/service.ts";
import { anyText, escapeText } from "./any-text.ts";
import { almostRightMembers, documentOf, wrongValue } from "./input-data-text.ts";
import { KEYS } from "./pmp-range.ts";
import { RIGHT_MEMBERS } from "./pmp-right-members.ts";
import { anyRequest, damaged, type KeyPlaces, wrongKey } from "./request-bytes.ts";
import { anyQuery, anyRoute } from "./routes.ts";

const { operations } = service;
const built = operations.filter(({ handle }) => handle);
const native = "/api/json/request";

/** Every name that stands somewhere in what operations take. */
const names = [...new Set(operations.flatMap(({ parameters }) => (parameters ? namesIn(describe(parameters)) : [])))];
const calls = [...new Set(built.flatMap(({ path, parameters }) => (path === native ? choicesOf(parameters) : [])))];

const anyMembers = fc.dictionary(fc.oneof(fc.constantFrom(...names), anyText), wrongValue, { maxKeys: 5 });
const anyDocument = fc.oneof(documentOf(anyMembers), anyText);
const encoded = fc.boolean();
const inputData = fc
  .tuple(anyDocument, encoded)
  .map(([text, isEncoded]) => `INPUT_DATA=${isEncoded ? escapeText(text) : text}`);
const inAddress = inputData.map((text) => text.replace(/[^!-~]|#/g, (one) => escapeText(one)));

const places: KeyPlaces = { header: "AUTHTOKEN", query: "AUTHTOKEN" };
const parts = {
  route: anyRoute(operations, ["/restapi/json/v1/", "/api/json/x", "/"]),
  query: fc.oneof(anyQuery([...names, "INPUT_DATA", "OPERATION_NAME"]), inAddress),
  body: fc.oneof(fc.constant(""), inputData, anyQuery([...names, "INPUT_DATA"]), anyText),
  places,
};
const strange = { ...parts, key: wrongKey(Object.values(KEYS)) };
const goodKey = fc.constantFrom<string>(KEYS.chief, KEYS.chief, KEYS.chief, KEYS.reader, KEYS.manager);

/** Requests that must be refused, whole or damaged, and bytes that are none at all. */
export const refusable: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 7, arbitrary: anyRequest(strange) },
  { weight: 2, arbitrary: damaged(anyRequest(strange)) },
  { weight: 1, arbitrary: fc.uint8Array({ minLength: 1, maxLength: 300 }) },
);

/** Requests that carry a key that is good for something, whole or damaged. */
export const keyed: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 2, arbitrary: anyRequest({ ...parts, key: goodKey }) },
  { weight: 1, arbitrary: damaged(anyRequest({ ...parts, key: goodKey })) },
);

const contentType = fc.constantFrom(
  "application/x-www-form-urlencoded",
  "application/x-www-form-urlencoded",
  "application/json",
  "text/json",
  "text/plain; charset=utf-16",
  "multipart/form-data; boundary=x",
  "",
);

const anyId = fc.constantFrom("1", "1", "2", "3", "101", "102", "999");

/** Calls of a good key that are right but for what stands in `INPUT_DATA`, wherever and however that comes. */
export const withInputData: fc.Arbitrary<Uint8Array> = fc
  .constantFrom(...built, ...built.filter(({ path }) => path === native).flatMap((one) => new Array(20).fill(one)))
  .chain((operation) => {
    const call = operation.path === native ? fc.constantFrom(...calls) : fc.constant("");
    return fc.tuple(fc.constant(operation), call);
  })
  .chain(([operation, call]) => {
    const right = RIGHT_MEMBERS[call === "" ? operation.id : call] ?? {};
    return fc.record({
      method: fc.constant(operation.method),
      path: anyId.map((id) => operation.path.replace(/:[a-z]+/gi, () => id)),
      plain: fc.constant(plainPairs(call, right)),
      key: goodKey,
      document: fc.oneof({ weight: 8, arbitrary: documentOf(almostRightMembers(right, names)) }, anyDocument),
      place: fc.constantFrom("usual", "usual", "usual", "usual", "query", "body", "both", "twice"),
      encoded,
      contentType,
    });
  })
  .map(({ method, path, plain, key, document, place, encoded: isEncoded, contentType: type }) => {
    const usual = method === "GET" || method === "DELETE" ? "query" : "body";
    const where = place === "usual" ? usual : place;
    const pair = `INPUT_DATA=${isEncoded ? escapeText(document) : document}`;
    const address = pair.replace(/[^!-~]|#/g, (one) => escapeText(one));
    const inQuery = where === "query" || where === "both";
    const query = [plain, inQuery ? address : ""].filter((one) => one !== "").join("&");
    const body = Buffer.from(where === "twice" ? `${pair}&${pair}` : where === "query" ? "" : pair);
    const lines = [
      `${method} ${path}${query && `?${query}`} HTTP/1.1`,
      ...["Host: x", `AUTHTOKEN: ${key}`, `Content-Length: ${body.length}`],
      ...(type === "" ? [] : [`Content-Type: ${type}`]),
    ];
    return Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`), body]);
  });

/** What stands in the query beside the document: the native call's name, and plain parameters. */
function plainPairs(call: string, right: Readonly<Record<string, unknown>>): string {
  const plain = Object.entries(right).filter(([, value]) => typeof value === "string");
  const pairs = [...(call === "" ? [] : [["OPERATION_NAME", call] as const]), ...plain];
  return pairs.map(([name, value]) => `${name}=${escapeText(String(value))}`).join("&");
}

function describe(parameters: z.ZodObject): object {
  return z.toJSONSchema(parameters, { unrepresentable: "any", io: "input" });
}

/** The names of all properties in a JSON Schema, at any depth. */
function namesIn(schema: object): string[] {
  return Object.entries(schema).flatMap(([name, value]) => {
    if (typeof value !== "object" || value === null) return [];
    return [...(name === "properties" ? Object.keys(value) : []), ...namesIn(value)];
  });
}

function choicesOf(parameters: z.ZodObject | undefined): string[] {
  const { properties } = describe(parameters ?? z.object({})) as {
    readonly properties?: Readonly<Record<string, { readonly enum?: readonly string[] }>>;
  };
  return [...(properties?.OPERATION_NAME?.enum ?? [])];
}
