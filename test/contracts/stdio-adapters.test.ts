import { once } from "node:events";
import { realpath } from "node:fs/promises";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { expect, onTestFinished, test } from "vitest";
import { stdio } from "../../contracts/adapters/stdio.ts";
import { Canaries } from "../../contracts/canaries.ts";
import { passwordstate } from "../../contracts/products/passwordstate.ts";
import { runContract } from "../../contracts/runner.ts";
import { startFauxvault } from "./start-fauxvault.ts";

const control = startFauxvault();

/** An adapter in few words: `answers` are JavaScript expressions by method, over `params`; what is missing answers null. */
function speak(answers: Readonly<Record<string, string>>): string[] {
  const cases = Object.entries(answers).map(([method, expression]) => `case "${method}": return ${expression};`);
  const script = `
    const description = { name: "few-words", version: "1", capabilities: [], missingDelete: "done", secondCreate: "update",
      settings: ["address", "credential"].map((name) => ({ name, required: true, secret: name === "credential" })) };
    let settings;
    const act = (method, params) => { switch (method) {
      ${cases.join("\n")}
      case "describe": return description;
      case "connect": settings = params.settings; return null;
      case "getSecret": return { id: params.ref.id, name: "n", value: "v" };
      default: return null;
    } };
    require("node:readline").createInterface({ input: process.stdin }).on("line", async (line) => {
      const { id, method, params } = JSON.parse(line);
      const result = await act(method, params);
      process.stdout.write(JSON.stringify({ jsonrpc: "2.0", id, result: result ?? null }) + "\\n");
    });`;
  return [process.execPath, "-e", script];
}

/** Runs some checks against an adapter, one at a time in the contract's order, and gives each outcome and message. */
async function run(command: readonly string[], only: readonly string[], longestLine?: number) {
  const canaries = new Canaries();
  const limit = longestLine === undefined ? {} : { longestLine };
  const adapter = stdio({ command, mask: (text) => canaries.mask(text), ...limit });
  onTestFinished(() => adapter.close());
  const plan = {
    product: passwordstate,
    adapter,
    control: control(),
    canaries,
    only,
    callTimeLimit: 10_000,
    grace: 1_000,
  };
  const { results } = await runContract({ ...plan, concurrency: 1, seed: 1 });
  return Object.fromEntries(results.map(({ id, outcome, message }) => [id, { outcome, message }]));
}

test("an adapter that crashes fails its own check with its last words, masked, and is replaced for the others", async () => {
  const answers = { getSecret: "(console.error('boom with', settings.credential), process.exit(3))" };
  const results = await run(speak(answers), ["reading.by-id", "reading.missing", "declaration.settings"]);
  expect(results["reading.by-id"]).toEqual({
    outcome: "failed",
    message:
      'The adapter ended with code 3 while it was asked to getSecret. Its last words: boom with *** The credential was in standard error (plain): "boom with ***".',
  });
  expect(results["reading.missing"]?.outcome).toBe("failed");
  expect(results["declaration.settings"]?.outcome).toBe("passed");
});

test("an adapter that falls silent fails its check at the time limit, and is replaced for the others", async () => {
  const results = await run(speak({ getSecret: "new Promise(() => {})" }), [
    "network.slow-reply",
    "declaration.settings",
  ]);
  expect(results["network.slow-reply"]).toEqual({
    outcome: "failed",
    message: "getSecret did not come back within 1300 ms; its time limit was 300 ms.",
  });
  expect(results["declaration.settings"]?.outcome).toBe("passed");
});

test("a line on standard output that is no answer fails the check and is quoted, masked", async () => {
  const answers = {
    getSecret: "(console.log('using key ' + settings.credential), { id: '1', name: 'n', value: 'v' })",
  };
  const { "reading.by-id": result } = await run(speak(answers), ["reading.by-id"]);
  expect(result?.outcome).toBe("failed");
  expect(result?.message).toContain(
    `Standard output carried a line that is no JSON-RPC 2.0 answer (it is no JSON): "using key ***".`,
  );
});

test.each([
  ["an answer to nothing that was asked", `'{"jsonrpc":"2.0","id":77,"result":null}'`],
  ["a line that is no JSON-RPC 2.0 answer", `'{"id":1,"result":null}'`],
  ["a line that is no JSON-RPC 2.0 answer", `'null'`],
  ["a line of more than 1000 bytes", `"x".repeat(5000)`],
])("standard output with %s fails the check", async (what, line) => {
  const { "reading.by-id": result } = await run(speak({ connect: `console.log(${line})` }), ["reading.by-id"], 1_000);
  expect(result?.message).toContain(`Standard output carried ${what}`);
});

const NEVER = "new Promise(() => {})";

test.each([
  ["its jsonrpc is not as it has to be", `{"id":3,"result":null}`],
  ["there are no batches", `[{"jsonrpc":"2.0","id":3,"result":null}]`],
  ["its error.data is not as it has to be", `{"jsonrpc":"2.0","id":3,"error":{"code":-32000,"message":"m","data":7}}`],
  ["it has both result and error", `{"jsonrpc":"2.0","id":3,"result":1,"error":{"code":-32000,"message":"m"}}`],
  ["it has neither result nor error", `{"jsonrpc":"2.0","id":3}`],
  ["whose id is no number", `{"jsonrpc":"2.0","id":"3","result":null}`],
  ["it is no JSON", "<html>"],
  ["a line of more than 1000 bytes", "x".repeat(5_000)],
])("a call whose answer is none fails at once, and says why: %s", async (why, line) => {
  const answers = { getSecret: `(console.log(${JSON.stringify(line)}), ${NEVER})` };
  const { "reading.by-id": result } = await run(speak(answers), ["reading.by-id"], 1_000);
  expect(result?.message).toContain(why);
  expect(result?.message).not.toContain("did not come back");
});

test.each([
  [
    "a second answer to the last call",
    { close: `console.log(JSON.stringify({ jsonrpc: "2.0", id: 2, result: null }))` },
  ],
  ["a print when it is closed", { close: `console.log("bye")` }],
])("the check at whose end it came fails by %s, and the process is replaced", async (_, answers) => {
  const only = ["declaration.settings", "declaration.capabilities", "declaration.errors"];
  const results = Object.values(await run(speak(answers), only));
  expect(results.length).toBeGreaterThan(0);
  for (const { outcome, message } of results) {
    expect(outcome).toBe("failed");
    expect(message).toContain("Standard output carried");
  }
});

test("an answer with the wrong shape says what was expected", async () => {
  const { "reading.by-id": result } = await run(speak({ getSecret: "({ id: 12 })" }), ["reading.by-id"]);
  expect(result?.outcome).toBe("failed");
  expect(result?.message).toMatch(/^getSecret answered something else than the port says: answer\.id: .*string/);
});

test("an adapter that takes its time within the limit passes", async () => {
  const slow = "new Promise((resolve) => setTimeout(() => resolve(description), 50))";
  const results = await run(speak({ describe: slow }), ["declaration.settings"]);
  expect(results["declaration.settings"]?.outcome).toBe("passed");
});

test("arguments reach the adapter as they are, whatever a shell would make of them", async () => {
  const odd = ["two words", '$HOME "quoted"', "*", "a;b", ""];
  const [program = "", ...args] = speak({
    describe: description("JSON.stringify(process.argv.slice(1))"),
  });
  const adapter = stdio({ command: [program, ...args, ...odd] });
  onTestFinished(() => adapter.close());
  const { connector } = await adapter.lease();
  expect((await connector.describe()).name).toBe(JSON.stringify(odd));
});

test("a pool starts no more processes than leases, uses them again, and leaves none behind, nor what they started", async () => {
  // Each process holds a connection to this server for as long as it lives.
  const server = createServer();
  onTestFinished(() => void server.close());
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const hold = `require("node:net").connect(${port}, "127.0.0.1").on("error", () => {})`;
  const start = `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(hold)}])`;
  const held = new Promise<Socket[]>((resolve) => {
    const sockets: Socket[] = [];
    server.on("connection", (socket) => sockets.push(socket) === 2 && resolve(sockets));
  });
  const adapter = stdio({
    command: speak({ connect: `void (${hold}, ${start})`, describe: description(`process.pid`) }),
  });

  const first = await adapter.lease();
  const { name } = await first.connector.describe();
  await first.connector.connect({ address: "", credential: "", timeLimit: 1 });
  const sockets = await held;
  await first.release(false);
  const second = await adapter.lease();
  expect((await second.connector.describe()).name).toBe(name);

  const ended = Promise.all(sockets.map((socket) => new Promise((resolve) => socket.resume().once("close", resolve))));
  for (const socket of sockets) socket.on("error", () => undefined);
  await adapter.close();
  await ended;
});

test("with isolation each lease has a process of its own, started where the adapter's files are", async () => {
  const answers = { describe: description("process.pid + ' ' + process.cwd()") };
  const folder = await realpath(tmpdir());
  const adapter = stdio({ command: speak(answers), isolate: true, folder });
  onTestFinished(() => adapter.close());
  const names: string[] = [];
  for (let round = 0; round < 2; round += 1) {
    const { connector, release } = await adapter.lease();
    names.push((await connector.describe()).name);
    await release(false);
  }
  expect(names[0]).not.toBe(names[1]);
  for (const name of names) expect(name.endsWith(` ${folder}`)).toBe(true);
});

/** A description whose name is the value of an expression. */
function description(name: string): string {
  return `({ ...description, name: String(${name}) })`;
}

test("an adapter that writes without end, to either stream, fails its check and is ended", async () => {
  const flood = (stream: string) =>
    `(() => { const write = () => { while (process.${stream}.write("garbage\\n".repeat(8192))); process.${stream}.once("drain", write); }; write(); })()`;
  const { "reading.by-id": out } = await run(speak({ getSecret: flood("stdout") }), ["reading.by-id"]);
  expect(out?.message).toContain(
    `Standard output carried a line that is no JSON-RPC 2.0 answer (it is no JSON): "garbage".`,
  );
  const { "reading.by-id": error } = await run(speak({ getSecret: flood("stderr") }), ["reading.by-id"]);
  expect(error?.message).toContain("getSecret answered something else than the port says");
});
