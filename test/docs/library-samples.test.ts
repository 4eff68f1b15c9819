import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const page = await readFile(path.join(root, "docs/library.md"), "utf8");
const samples = [...page.matchAll(/^## (.+)\n(?:(?!^## )[\s\S])*?^```js\n([\s\S]*?)^```$/gm)];

test("the page has samples", () => {
  expect(samples.map(([, title]) => title)).toEqual([
    "A vault for a test",
    "What can be done to it",
    "HTTPS",
    "In a server of your own",
  ]);
});

test.each(samples.map(([, title = "", code = ""]) => ({ title, code })))(
  "the sample of $title runs as it stands",
  async ({ code }) => {
    const folder = await mkdtemp(path.join(tmpdir(), "fauxvault-sample-"));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const file = path.join(folder, "sample.mjs");
    const library = pathToFileURL(path.join(root, "dist/index.js")).href;
    await writeFile(file, code.replace(`from "fauxvault"`, `from ${JSON.stringify(library)}`));
    const options = { env: { ...process.env, FAUXVAULT_HOME: folder }, timeout: 120_000 };
    const { stderr } = await promisify(execFile)(process.execPath, [file], options);
    expect(stderr).toBe("");
  },
);
