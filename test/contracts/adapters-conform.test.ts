import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { probeAdapter } from "../../contracts/adapters/probe-adapter.ts";
import { tryAdapter } from "../../contracts/verify/try-adapter.ts";

const python = process.platform === "win32" ? "python" : "python3";
/** Generous: each promise starts a process. */
const PATIENCE = 10_000;

test.each(["passwordstate", "pmp", "blink"])("the Python adapter for %s speaks the protocol", async (product) => {
  const results = await probeAdapter([python, `examples/python/${product}_adapter.py`], PATIENCE);
  expect(results.filter(({ seen }) => seen !== undefined)).toEqual([]);
  expect(results.length).toBeGreaterThan(7);
});

/** An adapter that does all well, but for what `flaw` does to a line that comes or to the answer to it. */
function flawed(flaw: string): string[] {
  const script = `
    const settings = ["address", "credential"].map((name) => ({ name, required: true, secret: name === "credential" }));
    const reply = (message) => process.stdout.write(JSON.stringify({ jsonrpc: "2.0", ...message }) + "\\n");
    const act = ({ id, method }) => {
      if (method === "describe") return { id, result: { name: "a", version: "1", capabilities: [], settings } };
      if (method === "connect" || method === "close") return { id, result: null };
      if (method !== "getSecret") return { id, error: { code: -32601, message: "no such method" } };
      return { id, error: { code: -32000, message: "no", data: { kind: "invalid" } } };
    };
    require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
      const request = JSON.parse(line), answer = act(request);
      ${flaw}
      reply(answer);
    });`;
  return [process.execPath, "-e", script];
}

// At once: each waits for an answer that does not come.
test.concurrent.each([
  ["nothing", "", []],
  ["ids as 32-bit numbers", "answer.id |= 0;", ["An id comes back as it went out, however large"]],
  ["no unknown method", "if (answer.error?.code === -32601) return;", [expect.stringContaining("-32601")]],
  [
    "no kinds",
    "delete answer.error?.data;",
    [expect.stringContaining("without connect"), expect.stringContaining("Settings")],
  ],
  ["lines of 64 KiB at most", "if (line.length > 65536) return;", [expect.stringContaining("1024 KiB")]],
  ["an end that never comes", "setInterval(() => {}, 99);", ["It ends when its input does"]],
])("an adapter whose flaw is %s is told so", async (_, flaw, promises) => {
  const results = await probeAdapter(flawed(flaw), PATIENCE);
  expect(results.filter(({ seen }) => seen !== undefined).map(({ promise }) => promise)).toEqual(promises);
});

test("what prints anything else fails every promise, and is ended however much it prints", async () => {
  const results = await probeAdapter([process.execPath, "-e", "for (;;) console.log('garbage')"], 3_000);
  expect(results.every(({ seen }) => seen?.includes("no answer"))).toBe(true);
});

test("fauxvault adapter prints what is kept and what is not, and says by its code which it is", async () => {
  const say = async (...command: string[]) => {
    const out = new PassThrough();
    const code = await tryAdapter({ command, timeLimit: PATIENCE, out });
    out.end();
    return { code, text: (await out.setEncoding("utf8").toArray()).join("") };
  };
  const wrong = await say(...flawed("answer.id |= 0;"));
  expect(wrong.code).toBe(1);
  expect(wrong.text).toContain("FAILED   An id comes back as it went out, however large\n           seen  ");
  expect(wrong.text).toContain("8 passed, 1 failed.");
  expect(await say("no-such-adapter-here")).toEqual({
    code: 2,
    text: "The adapter 'no-such-adapter-here' does not start: spawn no-such-adapter-here ENOENT\n",
  });
});
