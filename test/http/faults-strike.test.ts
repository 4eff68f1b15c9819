import { expect, test } from "vitest";
import type { FaultPlan } from "../../src/http/faults/fault.ts";
import { type Answer, ask, dial } from "./ask.ts";
import { startTiny } from "./start-tiny.ts";

type Effect = FaultPlan["effect"];
type Seen = Partial<Answer> & { failed?: string };

/** What a client makes of an answer, or of there being none. */
async function see(port: number, ca: string | undefined): Promise<Seen> {
  try {
    return await ask(port, "/things/a", { method: "PUT", body: "kept", ca });
  } catch (error) {
    return { failed: (error as NodeJS.ErrnoException).code ?? String(error) };
  }
}

const whole = { status: 200, text: expect.stringMatching(/^\{"address":"127.0.0.1",.*\}$/) };

/** Each kind, what the client sees of it, what the journal says was sent, and whether it can come before the vault acts. */
const kinds: readonly [Effect, object, status: number][] = [
  [{ kind: "delay", ms: 5 }, whole, 200],
  [{ kind: "drip", ms: 1, bytes: 20 }, whole, 200],
  [{ kind: "reset" }, { failed: "ECONNRESET" }, 0],
  [{ kind: "empty" }, { failed: "ECONNRESET" }, 0],
  [{ kind: "status", status: 503, body: "busy" }, { status: 503, text: "busy" }, 503],
  [{ kind: "status", status: 204 }, { status: 204, text: "" }, 204],
  [{ kind: "truncate", bytes: 10 }, { failed: "ECONNRESET" }, 200],
  [{ kind: "truncate", bytes: 0 }, { failed: "ECONNRESET" }, 200],
  [{ kind: "malformed" }, { status: 200, text: expect.stringMatching(/^\{"address":"127.0.0.1"[^}]*$/) }, 200],
  [
    { kind: "content-type", type: "text/csv" },
    { ...whole, headers: expect.objectContaining({ "content-type": "text/csv" }) },
    200,
  ],
  [
    { kind: "redirect", location: "/login?to=%2F" },
    { status: 302, headers: expect.objectContaining({ location: "/login?to=%2F" }) },
    302,
  ],
  [{ kind: "redirect", location: "/", status: 307 }, { status: 307, text: "" }, 307],
  [
    { kind: "html" },
    {
      status: 200,
      text: expect.stringContaining("<form"),
      headers: expect.objectContaining({ "content-type": "text/html; charset=utf-8" }),
    },
    200,
  ],
  [{ kind: "skew", ms: 1000 }, whole, 200],
];

const cases = kinds.flatMap(([effect, seen, status]) =>
  (["before", "after"] as const).map((when) => ({ ...effect, when, effect, seen, status })),
);

test.each(cases)(
  "$kind, $when the vault acts, by HTTP and HTTPS, then no more",
  async ({ effect, when, seen, status }) => {
    const { port, ca, fault, kept, sandbox } = await startTiny();
    const waits = effect.kind === "delay" || effect.kind === "skew";
    for (const pem of [undefined, await ca()]) {
      fault({ times: 1, when, effect });
      expect(await see(port, pem)).toMatchObject(seen);
      expect(kept()).toEqual(when === "after" || waits ? { a: "kept" } : {});
      const entry = sandbox.journal.entries().at(-1);
      expect(entry).toMatchObject({ status, operation: "things.write", faults: [{ effect: { kind: effect.kind } }] });
      const after = kept();
      expect(await see(port, pem)).toMatchObject(whole);
      sandbox.rewind(entry?.seq ?? 0, "after");
      expect(kept()).toEqual(after);
      sandbox.reset();
    }
  },
);

test("a reset is a reset below TLS too, and an empty answer is a clean end", async () => {
  const { port, ca, fault } = await startTiny();
  fault({ match: { path: "/reset" }, effect: { kind: "reset" } });
  fault({ match: { path: "/empty" }, effect: { kind: "empty" } });
  for (const pem of [undefined, await ca()]) {
    for (const [path, way] of [
      ["/reset", "ECONNRESET"],
      ["/empty", "end"],
    ] as const) {
      const socket = await dial(port, pem);
      const came: Buffer[] = [];
      const ended = new Promise<string | undefined>((resolve) => {
        socket.on("data", (chunk) => came.push(chunk)).on("end", () => resolve("end"));
        socket.on("error", ({ code }: NodeJS.ErrnoException) => resolve(code));
      });
      socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
      expect([path, await ended, Buffer.concat(came).length]).toEqual([path, way, 0]);
    }
  }
});

test("a fault that only alters the answer strikes after the vault acted unless told otherwise, all else before", async () => {
  const { port, fault, kept, sandbox } = await startTiny();
  for (const [effect] of kinds) {
    fault({ times: 1, effect });
    await see(port, undefined);
    const alters = ["delay", "drip", "truncate", "malformed", "content-type", "skew"].includes(effect.kind);
    expect([effect.kind, kept()]).toEqual([effect.kind, alters ? { a: "kept" } : {}]);
    sandbox.reset();
  }
});

test("a status of its own goes out as a proxy would send it: its headers in the place of the vault's, each once", async () => {
  const { port, fault } = await startTiny();
  const headers = {
    server: "proxy",
    "Retry-After": "5",
    "content-type": "text/x-busy",
    "Content-Length": "4",
    Date: "today",
  };
  fault({ effect: { kind: "status", status: 503, body: "busy", headers } });
  const answer = await ask(port, "/things/a");
  expect(answer).toMatchObject({ status: 503, phrase: "Service Unavailable", text: "busy" });
  expect(answer.headers).toEqual({
    server: "proxy",
    "x-tiny": "yes",
    "retry-after": "5",
    "content-type": "text/x-busy",
    "content-length": "4",
    date: "today",
    connection: "close",
  });
});

test("a status that says it comes in chunks comes in chunks", async () => {
  const { port, fault } = await startTiny();
  fault({ effect: { kind: "status", status: 200, body: "chunked", headers: { "Transfer-Encoding": "chunked" } } });
  const { text, headers } = await ask(port, "/things/a");
  expect([text, headers["transfer-encoding"], headers["content-length"]]).toEqual(["chunked", "chunked", undefined]);
});
