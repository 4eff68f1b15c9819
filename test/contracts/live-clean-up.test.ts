import { once } from "node:events";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import type { Adapter } from "../../contracts/adapters/adapter.ts";
import { inProcess } from "../../contracts/adapters/in-process.ts";
import { ContractsError } from "../../contracts/contracts-error.ts";
import { LeftBehind } from "../../contracts/left-behind.ts";
import type { Connector, SecretSummary } from "../../contracts/port.ts";
import { findProduct } from "../../contracts/products/find-product.ts";
import { exitCodeOf } from "../../contracts/result.ts";
import { type RunPlan, runContract } from "../../contracts/runner.ts";
import { judgeError } from "../../contracts/verify/judge-error.ts";
import { createConnector } from "../../examples/typescript/passwordstate-connector.ts";
import { spawnCli } from "../cli/cli.ts";
import type { LiveTarget } from "./live-target.ts";
import { permitWrites, startTarget, verifyAt, writeTemporary } from "./live-target.ts";

const passwordstate = findProduct("passwordstate");
const WRITING = { container: "101", allowWrites: true, prefix: "fv-" };

const NO_SIGNALS = "on Windows no process can be sent a Ctrl-C";

/** Runs the writing checks with a connector of the example's whose methods are changed. */
async function runWith(
  at: LiveTarget,
  change: (connector: Connector) => Partial<Connector>,
  plan: Pick<RunPlan, "only" | "signal"> = {},
) {
  const adapter = inProcess(() => {
    const connector = createConnector();
    return { ...connector, ...change(connector) };
  });
  try {
    const target = { target: permitWrites(at) };
    return await runContract({ product: passwordstate, adapter, target, only: ["writing.*"], seed: 1, ...plan });
  } finally {
    await adapter.close();
  }
}

test("what a connector makes and does not remove is removed", async () => {
  const at = await startTarget("passwordstate");
  const before = await at.content();
  const run = await runWith(at, () => ({ deleteSecret: async () => undefined }));
  expect(run.counts.failed).toBeGreaterThan(0);
  expect(run.leftovers).toEqual([]);
  expect(await at.content()).toEqual(before);
});

test("what a connector makes under a name of its own is told and left alone, and the run fails by it", async () => {
  const at = await startTarget("passwordstate");
  const run = await runWith(at, ({ createSecret }) => ({
    createSecret: async (secret) => {
      await createSecret?.({ ...secret, name: `backup of ${secret.name}` });
      return (await createSecret?.(secret)) as SecretSummary;
    },
  }));
  expect(run.leftovers.length).toBeGreaterThan(0);
  for (const line of run.leftovers)
    expect(line).toMatch(/^backup of fv-.* \(\d+ in list 101\): it came during the run/);
  expect(exitCodeOf(run)).toBe(1);
});

test("what a connector makes in another container is removed too", async () => {
  const at = await startTarget("passwordstate");
  const before = await at.content();
  const run = await runWith(at, ({ createSecret }) => ({
    createSecret: async (secret) => (await createSecret?.({ ...secret, container: "102" })) as SecretSummary,
  }));
  expect(run.counts.failed).toBeGreaterThan(0);
  expect(run.leftovers).toEqual([]);
  expect(await at.content()).toEqual(before);
});

test("what cannot be removed is listed in every report, and fails the run", async () => {
  const at = await startTarget("passwordstate");
  await at.sandbox.addFault({ match: { method: "DELETE" }, effect: { kind: "status", status: 503, body: "no" } });
  const files = {
    json: await writeTemporary("report.json", ""),
    junit: await writeTemporary("report.xml", ""),
    markdown: await writeTemporary("report.md", ""),
    html: await writeTemporary("report.html", ""),
  };
  const reports = Object.entries(files).map(([format, file]) => `${format}=${file}`);
  const module = path.resolve(import.meta.dirname, "../../examples/typescript/passwordstate-connector.ts");
  const plan = { product: "passwordstate", module, only: ["reading.by-id"], reports, ...WRITING };
  const { code, text } = await verifyAt(at, plan);
  expect(code).toBe(1);
  expect(text).toMatch(/passed +reading\.by-id/);
  expect(text).toMatch(/Left behind: fv-[0-9a-f]{8}-1-[0-9a-f]{12} \(\d+ in list 101\): .* status 503/);
  for (const file of Object.values(files)) {
    const report = await readFile(file, "utf8");
    expect(report).toMatch(/Left behind|"leftovers": \[\s*"fv-/);
    expect(report).toContain(at.https);
    expect(report).not.toContain(at.credential);
  }
});

test("what has the prefix without being the run's own is never touched, and is listed", async () => {
  const at = await startTarget("passwordstate");
  const foreign = { list: 101, title: "fv-somebody else's", password: "Quiet-Harbour-12" };
  await at.sandbox.act("passwordstate", "records.add", { ...foreign, userName: "", description: "" });
  const before = await at.content();
  const run = await runWith(at, () => ({}));
  expect(run.leftovers).toEqual([
    expect.stringMatching(/^fv-somebody else's \(\d+ in list 101\): this run did not make it$/),
  ]);
  expect(exitCodeOf(run)).toBe(1);
  expect(await at.content()).toEqual(before);
});

test("an interruption ends the run: what the connector is about to make is waited for and removed, and it is asked for no more", async () => {
  const at = await startTarget("passwordstate");
  const before = await at.content();
  const controller = new AbortController();
  const slowly = ({ createSecret, testConnection }: Connector): Partial<Connector> => ({
    async createSecret(secret) {
      controller.abort();
      for (let times = 0; times < 5; times += 1) await testConnection();
      return (await createSecret?.(secret)) as SecretSummary;
    },
  });
  const run = await runWith(at, slowly, { only: ["writing.round-trip"], signal: controller.signal });
  expect(exitCodeOf(run)).toBe(130);
  expect(run.leftovers).toEqual([]);
  expect((await at.writes()).map(({ method }) => method)).toEqual(["POST", "DELETE"]);
  expect(await at.content()).toEqual(before);
});

/** An adapter that makes what it is asked for, and then does not say so but something else. */
const adapterThen = (then: string) => `
import { createInterface } from "node:readline";
let settings;
for await (const line of createInterface(process.stdin)) {
  const { id, method, params } = JSON.parse(line);
  const answer = (result) => console.log(JSON.stringify({ jsonrpc: "2.0", id, result }));
  if (method === "describe") answer({ name: "silent", version: "1", capabilities: ["createSecret"], secondCreate: "duplicate",
    settings: [{ name: "address", required: true, secret: false }, { name: "credential", required: true, secret: true }] });
  else if (method === "createSecret") {
    const { container, name, value } = params.secret;
    const body = JSON.stringify({ PasswordListID: Number(container), Title: name, Password: value });
    const headers = { APIKey: settings.credential, "Content-Type": "application/json" };
    await fetch(settings.address + "/api/passwords", { method: "POST", headers, body });
    ${then}
  } else { if (method === "connect") settings = params.settings; answer(null); }
}
`;

test("after an adapter that crashed in the middle of a write nothing is left", async () => {
  const at = await startTarget("passwordstate");
  const before = await at.content();
  const command = [process.execPath, await writeTemporary("adapter.mjs", adapterThen("process.exit(70);"))];
  const http = { target: at.http, caFile: undefined, http: true };
  const plan = { product: "passwordstate", command, only: ["writing.fields"], ...http, ...WRITING };
  const { code, text } = await verifyAt(at, plan);
  expect({ code, text }).toMatchObject({ code: 1, text: expect.stringContaining("ended with code 70") as string });
  expect(text).not.toContain("Left behind");
  expect((await at.writes()).map(({ method }) => method)).toEqual(["POST", "DELETE"]);
  expect(await at.content()).toEqual(before);
});

test("a run that breaks off cleans up, and tells of what is left though there is no report of it", async () => {
  const at = await startTarget("passwordstate");
  await at.sandbox.addFault({ match: { method: "DELETE" }, effect: { kind: "status", status: 503, body: "no" } });
  let leases = 0;
  const whole = inProcess(createConnector);
  const adapter: Adapter = {
    ...whole,
    lease() {
      leases += 1;
      if (leases > 3) throw new ContractsError("The adapter does not start any more.");
      return whole.lease();
    },
  };
  const plan = { product: passwordstate, adapter, target: { target: permitWrites(at) }, only: ["reading.*"], seed: 1 };
  const broken = await runContract(plan).catch((error: unknown) => error);
  await whole.close();
  expect(broken).toBeInstanceOf(LeftBehind);
  expect(judgeError(broken)).toMatchObject({
    code: 1,
    message: expect.stringMatching(/does not start any more\.\nLeft behind: fv-.* status 503/) as string,
  });
});

/** Starts a run in a process of its own, and waits until its connector has made something. */
async function startRun(at: LiveTarget) {
  const adapter = await writeTemporary("adapter.mjs", adapterThen(""));
  const words = ["--target", at.http, "--http", "--container", "101", "--allow-writes", "--prefix", "fv-"];
  const args = ["verify", "passwordstate", ...words, "--time-limit", "30s", "--only", "writing.fields"];
  const child = spawnCli([...args, "--", process.execPath, adapter], { FAUXVAULT_TARGET_CREDENTIAL: at.credential });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (piece) => (text += piece));
  const ended = once(child, "exit");
  const following = new AbortController();
  for await (const { method, status } of at.sandbox.followJournal({ signal: following.signal })) {
    if (method === "POST" && status === 201) break;
  }
  following.abort();
  return { child, told: () => text, ended };
}

test.for([
  ["Ctrl-C", "SIGINT"],
  ["a terminal that goes away", "SIGHUP"],
] as const)("%s ends a run with a connector that hangs, and everything is removed", async ([, signal], context) => {
  if (process.platform === "win32") return context.skip(NO_SIGNALS);
  const at = await startTarget("passwordstate");
  const before = await at.content();
  const { child, told, ended } = await startRun(at);
  child.kill(signal);
  await ended;
  expect({ code: child.exitCode, text: told() }).toMatchObject({ code: 130 });
  expect(await at.content()).toEqual(before);
});

test("a run whose reader leaves goes on to its end, with its reports and its code, and everything is removed", async () => {
  const at = await startTarget("passwordstate");
  const before = await at.content();
  const file = await writeTemporary("report.xml", "");
  const target = ["--target", at.http, "--http", "--container", "101", "--allow-writes", "--prefix", "fv-"];
  const wanted = [
    "--report",
    `junit=${file}`,
    "--report",
    "terminal",
    "--only",
    "reading.by-id",
    "--only",
    "writing.round-trip",
  ];
  const adapter = [process.platform === "win32" ? "python" : "python3", "examples/python/passwordstate_adapter.py"];
  const args = ["verify", "passwordstate", ...target, ...wanted, "--", ...adapter];
  const child = spawnCli(args, { FAUXVAULT_TARGET_CREDENTIAL: at.credential });
  child.stdout.destroy();
  await once(child, "exit");
  expect(child.exitCode).toBe(0);
  expect(await readFile(file, "utf8")).toContain('tests="2" failures="0" errors="0"');
  expect(await at.content()).toEqual(before);
});

test("a second Ctrl-C leaves at once, and tells what may be left", async (context) => {
  if (process.platform === "win32") return context.skip(NO_SIGNALS);
  const at = await startTarget("passwordstate");
  const { child, told, ended } = await startRun(at);
  await at.sandbox.addFault({ effect: { kind: "hang" } });
  child.kill("SIGINT");
  // The first may come while the second is on its way: signals are not counted.
  const again = setInterval(() => child.kill("SIGINT"), 100);
  await ended;
  clearInterval(again);
  expect({ code: child.exitCode, text: told() }).toMatchObject({ code: 130 });
  expect(told()).toMatch(/May be left behind: fv-[0-9a-f]{8}-1-[0-9a-f]{12} in 101 at http:/);
});
