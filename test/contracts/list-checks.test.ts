import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { PassThrough } from "node:stream";
import { expect, onTestFinished, test } from "vitest";
import { passwordstate } from "../../contracts/products/passwordstate.ts";
import { type ListOptions, listContract } from "../../contracts/verify/list-contract.ts";
import { listJobs } from "../../contracts/verify/list-jobs.ts";

/** Lists and gives the exit code and all that was written. */
async function list(options: Partial<ListOptions> = {}): Promise<{ code: number; text: string }> {
  const out = new PassThrough();
  const code = await listContract({ product: "passwordstate", out, ...options });
  out.end();
  return { code, text: (await out.setEncoding("utf8").toArray()).join("") };
}

test("every check is listed with its level, what it needs and what it promises", async () => {
  const { code, text } = await list();
  expect(code).toBe(0);
  expect(text).toContain(`Passwordstate contract: ${passwordstate.checks.length} checks\n\n`);
  expect(text).toContain(
    "core      safety.secret-not-in-url  (needs createSecret)\n          No secret value is in a URL when one is written\n",
  );
  for (const { id, level, promise } of passwordstate.checks) {
    expect(text).toMatch(new RegExp(`^${level} +${id.replace(".", "\\.")}(  \\(.+\\))?$`, "m"));
    expect(text).toContain(`\n          ${promise}\n`);
  }
});

test("only the checks that are asked for are listed", async () => {
  const { text } = await list({ only: ["tls.*", "safety.user-agent"], level: "core" });
  expect(text).toContain("Passwordstate contract: 5 checks");
  expect(text).toContain("tls.expired  (needs https)");
  expect((await list({ only: ["safety.user-agent"] })).text).toMatch(/contract: 1 check\n/);
});

test("as JSON the list goes to a file beside the text, or in its place", async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), "fauxvault-list-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, "checks.json");
  const beside = await list({ json: file });
  const inPlace = await list({ json: true });
  expect(beside.text).toContain("Passwordstate contract");
  for (const text of [await readFile(file, "utf8"), inPlace.text]) {
    const { product, checks } = JSON.parse(text);
    expect(product).toBe("passwordstate");
    expect(checks.map(({ id }: { id: string }) => id)).toEqual(passwordstate.checks.map(({ id }) => id));
    expect(Object.keys(checks[0]).sort()).toEqual(
      ["fix", "id", "intent", "level", "needs", "onlyHttps", "promise", "source", "targets"], // No function, no more.
    );
  }
});

test.each([
  [2, { json: os.tmpdir() }, "cannot be written (EISDIR)"],
  [2, { product: "keepass" }, "There is no contract for 'keepass'. Known: passwordstate"],
  [
    3,
    { only: ["safety.user-agent"], level: "core" as const },
    "has no check of that level among those that --only names",
  ],
  [3, { only: ["reading.by-magic"] }, "The Passwordstate contract has no check 'reading.by-magic'"],
])("exit code %i for a list that cannot be had: %j", async (code, options, line) => {
  const result = await list(options);
  expect(result.code).toBe(code);
  expect(result.text).toContain(line);
});

test("a connector of a configuration is listed by its name, and by the file alone, up to its own level", async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), "fauxvault-list-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const config = path.join(folder, "fauxvault.config.yaml");
  const adapter = "adapter: { module: connector.mjs }";
  await writeFile(
    config,
    `connectors:\n  nightly: { product: blink, level: core, ${adapter} }\n  weekly: { product: blink, level: core, ${adapter} }\n`,
  );
  for (const product of ["nightly", undefined]) {
    const out = new PassThrough();
    expect(await listJobs({ product, config, out })).toBe(0);
    out.end();
    const text = (await out.setEncoding("utf8").toArray()).join("");
    expect(text).toMatch(/^Blink contract: \d+ checks\n/);
    expect(text.match(/ contract: /g)).toHaveLength(1);
    expect(text).not.toMatch(/^(standard|hardened) /m);
  }
  const out = new PassThrough();
  expect(await listJobs({ product: "yearly", config, out })).toBe(2);
  expect(out.read()?.toString()).toContain("has no connector 'yearly'. It has: nightly, weekly.");
});
