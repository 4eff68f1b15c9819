import fc from "fast-check";
import { service } from "../../mocks/passwordstate/service.ts";
import { anyId, anyText, escapeText } from "./any-text.ts";
import { KEYS } from "./passwordstate-range.ts";
import { anyRequest, damaged, type KeyPlaces, wrongKey } from "./request-bytes.ts";
import { anyQuery, anyRoute } from "./routes.ts";

const { operations } = service;
const built = operations.filter(({ handle }) => handle);
const names = [
  ...new Set(operations.flatMap(({ parameters }) => Object.keys(parameters?.shape ?? {}))),
  "apikey",
  "format",
  "__proto__",
  "constructor",
];

const members = fc.dictionary(
  fc.oneof(fc.constantFrom(...names), anyText),
  fc.oneof(anyText, fc.jsonValue({ maxDepth: 2 })),
  {
    maxKeys: 6,
  },
);

const anyBody = fc.oneof(
  fc.constant(""),
  members.map((object) => JSON.stringify(object)),
  members.map((object) => JSON.stringify(object).replaceAll('"', "'")),
  fc.jsonValue().map((value) => JSON.stringify(value)),
  fc.tuple(members, fc.nat({ max: 40 })).map(([object, cut]) => JSON.stringify(object).slice(0, -1 - cut)),
  anyQuery(names),
  anyText,
  fc.constantFrom(
    "[".repeat(5000),
    '{"a":'.repeat(3000),
    "{__proto__:{x:1}}",
    '{"Password":{"a":1}}',
    "\ufeff{}",
    "{}{}",
    "0x",
    "Infinity",
  ),
);

const places: KeyPlaces = {
  header: "APIKey",
  query: "apikey",
  inBody: (key, text) => JSON.stringify({ apikey: key, ...readMembers(text) }),
};
const parts = {
  route: anyRoute(operations, ["/api/", "/winapi/passwords/1", "/"]),
  query: anyQuery(names),
  body: anyBody,
  places,
};
const strange = { ...parts, key: wrongKey(Object.values(KEYS)) };
const goodKey = fc.constantFrom<string>(
  ...new Array(6).fill(KEYS.system),
  KEYS.list,
  KEYS.list,
  KEYS.copyMove,
  KEYS.generator,
);

function readMembers(body: string): object {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
  } catch {
    return {};
  }
}

/** Requests that must be refused, whole or damaged, and bytes that are none at all. */
export const refusable: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 7, arbitrary: anyRequest(strange) },
  { weight: 2, arbitrary: damaged(anyRequest(strange)) },
  { weight: 1, arbitrary: fc.uint8Array({ minLength: 1, maxLength: 300 }) },
);

/** What makes a call succeed, more often than not. */
const SENSIBLE: Readonly<Record<string, unknown>> = {
  PasswordListID: 101,
  PasswordID: 2,
  DestinationPasswordListID: 101,
  NestUnderFolderID: 11,
  PasswordList: "New list",
  FolderName: "New folder",
  Title: "new",
};

/** Requests that are right but perhaps for one member, so that some get through to where things are written. */
const almostRight: fc.Arbitrary<Uint8Array> = fc
  .record({
    operation: fc.constantFrom(...built),
    key: goodKey,
    id: anyId,
    wrong: fc.option(fc.tuple(fc.nat(), fc.oneof(anyText, fc.jsonValue({ maxDepth: 1 })))),
    form: fc.boolean(),
  })
  .map(({ operation, key, id, wrong, form }) => {
    const { method, parameters } = operation;
    const known = Object.keys(parameters?.shape ?? {});
    const said: Record<string, unknown> = Object.fromEntries(
      known.flatMap((name) => (name in SENSIBLE ? [[name, SENSIBLE[name]]] : [])),
    );
    if (wrong && known.length > 0) said[known[wrong[0] % known.length] ?? ""] = wrong[1];
    const pairs = Object.entries(said).map(
      ([name, one]) => `${name}=${escapeText(typeof one === "object" ? JSON.stringify(one) : String(one))}`,
    );
    const inQuery = form || method === "GET";
    const body = Buffer.from(inQuery ? "" : JSON.stringify(said));
    const path = operation.path.replace(/:[a-z]+/gi, id);
    const head = `${method} ${path}${inQuery ? `?${pairs.join("&")}` : ""} HTTP/1.1`;
    const lines = [head, "Host: x", `APIKey: ${key}`, `Content-Length: ${body.length}`, "", ""];
    return Buffer.concat([Buffer.from(lines.join("\r\n")), body]);
  });

/** Requests that carry a key that is good for something, whole or damaged. */
export const keyed: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 2, arbitrary: anyRequest({ ...parts, key: goodKey }) },
  { weight: 1, arbitrary: damaged(anyRequest({ ...parts, key: goodKey })) },
  { weight: 3, arbitrary: almostRight },
);
