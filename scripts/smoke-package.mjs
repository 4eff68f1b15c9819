// Proves the package as users get it: packs it, installs the tarball in an empty folder, and uses it there.
// For CI: it needs tar and process groups, so Linux or macOS.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import https from "node:https";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { root, runTool } from "./project.mjs";

const folder = mkdtempSync(path.join(os.tmpdir(), "fauxvault-package-"));
const installed = path.join(folder, "node_modules", "fauxvault");

// So that what is to be done at the end is done also when this process is told to stop.
for (const name of /** @type {const} */ (["SIGINT", "SIGTERM"])) process.once(name, () => process.exit(1));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));

const steps = {
  "npm pack takes what users need and nothing else": packs,
  "the tarball installs in an empty folder": installs,
  "what package.json exports is there and can be imported": exportsWhatItSays,
  "a strict TypeScript user needs no types but ours and Node's": isTyped,
  "fauxvault --help explains itself": explainsItself,
  "fauxvault start answers over HTTP and over TLS, and Ctrl-C stops it": startsAndStops,
};

for (const [promise, keep] of Object.entries(steps)) {
  await keep();
  console.log(`  kept: ${promise}`);
}

function packs() {
  run("npm", ["pack", "--silent", "--pack-destination", folder], root);
  const names = run("tar", ["-tzf", tarball()], folder).trim().split("\n");
  const surplus =
    /^package\/(?!(bin|dist|docs|examples|fixtures)\/[^.]|(README|CHANGELOG|CONTRIBUTING)\.md$|LICENSE$|package\.json$)/;
  expectNone(
    "the tarball holds",
    names.filter((name) => surplus.test(name)),
  );
  const wanted = [
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "dist/cli.js",
    "dist/THIRD-PARTY-LICENSES.txt",
    "docs/library.md",
    "docs/schemas/config.schema.json",
    "examples/bash/passwordstate.yaml",
    "examples/python/passwordstate_adapter.py",
    "fixtures/demo.yaml",
  ];
  expectNone(
    "the tarball lacks",
    wanted.filter((name) => !names.includes(`package/${name}`)),
  );
}

function installs() {
  writeFileSync(path.join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  run("npm", ["install", "--silent", "--ignore-scripts", "--no-audit", "--no-fund", tarball()], folder);
}

function exportsWhatItSays() {
  for (const [name, files] of Object.entries(importable())) {
    expectNone(
      "missing:",
      Object.values(files).filter((file) => !existsSync(path.join(installed, file))),
    );
    run(process.execPath, ["--input-type=module", "-e", `import ${JSON.stringify(name)}`], folder);
  }
}

/** What a user may import, and the files of each. "./vitest" is left out: vitest is the user's, and not installed here. */
function importable() {
  const manifest = JSON.parse(readFileSync(path.join(installed, "package.json"), "utf8"));
  /** @type {[string, Record<string, string>][]} */
  const typed = Object.entries(manifest.exports).filter(([name, files]) => files.types && name !== "./vitest");
  return Object.fromEntries(typed.map(([name, files]) => [`fauxvault${name.slice(1)}`, files]));
}

function isTyped() {
  const file = path.join(folder, "user.mts");
  writeFileSync(
    file,
    Object.keys(importable())
      .map((name, index) => `import * as m${index} from "${name}";`)
      .join("\n"),
  );
  const flags = "--ignoreConfig --noEmit --strict --target es2023 --module nodenext --types node".split(" ");
  const typeRoots = path.join(root, "node_modules", "@types");
  const code = runTool("typescript", [...flags, "--typeRoots", typeRoots, file], "tsc");
  if (code !== 0) throw new Error("The published types do not stand by themselves");
}

function explainsItself() {
  const help = run("npx", ["--no-install", "fauxvault", "--help"], folder);
  expectNone(
    "the help does not name",
    ["start"].filter((word) => !help.includes(word)),
  );
}

async function startsAndStops() {
  const ready = path.join(folder, "ready.json");
  // A process group of its own, so that the interrupt reaches all of it, as that of a terminal does.
  const npx = spawn("npx", ["--no-install", "fauxvault", "start", "--free-ports", "--ready-file", ready], {
    cwd: folder,
    env: { ...process.env, FAUXVAULT_HOME: path.join(folder, "home") },
    detached: true,
    stdio: "inherit",
  });
  process.once("exit", () => isAlive(-Number(npx.pid)) && process.kill(-Number(npx.pid), "SIGKILL"));
  const { pid, products, examples, ca } = await waitForReady(ready, npx);
  const { path: place, headers } = examples.passwordstate;
  const plain = await fetch(`${products.passwordstate.http}${place}`, { headers });
  const record = await plain.text();
  if (plain.status !== 200) throw new Error(`${place} answered ${plain.status}: ${record}`);
  // The authority is made at the first TLS byte: a first call that trusts nobody brings its file about.
  await getOverTls(`${products.passwordstate.https}${place}`, { headers, rejectUnauthorized: false });
  const trusted = await getOverTls(`${products.passwordstate.https}${place}`, { headers, ca: readFileSync(ca) });
  if (trusted !== record) throw new Error(`Over TLS, ${place} answered something else: ${trusted}`);
  const interrupted = performance.now();
  process.kill(-Number(npx.pid), "SIGINT");
  await waitUntil(() => !isAlive(pid), 5000, "It still runs 5 s after Ctrl-C");
  console.log(`  (ended ${Math.round(performance.now() - interrupted)} ms after Ctrl-C)`);
}

/**
 * @param {string} file
 * @param {import("node:child_process").ChildProcess} child
 */
async function waitForReady(file, child) {
  await waitUntil(() => existsSync(file) || child.exitCode !== null, 30_000, "It was not ready within 30 s");
  if (!existsSync(file)) throw new Error(`It ended with exit code ${child.exitCode} before it was ready`);
  return JSON.parse(readFileSync(file, "utf8"));
}

/**
 * @param {() => boolean} isSo
 * @param {number} milliseconds
 * @param {string} complaint
 */
async function waitUntil(isSo, milliseconds, complaint) {
  for (const start = performance.now(); !isSo(); await sleep(10)) {
    if (performance.now() - start > milliseconds) throw new Error(complaint);
  }
}

/** @param {number} pid of a process, or negative of a group */
function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/**
 * @param {string} url
 * @param {https.RequestOptions} options
 * @returns {Promise<string>} the body
 */
function getOverTls(url, options) {
  return new Promise((resolve, reject) => {
    const request = https.get(url, { ...options, agent: false }, async (response) => {
      let body = "";
      for await (const chunk of response.setEncoding("utf8")) body += chunk;
      resolve(body);
    });
    request.once("error", reject);
  });
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} cwd
 */
function run(command, args, cwd) {
  return execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}

function tarball() {
  return path.join(folder, readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "no tarball");
}

/**
 * @param {string} complaint
 * @param {unknown[]} found
 */
function expectNone(complaint, found) {
  if (found.length > 0) throw new Error(`${complaint} ${found.join(", ")}`);
}
