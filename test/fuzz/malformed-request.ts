import fc from "fast-check";
import { passwordstate } from "../../mocks/passwordstate/index.ts";
import { KEYS } from "./vault-under-fire.ts";

const built = passwordstate.operations.filter(({ handle }) => handle);
const paths = [...new Set(passwordstate.operations.map(({ path }) => path)), "/api/", "/winapi/passwords/1", "/"];
const names = [
  ...new Set(passwordstate.operations.flatMap(({ parameters }) => Object.keys(parameters?.shape ?? {}))),
  "apikey",
  "format",
  "__proto__",
  "constructor",
];

const anyText = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.constantFrom(
    "",
    "0",
    "1",
    "2",
    "-1",
    "101",
    "1e999",
    "NaN",
    "99999999999999999999",
    "true",
    "null",
    "\u0000",
    "../..",
    "'",
    '"',
  ),
  fc.constantFrom(
    "%",
    "%zz",
    "%00",
    "%C0%AF",
    "%ED%A0%80",
    "<a>",
    "\\Infra",
    "01/02/2026",
    "2026-02-30",
    "[object Object]",
    "ﬀ",
    "İ",
  ),
  fc.integer().map(String),
  fc.nat({ max: 3 }).map((times) => "x".repeat(1000 * times)),
);

/** Percent encoding that half a surrogate pair does not stop. */
function escapeText(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}

/** A segment, a name or a value as it stands in an address: escaped, or as it is. */
const anyPiece = fc.oneof(
  { weight: 6, arbitrary: anyText.map(escapeText) },
  { weight: 2, arbitrary: anyText.map((text) => text.replace(/[^!-~]|[?#]/g, "")) },
  { weight: 1, arbitrary: anyText.map((text) => text.replace(/[\s?#]/g, "")) },
);

const anyId = fc.constantFrom("1", "2", "3", "101", "102", "999");

const anyPath = fc.oneof(
  fc.tuple(fc.constantFrom(...paths), fc.array(anyPiece, { minLength: 3, maxLength: 3 })).map(([path, pieces]) => {
    let at = 0;
    return path.replace(/:[a-z]+/gi, () => pieces[at++ % pieces.length] ?? "");
  }),
  fc.tuple(fc.constantFrom(...paths), anyPiece).map(([path, piece]) => `${path}/${piece}`),
  fc.tuple(fc.constantFrom("/~", "/~default", "/~gone", "//", "/%2e%2e/"), anyPiece).map((parts) => parts.join("/")),
  anyPiece.map((piece) => `/${piece}`),
  anyPiece,
);

const anyQuery = fc
  .array(fc.tuple(fc.oneof(fc.constantFrom(...names), anyPiece), fc.option(anyPiece)), { maxLength: 4 })
  .map((pairs) => pairs.map(([name, value]) => (value === null ? name : `${name}=${value}`)).join("&"));

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
  anyQuery,
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

/** A header's value: most often one that HTTP lets through. */
const anyValue = fc.oneof(
  { weight: 6, arbitrary: anyText.map((text) => text.replace(/[^\x20-\x7e\x80-\xff]/g, "")) },
  { weight: 1, arbitrary: anyText },
);

const anyHeader = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(
      fc.constantFrom(
        "Reason",
        "Accept",
        "Authorization",
        "X-Forwarded-For",
        "OTP",
        "Cookie",
        "Host",
        "APIKey",
        "User-Agent",
      ),
      anyValue,
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(
      fc.constantFrom("Content-Type", "Accept", "Content-Encoding"),
      fc.constantFrom(
        "application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "text/xml",
        "gzip",
        "br",
      ),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(
      fc.constantFrom("Content-Length", "Transfer-Encoding", "Connection", "Upgrade", "Trailer", "TE", "Expect"),
      anyText,
    ),
  },
  { weight: 1, arbitrary: fc.tuple(anyText, anyText) },
);

const anyHeaders = fc.oneof(fc.constant([]), fc.array(anyHeader, { maxLength: 3 }));

const anyMethod = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom("GET", "POST", "PUT", "DELETE") },
  {
    weight: 2,
    arbitrary: fc.constantFrom("HEAD", "OPTIONS", "PATCH", "CONNECT", "TRACE", "get", "M-SEARCH", "", "GET\t"),
  },
);

/** A method and a path: most often those of an operation, with an id or any piece in it. */
const anyRoute = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(
        fc.constantFrom(...built, ...built, ...built, ...passwordstate.operations),
        fc.oneof({ weight: 3, arbitrary: anyId }, anyPiece),
      )
      .map(([{ method, path }, piece]) => ({ method, path: path.replace(/:[a-z]+/gi, () => piece) })),
  },
  { weight: 2, arbitrary: fc.record({ method: anyMethod, path: anyPath }) },
);

/** A key that opens nothing, in any place that a key may stand. */
const wrongKey = fc.oneof(
  fc.constant(undefined),
  fc.nat({ max: 31 }).map((at) => `${KEYS.system.slice(0, at)}x${KEYS.system.slice(at + 1)}`),
  anyValue.filter((text) => !Object.values<string>(KEYS).includes(text.trim())),
);

/** Where damage is done to the bytes of a request, and how. */
const damage = fc.record({
  // Without bias, which would do nearly all of it at the beginning.
  at: fc.noBias(fc.double({ min: 0, max: 1, noNaN: true })),
  take: fc.nat({ max: 12 }),
  put: fc.uint8Array({ maxLength: 8 }),
});

/** The bytes of a request, with a key (perhaps) that goes along as header, in the query or in the body. */
function anyRequest(key: fc.Arbitrary<string | undefined>): fc.Arbitrary<Uint8Array> {
  return fc
    .record({
      route: anyRoute,
      query: anyQuery,
      headers: anyHeaders,
      body: anyBody,
      key,
      carrier: fc.constantFrom("header", "query", "body"),
      framed: fc.constantFrom(...new Array(8).fill("length"), "chunks", "chunks", "none"),
      version: fc.constantFrom(...new Array(20).fill("1.1"), "1.0", "2.0"),
    })
    .map(({ route: { method, path }, query, headers, body, key, carrier, framed, version }) => {
      const carried = (name: string) => (carrier === name && key !== undefined ? key : undefined);
      const withKey = carried("query") === undefined ? query : `apikey=${escapeText(key ?? "")}&${query}`;
      const text = carried("body") === undefined ? body : JSON.stringify({ apikey: key, ...readMembers(body) });
      const bytes = Buffer.from(text);
      const lines = [`${method} ${path}${withKey && `?${withKey}`} HTTP/${version}`, "Host: vault.test"];
      if (carried("header") !== undefined) lines.push(`APIKey: ${key}`);
      for (const [name, value] of headers) lines.push(`${name}: ${value}`);
      if (framed === "length") lines.push(`Content-Length: ${bytes.length}`);
      if (framed === "chunks") lines.push("Transfer-Encoding: chunked");
      const chunk = bytes.length > 0 ? `${bytes.length.toString(16)}\r\n${text}\r\n` : "";
      const chunked = framed === "chunks" ? Buffer.from(`${chunk}0\r\n\r\n`) : bytes;
      return Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`), chunked]);
    });
}

function readMembers(body: string): object {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
  } catch {
    return {};
  }
}

function damaged(request: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> {
  return fc.tuple(request, fc.array(damage, { minLength: 1, maxLength: 4 })).map(([bytes, damages]) =>
    damages.reduce((sound, { at, take, put }) => {
      const from = Math.floor(at * sound.length);
      return Buffer.concat([sound.subarray(0, from), put, sound.subarray(from + take)]);
    }, bytes),
  );
}

/** Requests that must be refused, whole or damaged, and bytes that are none at all. */
export const refusable: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 7, arbitrary: anyRequest(wrongKey) },
  { weight: 2, arbitrary: damaged(anyRequest(wrongKey)) },
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

const goodKey = fc.constantFrom<string>(
  ...new Array(6).fill(KEYS.system),
  KEYS.list,
  KEYS.list,
  KEYS.copyMove,
  KEYS.generator,
);

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
  { weight: 2, arbitrary: anyRequest(goodKey) },
  { weight: 1, arbitrary: damaged(anyRequest(goodKey)) },
  { weight: 3, arbitrary: almostRight },
);
