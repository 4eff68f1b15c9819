import { once } from "node:events";
import { readFile, stat, writeFile } from "node:fs/promises";
import { get } from "node:https";
import { connect, createServer } from "node:net";
import path from "node:path";
import { expect, test, vi } from "vitest";
import type { ReadyInfo } from "../../src/cli/ready-info.ts";
import { freePorts, makeFolder, runCli, spawnCli, startCli } from "./cli.ts";

test("start shows addresses, a key of each kind, lines to paste and where it is steered", async () => {
  const child = spawnCli(["start", ...freePorts]);
  const screen = await readUntil(child.stdout, "Ctrl-C stops it.");
  for (const kind of ["System Wide", "Password Generator", "Hosts", "Copy/Move Password Record", "list key of"]) {
    expect(screen).toContain(kind);
  }
  const [, control] = /Control API +(http:\S+)/.exec(screen) ?? [];
  expect((await fetch(`${control}/v1/health`)).status).toBe(200);
  const [, name = "", value = "", url = ""] = /curl(?:\.exe)? -H "(.+?): (.+?)" "(.+?)"/.exec(screen) ?? [];
  const reply = await fetch(url, { headers: { [name]: value } });
  expect(reply.status).toBe(200);
});

test("the keys that start shows fit on a line, begin with the one of the example, and say what lists the rest", async () => {
  const child = spawnCli(["start", ...freePorts]);
  const screen = await readUntil(child.stdout, "Ctrl-C stops it.");
  const [, keys = ""] = /^(Keys of Passwordstate\n.+)^Try it$/ms.exec(screen) ?? [];
  expect(keys.split("\n").filter((line) => line.length > 100)).toEqual([]);
  expect(keys).toMatch(/^ {2}\d+ more: npx --no-install fauxvault keys list --product passwordstate$/m);
  expect(keys).not.toContain("keys list --product pmp");
  const [, shown] =
    /^Keys of Password Manager Pro, each good from the host after its @ alone\n +\S+ +(\S+)/m.exec(keys) ?? [];
  expect(/"AUTHTOKEN: (.+?)"/.exec(screen)?.[1]).toBe(shown);
});

test("all tokens of a Password Manager Pro are shown, with what makes one useless", async () => {
  const child = spawnCli(["start", ...freePorts]);
  const screen = await readUntil(child.stdout, "Ctrl-C stops it.");
  const shown = [...screen.matchAll(/^ +(svc-\S+@\S+) +[0-9A-F-]{36} *(.*)$/gm)].map(([, name, rest]) => [name, rest]);
  expect(Object.fromEntries(shown)).toMatchObject({
    "svc-build@build-01.test": "(Password Administrator)",
    "svc-inventory@monitor-01.test": expect.stringMatching(/^\(expired; /),
    "svc-backup@backup-01.test": expect.stringMatching(/^\(locked; /),
    "svc-ssh-only@monitor-01.test": expect.stringMatching(/^\(REST off; /),
  });
  expect(shown.length).toBe(8);
});

test("the line for https works as it is pasted, once the authority has been made", async () => {
  const home = await makeFolder();
  const child = spawnCli(["start", ...freePorts], { FAUXVAULT_HOME: home });
  const screen = await readUntil(child.stdout, "Ctrl-C stops it.");
  const [, file = "", name = "", value = "", url = ""] =
    /curl(?:\.exe)? --cacert "(.+?)" -H "(.+?): (.+?)" "(https:.+?)"/.exec(screen) ?? [];
  expect(path.dirname(file)).toBe(home);
  const ca = await vi.waitFor(() => readFile(file), { timeout: 120_000, interval: 50 });
  const status = await new Promise((resolve, reject) => {
    get(url, { ca, headers: { [name]: value }, agent: false }, (reply) => {
      resolve(reply.resume().statusCode);
    }).once("error", reject);
  });
  expect(status).toBe(200);
});

test("an authority that cannot be made is a warning, and the vault goes on", async () => {
  const home = path.join(await makeFolder(), "a-file");
  await writeFile(home, "in the way");
  const { ready, complaints } = await startCli([], { FAUXVAULT_HOME: home });
  await vi.waitFor(() => expect(complaints()).toContain("a-file"), { timeout: 120_000, interval: 50 });
  expect(complaints()).toMatch(/^fauxvault: (?!a fault of fauxvault itself)/);
  const { path: place = "", headers } = ready.examples.passwordstate ?? {};
  const reply = await fetch(`${ready.products.passwordstate?.http}${place}`, { headers: { ...headers } });
  expect(reply.status).toBe(200);
});

test("each request is one line: method, masked target, status, caller, reason", async () => {
  const child = spawnCli(["start", ...freePorts]);
  const screen = await readUntil(child.stdout, "Ctrl-C stops it.");
  const [url = ""] = /http:\S+:\d+/.exec(screen) ?? [];
  const wrong = "00000000000000000000000000000000";
  await fetch(`${url}/api/passwords/1?apikey=${wrong}`);
  const line = await readUntil(child.stdout, "\n");
  expect(line).toMatch(
    /^\d\d:\d\d:\d\d\.\d{3} GET \/api\/passwords\/1\?apikey=\*\*\* 401 {2}127\.0\.0\.1 {2}refused: .+\n$/,
  );
});

test("the ready file holds everything as JSON for its owner alone, and is gone at the end", async () => {
  const file = path.join(await makeFolder(), "ready.json");
  const { ready, child, end } = await startCli(["--ready-file", file]);
  const content = JSON.parse(await readFile(file, "utf8")) as ReadyInfo;
  const { event: _event, ...shown } = ready as ReadyInfo & { event: string };
  expect(content).toEqual(shown);
  expect(content.pid).toBe(child.pid);
  expect(Object.keys(content)).toEqual(["pid", "control", "products", "doors", "credentials", "ca", "examples"]);
  if (process.platform !== "win32") expect((await stat(file)).mode & 0o777).toBe(0o600);
  const { http } = content.products.passwordstate ?? {};
  const { path: place, headers } = content.examples.passwordstate ?? {};
  expect((await fetch(`${http}${place}`, { headers: { ...headers } })).status).toBe(200);
  expect(await end()).toBe(0);
  await expect(stat(file)).rejects.toThrow("ENOENT");
});

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s stops it at once, with connections open and a request under way",
  async (signal) => {
    const { ready, end } = await startCli();
    const { control, doors } = ready;
    const fault = {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: `{"effect":{"kind":"hang"}}`,
    };
    expect((await fetch(`${control.url}/v1/sandboxes/default/faults`, fault)).status).toBe(201);
    const silent = connect(doors[0]?.port ?? 0, "127.0.0.1").on("error", () => undefined);
    await once(silent, "connect");
    const hanging = fetch(`${doors[0]?.http}/api/passwords/1`).catch((error: Error) => error.name);
    expect(await end(signal)).toBe(process.platform === "win32" ? null : 0);
    expect(await hanging).toBe("TypeError");
  },
);

test("it stops when the control API is asked to stop it", async () => {
  const { ready, child } = await startCli();
  const ended = once(child, "exit");
  await fetch(`${ready.control.url}/v1/stop`, { method: "POST" });
  expect(await ended).toEqual([0, null]);
});

test("a taken port is one line that names the port and the flag", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { port } = taken.address() as { port: number };
  const file = path.join(await makeFolder(), "ready.json");
  const args = ["start", "--free-ports", "--port", `passwordstate=${port}`, "--ready-file", file];
  const { code, stdout, stderr } = await runCli(args);
  taken.close();
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(/^fauxvault: [^\n]+\n$/);
  expect(stderr).toContain(String(port));
  expect(stderr).toContain("--port passwordstate=0");
  await expect(stat(file)).rejects.toThrow("ENOENT");
});

test("a start that fails leaves the ready file of the running one alone; one left by a killed process goes", async () => {
  const file = path.join(await makeFolder(), "ready.json");
  const { ready } = await startCli(["--ready-file", file]);
  const taken = `passwordstate=${ready.doors[0]?.port}`;
  const args = ["start", "--free-ports", "--port", taken, "--ready-file", file];
  expect((await runCli(args)).code).toBe(2);
  expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({ pid: ready.pid });

  const stale = path.join(await makeFolder(), "ready.json");
  await writeFile(stale, JSON.stringify({ pid: 0x7ffffffe }));
  expect((await runCli([...args.slice(0, -1), stale])).code).toBe(2);
  await expect(stat(stale)).rejects.toThrow("ENOENT");
});

test("all taken ports are named at once, and the fauxvault that has them", async () => {
  const { ready } = await startCli();
  const taken = [...ready.doors.map(({ listener, port }) => [listener, `${port}`])];
  taken.push(["control", new URL(ready.control.url).port]);
  const args = taken.flatMap(([name, port]) => ["--port", `${name}=${port}`]);
  const { code, stderr } = await runCli(["start", ...args]);
  const lines = stderr.trimEnd().split("\n");
  expect([code, lines.length]).toEqual([2, taken.length + 1]);
  for (const [at, [name, port]] of taken.entries()) expect(lines[at]).toContain(`Port ${port} for ${name} is taken`);
  expect(lines.at(-1)).toMatch(new RegExp(`^fauxvault \\S+ runs at ${ready.control.url} already`));
});

test("--quiet prints no requests, --no-reason sends no reason", async () => {
  const { ready, child, end } = await startCli(["--quiet", "--no-reason"]);
  const reply = await fetch(`${ready.products.passwordstate?.http}/api/passwords/1`);
  expect([reply.status, reply.headers.get("x-fauxvault-reason")]).toEqual([401, null]);
  let more = "";
  child.stdout?.on("data", (text) => {
    more += text;
  });
  await end();
  expect(more).toBe("");
});

/** What a stream says up to and with a text. */
async function readUntil(stream: NodeJS.ReadableStream, text: string): Promise<string> {
  let read = "";
  for await (const chunk of iterate(stream)) {
    read += chunk;
    if (read.includes(text)) break;
  }
  return read;
}

/** The chunks of a stream, which stays open when the reader leaves. */
function iterate(stream: NodeJS.ReadableStream): AsyncIterable<Buffer> {
  return (stream as import("node:stream").Readable).iterator({ destroyOnReturn: false });
}
