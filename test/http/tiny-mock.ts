import { EngineError } from "../../src/engine/engine-error.ts";
import type { StateOf } from "../../src/engine/section.ts";
import { table } from "../../src/engine/table.ts";
import type { Call } from "../../src/http/call.ts";
import { assumed } from "../../src/http/evidence.ts";
import type { Breakage, Mock, MockService } from "../../src/http/mock.ts";
import type { Operation } from "../../src/http/operation.ts";
import { Refusal, type Reply } from "../../src/http/reply.ts";

/** What the tests' own product keeps: named things, with the text that was put there. */
interface ThingRow {
  readonly name: string;
  readonly text: string;
  readonly at: number;
}

const tables = { things: table<ThingRow>()({ key: "name" }) };

/** Its part of a sandbox. */
export const tinySection = { name: "tiny", tables, assumptions: {} };

class TinyRefusal extends Refusal {
  override readonly name = "TinyRefusal";
}

const about = { tag: "things", evidence: assumed("made up for tests"), source: "none" };

function things({ sandbox }: Call): StateOf<typeof tables>["things"] {
  return sandbox.state(tinySection).things;
}

function nameOf({ params }: Call): string {
  return params.name ?? "";
}

const read: Operation = {
  ...about,
  id: "things.read",
  method: "GET",
  path: "/things/:name",
  summary: "Gives a thing",
  handle(call) {
    const thing = things(call).get(nameOf(call));
    if (!thing) throw new TinyRefusal(`there is no thing '${nameOf(call)}'`);
    return { status: 200, body: thing.text, type: "text/plain; charset=utf-8" };
  },
};

const write: Operation = {
  ...about,
  id: "things.write",
  method: "PUT",
  path: "/things/:name",
  summary: "Keeps a thing, and says who sent it, how long it is, and when that was",
  handle(call) {
    const { caller, request, sandbox } = call;
    const at = sandbox.clock.now();
    const row = { name: nameOf(call), text: Buffer.from(request.body).toString(), at };
    if (row.text === "forbidden") {
      things(call).insert({ ...row, name: "left behind" });
      throw new TinyRefusal("a thing cannot be forbidden");
    }
    things(call).delete(row.name);
    things(call).insert(row);
    const { address, host } = caller;
    const answer = { address, host, secure: request.secure, bytes: request.body.length, query: request.query, at };
    return { status: 200, body: JSON.stringify(answer), type: "application/json" };
  },
};

const crash: Operation = {
  ...about,
  id: "things.crash",
  method: "POST",
  path: "/crash",
  summary: "Throws what no handler should throw, after a write",
  handle(call) {
    things(call).insert({ name: "half done", text: "", at: 0 });
    throw new TypeError("a handler's own fault");
  },
};

const unbuilt: Operation = { ...about, id: "things.count", method: "GET", path: "/things", summary: "Not built" };

function say(status: number, text: string): Reply {
  return { status, body: `${text}\n`, type: "text/plain; charset=utf-8" };
}

const BROKEN: Readonly<Record<Breakage, number>> = {
  malformed: 400,
  "headers-too-large": 431,
  "body-too-large": 413,
  "timed-out": 408,
};

/** The largest body that it takes, in bytes. */
export const TINY_LIMIT = 100_000;

/** What serves it. */
export const tinyService: MockService = {
  operations: [read, write, crash, unbuilt],
  document: { security: {}, replies: {} },
};

/** The tests' own product: it reads, it writes, it crashes. */
export const tinyMock: Mock = {
  name: "tiny",
  title: "Tiny",
  section: tinySection,
  listeners: [{ name: "tiny", port: 9999 }],
  load: async () => tinyService,
  administration: async () => [],
  wire: {
    ignoreCase: true,
    bodyLimit: TINY_LIMIT,
    headers: { Server: "Tiny/1.0", "X-Tiny": "yes" },
    plainParameters: new Set(),
    refused(refusal) {
      if (!(refusal instanceof TinyRefusal)) throw new EngineError("not a refusal of this product");
      return { ...say(404, refusal.message), phrase: `[${refusal.message}]`, reason: refusal.message };
    },
    unknownPath: (request) => say(404, `nothing at ${request.path}`),
    wrongMethod: (request) => say(405, `no ${request.method}`),
    broken: (breakage) => say(BROKEN[breakage], breakage),
    crashed: () => say(500, "crashed"),
  },
  credentials: () => [],
  retiredCredentials: () => [],
  renewCredentials: () => undefined,
  example: () => undefined,
};
