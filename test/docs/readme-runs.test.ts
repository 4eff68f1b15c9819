import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { needTool } from "../authority/run-tool.ts";
import { makeFolder, startCli } from "../cli/cli.ts";

const root = path.resolve(import.meta.dirname, "../..");

/** The block of the README's section of this title that holds `words`; of shell unless it says otherwise. */
async function readBlock(title: string, words: string, language = "sh"): Promise<string> {
  const readme = await readFile(path.join(root, "README.md"), "utf8");
  const [, section = ""] = readme.split(`\n## ${title}\n`);
  const blocks = [...(section.split("\n## ")[0]?.matchAll(/```(\w+)\n([\s\S]*?)```/g) ?? [])].flatMap(
    ([, its, block = ""]) => (its === language ? [block] : []),
  );
  return blocks.find((block) => block.includes(words)) ?? "";
}

/** Runs a block of the README in bash, as written, against a fauxvault of the test's own. */
async function run(block: string, args: readonly string[] = []): Promise<string> {
  const { ready } = await startCli(["--quiet", ...args]);
  const env = {
    ...process.env,
    FAUXVAULT_CONTROL: ready.control.url,
    FAUXVAULT_HOME: path.dirname(ready.ca),
    NO_PROXY: "*",
  };
  const { stdout } = await promisify(execFile)("bash", ["-euo", "pipefail", "-c", block], { cwd: root, env });
  return stdout;
}

test("the README's loop runs as it is written: connection, test, workflow, both journals, and a key that is gone", async (context) => {
  await needTool(context, "bash", "--version");
  await needTool(context, "curl", "--version");
  const said = await run(await readBlock("The loop: Blink, a connection, a vault", "connections/test"));
  expect(said).toContain("Connection succeeded");
  expect(said).toContain('"PasswordID":1,');
  expect(said).toMatch(/POST \/api\/v1\/workspace\/\S+\/execute\?run_sync=true 200/);
  expect(said).toMatch(/GET \/api\/passwords\/1 200 .* with System Wide/);
  expect(said.split("System Wide is rotated")[1]).toContain("incorrect connection credentials");
});

test("the README's two callers are told apart as it says", async (context) => {
  await needTool(context, "bash", "--version");
  await needTool(context, "curl", "--version");
  const block = await readBlock("Two callers on one machine", "curl");
  const said = await run(block, ["--as", "build-01.test:pmp=0"]);
  const [fromHere = "", fromBuild = ""] = said.split('}{"operation"');
  expect(fromHere).toContain("User is not allowed to access from this host");
  expect(fromBuild).toContain('"PASSWORD":"Harbour-Lantern-27!"');
  expect(said).toContain("refused: svc-build is bound to 'build-01.test' (10.20.0.11), the call came from 127.0.0.1");
  expect(said).toMatch(/"key": "[0-9A-F-]{36}"/);
});

test("the README's PAM360 answers as it says, from its own fixture", async (context) => {
  await needTool(context, "bash", "--version");
  await needTool(context, "curl", "--version");
  const folder = await makeFolder();
  const file = path.join(folder, "pam360.yaml");
  await writeFile(file, await readBlock("PAM360", "flavour", "yaml"));
  const said = await run(await readBlock("PAM360", "curl"), ["--fixture", file]);
  expect(said.trim()).toBe((await readBlock("PAM360", "statusCode", "json")).trim());
});
