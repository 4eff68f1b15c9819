import fc from "fast-check";
import { expect, test } from "vitest";
import { isBuilt, type Operation } from "../../src/http/operation.ts";
import { keys as BLINK_KEYS } from "../blink/small-blink.ts";
import { blinkRange } from "./blink-range.ts";
import { seed } from "./fire-at.ts";
import { KEYS, passwordstateRange } from "./passwordstate-range.ts";
import { KEYS as PMP_KEYS, pmpRange } from "./pmp-range.ts";
import { type Range, startTarget } from "./vault-under-fire.ts";

/** Where the bytes stand. */
type Place = "path" | "query" | "header" | "key" | "body" | "form";

interface Plan {
  readonly place: Place;
  readonly bytes: Uint8Array;
  readonly operation: Operation;
  readonly key: string | undefined;
  readonly secure: boolean;
}

/** Bytes of all kinds: any at all, text in UTF-8, and what would be special to somebody. */
const anyBytes = fc.oneof(
  fc.uint8Array({ maxLength: 60 }),
  fc.string({ unit: "binary", maxLength: 40 }).map((text) => Buffer.from(text)),
  fc.json().map((text) => Buffer.from(text)),
  fc
    .array(
      fc.constantFrom(
        "\0",
        "\r\n",
        "\r",
        "\n",
        " ",
        "\t",
        "%",
        "%00",
        "/",
        "..",
        "~",
        "?",
        "#",
        "&",
        "=",
        ";",
        "+",
        "'",
        '"',
        "[",
        "{",
        "\\",
        "ÿ",
        "\ufeff",
        "é",
        "🔑",
      ),
      { maxLength: 8 },
    )
    .map((parts) => Buffer.from(parts.join(""))),
);

/** A product, and how a request to it is written. */
interface Aim {
  readonly range: Range;
  readonly keyHeader: string;
  readonly keys: readonly string[];
  /** A query that calls which write can do something with. */
  readonly query: string;
}

const aims: Readonly<Record<string, Aim>> = {
  Passwordstate: {
    range: passwordstateRange,
    keyHeader: "APIKey",
    keys: [KEYS.system, KEYS.list],
    query: "PasswordListID=101&Title=x",
  },
  "Password Manager Pro": {
    range: pmpRange,
    keyHeader: "AUTHTOKEN",
    keys: [PMP_KEYS.chief, PMP_KEYS.reader],
    query: "OPERATION_NAME=GET_RESOURCES&USERNAME=pat",
  },
  Blink: {
    range: blinkRange,
    keyHeader: "BLINK-API-KEY",
    keys: [BLINK_KEYS.owner, BLINK_KEYS.viewer],
    query: "run_sync=false",
  },
};

const plan = (place: Place, { range, keys }: Aim): fc.Arbitrary<Plan> =>
  fc.record({
    place: fc.constant(place),
    bytes: anyBytes,
    operation: fc.constantFrom(...range.service.operations.filter(isBuilt)),
    key: fc.constantFrom(undefined, ...keys),
    secure: fc.boolean(),
  });

const places: readonly Place[] = ["path", "query", "header", "key", "body", "form"];

test.each(Object.keys(aims).flatMap((product) => places.map((place) => [product, place] as const)))(
  "any bytes sent to %s as %s never give an unexpected 500, and change nothing when they are refused",
  async (product, place) => {
    const aim = aims[product];
    if (!aim) throw new Error(`There is no ${product}.`);
    const target = await startTarget(aim.range);
    await fc.assert(
      fc.asyncProperty(plan(place, aim), async (one) => {
        const { succeeded, changed, crashes, unexpected } = await target.fire(write(one, aim), one.secure);
        expect({ crashes, unexpected }).toEqual({ crashes: [], unexpected: [] });
        if (!succeeded) expect(changed).toBe(false);
      }),
      { seed, numRuns: 250 },
    );
    await target.expectAlive();
  },
);

/** A request that is right but for the bytes. */
function write({ place, bytes, operation, key }: Plan, aim: Aim): Uint8Array {
  const put = (where: Place, otherwise: string) => (where === place ? Buffer.from(bytes) : Buffer.from(otherwise));
  const inBody = place === "form" || place === "body";
  const [before = "", after = ""] = operation.path.split(/:[a-z]+/i);
  const body = put(place === "form" ? "form" : "body", "");
  const type = place === "form" ? "application/x-www-form-urlencoded" : "application/json";
  return Buffer.concat([
    Buffer.from(`${operation.method} ${before}`),
    put("path", before === operation.path ? "" : "1"),
    Buffer.from(`${after}?`),
    put("query", operation.method === "GET" ? "" : aim.query),
    Buffer.from(` HTTP/1.1\r\nHost: x\r\nReason: `),
    put("header", "because"),
    Buffer.from(`\r\n${aim.keyHeader}: `),
    put("key", key ?? ""),
    Buffer.from(`\r\n${inBody ? `Content-Type: ${type}\r\n` : ""}Content-Length: ${body.length}\r\n\r\n`),
    body,
  ]);
}
