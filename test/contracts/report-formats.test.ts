import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { PassThrough } from "node:stream";
import { promisify } from "node:util";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, onTestFinished, test } from "vitest";
import { Canaries } from "../../contracts/canaries.ts";
import { htmlReport } from "../../contracts/reports/html.ts";
import { reportJsonSchema } from "../../contracts/reports/json-shape.ts";
import { junitReport } from "../../contracts/reports/junit.ts";
import { markdownReport } from "../../contracts/reports/markdown.ts";
import type { Report } from "../../contracts/reports/report.ts";
import { writeReports } from "../../contracts/reports/write-reports.ts";
import type { CheckResult, RunResult } from "../../contracts/result.ts";
import { summarise } from "../../contracts/summarise.ts";
import { verify } from "../../contracts/verify/verify.ts";
import { needTool } from "../authority/run-tool.ts";
import { startFauxvault } from "./start-fauxvault.ts";

const control = startFauxvault();
const python = process.platform === "win32" ? "python" : "python3";

/** A connector that tells its key to everybody, in every form, and writes down beside itself what it was given. */
const LEAKY = `
  import { appendFileSync } from "node:fs";
  const told = (text) => [text, JSON.stringify(text), encodeURIComponent(text), Buffer.from(text).toString("hex"),
    Buffer.from(text).toString("base64"), Buffer.from("user:" + text).toString("base64url")].join(" ");
  const settings = ["address", "credential"].map((name) => ({ name, required: true, secret: name === "credential" }));
  let name = "leaky";
  export const createConnector = () => { let given; return {
    describe: () => ({ name, version: "1", capabilities: [], settings }),
    connect: async (settings) => {
      given = settings;
      appendFileSync(new URL("./given.txt", import.meta.url), given.credential + "\\n");
    },
    close: async () => {},
    testConnection: async () => ({ outcome: "failed", kind: "forbidden", message: told(given.credential) }),
    async getSecret({ id }) {
      const answer = await fetch(given.address + "/api/passwords/" + id, { headers: { APIKey: given.credential } });
      const [{ Password = "" } = {}] = await answer.json();
      appendFileSync(new URL("./given.txt", import.meta.url), Password + "\\n");
      console.error(told(Password), told(given.credential), "\\u001b[31m <b> ]]> \\u0000");
      throw Object.assign(new Error(told(Password) + told(given.credential)), { kind: "forbidden" });
    },
  }; };`;

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "fauxvault-formats-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const FORMATS = ["terminal", "json", "junit", "markdown", "html"];

test("no report holds a secret in any form, and real reports are what their formats demand", async (context) => {
  await needTool(context, python, "--version");
  const folder = await makeFolder();
  const module = path.join(folder, "leaky.mjs");
  await writeFile(module, LEAKY);
  const out = new PassThrough().setEncoding("utf8");
  const only = ["reading.by-id", "reading.values", "connection.passes", "safety.*", "declaration.*", "network.timeout"];
  const reports = FORMATS.map((format) => `${format}=${path.join(folder, "deep", `report.${format}`)}`);
  expect(await verify({ product: "passwordstate", control: control(), out, module, http: true, only, reports })).toBe(
    1,
  );

  const canaries = new Canaries();
  const given = new Set((await readFile(path.join(folder, "given.txt"), "utf8")).split("\n"));
  for (const value of given) canaries.add("a secret's value", value);
  const texts = await Promise.all(
    FORMATS.map((format) => readFile(path.join(folder, "deep", `report.${format}`), "utf8")),
  );
  for (const text of [String(out.read()), ...texts]) {
    expect(text).toContain("reading.by-id");
    expect(canaries.find(text)).toEqual([]);
  }

  const [, json = "", junit = ""] = texts;
  const validate = new Ajv2020({ strict: true }).compile(reportJsonSchema());
  const report = JSON.parse(json);
  expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
  const { suites, cases } = await readJunit(junit, folder);
  expect(suites).toEqual([
    {
      tests: String(report.runs[0].results.length),
      failures: String(cases.failure),
      errors: "0",
      skipped: String(cases.skipped),
    },
  ]);
});

/** Which attributes and elements a Jenkins takes, judged by a reader of XML that is not ours. */
const READER = `
import json, sys, xml.etree.ElementTree as tree
ALLOWED = {"testsuites": ({"name"}, {"testsuite"}),
  "testsuite": ({"name", "tests", "failures", "errors", "skipped", "time"}, {"properties", "testcase"}),
  "properties": (set(), {"property"}), "property": ({"name", "value"}, set()),
  "testcase": ({"classname", "name", "time"}, {"failure", "error", "skipped", "system-out", "system-err"}),
  "failure": ({"message", "type"}, set()), "error": ({"message", "type"}, set()), "skipped": ({"message"}, set()),
  "system-out": (set(), set()), "system-err": (set(), set())}
root = tree.parse(sys.argv[1]).getroot()
assert root.tag == "testsuites"
for node in root.iter():
    attributes, children = ALLOWED[node.tag]
    assert set(node.keys()) <= attributes, (node.tag, node.keys())
    assert {child.tag for child in node} <= children, node.tag
print(json.dumps({
  "suites": [{key: suite.get(key) for key in ("tests", "failures", "errors", "skipped")} for suite in root],
  "cases": {kind: len(root.findall(".//" + kind)) for kind in ("failure", "skipped", "error")},
  "messages": [node.get("message") for node in root.iter("failure")]}))`;

async function readJunit(xml: string, folder: string) {
  const file = path.join(folder, "junit.xml");
  await writeFile(file, xml);
  const { stdout } = await promisify(execFile)(python, ["-c", READER, file]);
  return JSON.parse(stdout) as {
    readonly suites: readonly Record<string, string>[];
    readonly cases: Readonly<Record<"failure" | "skipped" | "error", number>>;
    readonly messages: readonly string[];
  };
}

const FOREIGN = `<script>alert("1")</script> & ]]> \u0000\u001b[31m\ud800 | \`tick\` *star*\nsecond line`;
const told = { level: "core", intent: "i", promise: "It holds", source: "T1", milliseconds: 12 } as const;

function report(changes: Partial<RunResult> = {}): Report {
  const results: CheckResult[] = [
    { ...told, id: "area.fails", outcome: "failed", message: FOREIGN, fix: FOREIGN, output: FOREIGN, requests: [] },
    { ...told, id: "area.known", outcome: "known", message: "It did not.", reason: FOREIGN },
    { ...told, id: "other.bypassed", outcome: "bypassed", message: FOREIGN, level: "hardened" },
    { ...told, id: "other.passes", outcome: "passed", inPlay: ["fault: status 503 on every request"] },
  ];
  const run: RunResult = {
    ...{ product: "p", connector: { name: FOREIGN, version: "1" }, seed: 7, concurrency: 1, scheme: "https" },
    ...{ milliseconds: 5, leftovers: [], problems: [], interrupted: false },
    ...summarise(results, false),
    ...changes,
  };
  const troubles = [{ name: "broken", message: FOREIGN }];
  return { runs: [{ name: "n", title: "Vault", run, again: () => "npx `again`" }], troubles, exitCode: 1 };
}

test("JUnit takes text that no XML can hold, and counts what fails a run beside its checks", async (context) => {
  await needTool(context, python, "--version");
  const folder = await makeFolder();
  const plain = await readJunit(junitReport(report()), folder);
  expect(plain.suites[0]).toEqual({ tests: "4", failures: "1", errors: "0", skipped: "2" });
  expect(plain.suites[1]).toEqual({ tests: "1", failures: "0", errors: "1", skipped: "0" });
  expect(plain.messages[0]).toBe(
    FOREIGN.replace("\u0000", "\\u0000").replace("\u001b", "\\u001b").replace("\ud800", "\\ud800"),
  );
  const left = await readJunit(junitReport(report({ leftovers: ["sandbox s1"] })), folder);
  expect(left.suites[0]).toMatchObject({ tests: "5", errors: "1" });
  const skipped = summarise([{ ...told, id: "area.skipped", outcome: "skipped", message: "It needs more." }], false);
  const nothing = await readJunit(junitReport(report(skipped)), folder);
  expect(nothing.suites[0]).toMatchObject({ tests: "2", errors: "1", skipped: "1" });
});

test("a long report as plain lines is written to its end", async () => {
  const { runs, ...rest } = report();
  const file = path.join(await makeFolder(), "report.txt");
  const many = Array.from({ length: 500 }, () => runs).flat();
  await writeReports({ ...rest, runs: many }, [{ format: "terminal", file }], new PassThrough());
  const text = await readFile(file, "utf8");
  expect(text.match(/^1 passed, 1 failed, 1 known to fail, 0 skipped, 1 bypassed, 0 in error/gm)).toHaveLength(500);
});

test("HTML holds no script, loads nothing, and shows foreign text as text", () => {
  const html = htmlReport(report());
  expect(html).not.toMatch(/<script|<link|<img|https?:\/\/|url\(|@import/);
  expect(html).toContain("default-src 'none'");
  expect(html).toContain("&lt;script&gt;");
  expect(html).toContain(`href="#run-1-area.fails"`);
  expect(html).toContain(`id="run-1-area.fails"`);
  expect(html).toMatch(/<th scope="row">area<\/th><td>.*fails.*known.*?<\/td><td><\/td><td><\/td>/s);
});

test("Markdown keeps each foreign text on its line, and lets none of it act", () => {
  const markdown = markdownReport(report());
  expect(markdown).toContain("  - again: `` npx `again` ``\n");
  expect(markdown).toMatch(/ {2}- seen: &lt;script&gt;.* second line\n/);
  expect(markdown.split("\n").filter((line) => line.startsWith("| "))).toHaveLength(3);
});
