import fc from "fast-check";
import { anyText, escapeText } from "./any-text.ts";

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
        "AUTHTOKEN",
        "sessionId",
        "orgName",
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

/** A verb: most often one that operations have. */
export const anyMethod = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom("GET", "POST", "PUT", "DELETE") },
  {
    weight: 2,
    arbitrary: fc.constantFrom("HEAD", "OPTIONS", "PATCH", "CONNECT", "TRACE", "get", "M-SEARCH", "", "GET\t"),
  },
);

/** Where a product's clients put the key that says who they are. */
export interface KeyPlaces {
  readonly header: string;
  readonly query: string;
  /** A body with the key in it; absent where the product does not look there. */
  inBody?(key: string, body: string): string;
}

/** What a request is made of. */
interface Parts {
  readonly route: fc.Arbitrary<{ readonly method: string; readonly path: string }>;
  readonly query: fc.Arbitrary<string>;
  readonly body: fc.Arbitrary<string>;
  readonly key: fc.Arbitrary<string | undefined>;
  readonly places: KeyPlaces;
}

/** The bytes of a request, with a key (perhaps) that goes along as header, in the query or in the body. */
export function anyRequest({ places, ...parts }: Parts): fc.Arbitrary<Uint8Array> {
  return fc
    .record({
      ...parts,
      headers: anyHeaders,
      carrier: fc.constantFrom("header", "query", ...(places.inBody ? ["body"] : [])),
      framed: fc.constantFrom(...new Array(8).fill("length"), "chunks", "chunks", "none"),
      version: fc.constantFrom(...new Array(20).fill("1.1"), "1.0", "2.0"),
    })
    .map(({ route: { method, path }, query, headers, body, key, carrier, framed, version }) => {
      const carried = (name: string) => (carrier === name && key !== undefined ? key : undefined);
      const inQuery = carried("query");
      const inBody = carried("body");
      const withKey = inQuery === undefined ? query : `${places.query}=${escapeText(inQuery)}&${query}`;
      const text = inBody === undefined ? body : (places.inBody?.(inBody, body) ?? body);
      const bytes = Buffer.from(text);
      const lines = [`${method} ${path}${withKey && `?${withKey}`} HTTP/${version}`, "Host: vault.test"];
      if (carried("header") !== undefined) lines.push(`${places.header}: ${key}`);
      for (const [name, value] of headers) lines.push(`${name}: ${value}`);
      if (framed === "length") lines.push(`Content-Length: ${bytes.length}`);
      if (framed === "chunks") lines.push("Transfer-Encoding: chunked");
      const chunk = bytes.length > 0 ? `${bytes.length.toString(16)}\r\n${text}\r\n` : "";
      const chunked = framed === "chunks" ? Buffer.from(`${chunk}0\r\n\r\n`) : bytes;
      return Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`), chunked]);
    });
}

/** A key that opens nothing, near one that does or far from all. */
export function wrongKey(keys: readonly string[]): fc.Arbitrary<string | undefined> {
  const [near = ""] = keys;
  return fc.oneof(
    fc.constant(undefined),
    fc.nat({ max: near.length - 1 }).map((at) => `${near.slice(0, at)}x${near.slice(at + 1)}`),
    anyValue.filter((text) => !keys.includes(text.trim())),
  );
}

/** Where damage is done to the bytes of a request, and how. */
const damage = fc.record({
  // Without bias, which would do nearly all of it at the beginning.
  at: fc.noBias(fc.double({ min: 0, max: 1, noNaN: true })),
  take: fc.nat({ max: 12 }),
  put: fc.uint8Array({ maxLength: 8 }),
});

/** The same requests with bytes taken out and put in. */
export function damaged(request: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> {
  return fc.tuple(request, fc.array(damage, { minLength: 1, maxLength: 4 })).map(([bytes, damages]) =>
    damages.reduce((sound, { at, take, put }) => {
      const from = Math.floor(at * sound.length);
      return Buffer.concat([sound.subarray(0, from), put, sound.subarray(from + take)]);
    }, bytes),
  );
}
