import fc from "fast-check";
import { expect, test } from "vitest";
import { passwordstate } from "../../mocks/passwordstate/index.ts";
import { KEYS, startTarget } from "./vault-under-fire.ts";

/** Where the bytes stand. */
type Place = "path" | "query" | "header" | "key" | "body" | "form";

interface Plan {
  readonly place: Place;
  readonly bytes: Uint8Array;
  readonly operation: (typeof passwordstate.operations)[number];
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

const plan = (place: Place): fc.Arbitrary<Plan> =>
  fc.record({
    place: fc.constant(place),
    bytes: anyBytes,
    operation: fc.constantFrom(...passwordstate.operations.filter(({ handle }) => handle)),
    key: fc.constantFrom(undefined, KEYS.system, KEYS.list),
    secure: fc.boolean(),
  });

test.each<Place>(["path", "query", "header", "key", "body", "form"])(
  "any bytes as %s never give an unexpected 500, and change nothing when they are refused",
  { timeout: 60_000 },
  async (place) => {
    const target = await startTarget();
    await fc.assert(
      fc.asyncProperty(plan(place), async (one) => {
        const { statuses, changed, crashes, unexpected } = await target.fire(write(one), one.secure);
        expect({ crashes, unexpected }).toEqual({ crashes: [], unexpected: [] });
        if (!statuses.some((status) => status >= 200 && status < 300)) expect(changed).toBe(false);
      }),
      { numRuns: 250 },
    );
    await target.expectAlive();
  },
);

/** A request that is right but for the bytes. */
function write({ place, bytes, operation, key }: Plan): Uint8Array {
  const put = (where: Place, otherwise: string) => (where === place ? Buffer.from(bytes) : Buffer.from(otherwise));
  const inBody = place === "form" || place === "body";
  const [before = "", after = ""] = operation.path.split(/:[a-z]+/i);
  const body = put(place === "form" ? "form" : "body", "");
  const type = place === "form" ? "application/x-www-form-urlencoded" : "application/json";
  return Buffer.concat([
    Buffer.from(`${operation.method} ${before}`),
    put("path", before === operation.path ? "" : "1"),
    Buffer.from(`${after}?`),
    put("query", operation.method === "GET" ? "" : "PasswordListID=101&Title=x"),
    Buffer.from(` HTTP/1.1\r\nHost: x\r\nReason: `),
    put("header", "because"),
    Buffer.from("\r\nAPIKey: "),
    put("key", key ?? ""),
    Buffer.from(`\r\n${inBody ? `Content-Type: ${type}\r\n` : ""}Content-Length: ${body.length}\r\n\r\n`),
    body,
  ]);
}
