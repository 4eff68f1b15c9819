import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "vitest";

// 192.0.2.0/24 is kept for documentation: nothing answers there, should the preload ever fail to bite.
const outside = {
  "a connection to an address": `require("node:net").connect(80, "192.0.2.1")`,
  "a connection to a name": `require("node:net").connect({ port: 80, host: "vault.example.com" })`,
  "a TLS connection": `require("node:tls").connect(443, "192.0.2.1")`,
  "a connection to a name that the program maps outside": `require("node:net")
    .connect({ port: 80, host: "vault.test", lookup: (host, how, done) => done(null, [{ address: "192.0.2.1", family: 4 }]) })`,
  "an http request": `require("node:http").get("http://192.0.2.1/")`,
  "a fetch": `await fetch("http://192.0.2.1/")`,
  "a look-up": `require("node:dns").lookup("vault.example.com", () => {})`,
  "a look-up by a named import": `(await import("node:dns/promises")).lookup("vault.example.com")`,
  "a query to a DNS server": `new (require("node:dns").Resolver)().resolve4("vault.example.com", () => {})`,
  "a datagram": `require("node:dgram").createSocket("udp4").send("x", 53, "192.0.2.1")`,
};

test.each(Object.entries(outside))("%s outside fails the process, even where the error is swallowed", (_, code) => {
  const { status, log } = runSwallowing(code);
  expect(status).toBe(70);
  expect(log).toMatch(/was refused/);
});

const inside = {
  "an address": `net.connect(port, "127.0.0.1")`,
  localhost: `net.connect(port, "localhost")`,
  "a name that the program maps by itself": `net
    .connect({ port, host: "vault.test", lookup: (host, how, done) => done(null, [{ address: "127.0.0.1", family: 4 }]) })`,
};

test.each(Object.entries(inside))("%s on this machine is left alone", (_, connection) => {
  const { status, log } = runSwallowing(`
    const net = require("node:net");
    const server = net.createServer((socket) => socket.end()).listen(0, "0.0.0.0");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address();
    await new Promise((resolve, reject) => ${connection}.once("error", reject).once("close", resolve).resume());
    process.exitCode = 3;
    server.close();
  `);
  expect({ status, log }).toEqual({ status: 3, log: "" });
});

/** Runs code in a process that has the preload, as each process of the suite, but a log of its own. */
function runSwallowing(code: string): { status: number | null; log: string } {
  const folder = mkdtempSync(path.join(os.tmpdir(), "fauxvault-bites-"));
  const log = path.join(folder, "refused.log");
  const script = `process.on("uncaughtException", () => {}); (async () => { ${code} })().catch(() => {});`;
  try {
    const { status } = spawnSync(process.execPath, ["-e", script], {
      env: { ...process.env, FAUXVAULT_NETWORK_LOG: log },
      timeout: 120_000,
    });
    return { status, log: readIfThere(log) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
