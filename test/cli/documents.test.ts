import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { renderCoverageTable } from "../../src/cli/run/coverage.ts";
import type { CoverageInfo } from "../../src/index.ts";
import { findDeadAddress, makeFolder, runCli } from "./cli.ts";

test("openapi prints the document of a product and of the control API, with no fauxvault running", async () => {
  const nobody = { FAUXVAULT_CONTROL: await findDeadAddress() };
  for (const [of, place] of [
    ["passwordstate", "/api/passwords/{id}"],
    ["control", "/v1/health"],
  ] as const) {
    const { code, stdout } = await runCli(["openapi", of], nobody);
    const document = JSON.parse(stdout);
    expect([code, document.openapi]).toEqual([0, expect.stringMatching(/^3\.1/)]);
    expect(Object.keys(document.paths)).toContain(place);
  }
});

test("coverage shows for each operation whether it is built, on what evidence, under which assumptions", async () => {
  const { stdout: json } = await runCli(["coverage", "passwordstate", "--json"]);
  const rows = JSON.parse(json) as CoverageInfo[];
  const { code, stdout } = await runCli(["coverage", "passwordstate"]);
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^Passwordstate: \d+ of \d+ known operations are built\.\n\nOPERATION +BUILT +EVIDENCE +ASSUMPTIONS/,
  );
  for (const row of rows) expect(stdout).toContain(`${row.method} ${row.path}`);
  expect(rows.find(({ operation }) => operation === "passwords.get")).toMatchObject({ built: true });
});

test("coverage fits the terminal: columns that do not are left out and named", async () => {
  const { stdout } = await runCli(["coverage", "passwordstate", "--json"]);
  const rows = JSON.parse(stdout) as CoverageInfo[];
  const narrow = renderCoverageTable("Passwordstate", rows, 110);
  expect(Math.max(...narrow.split("\n").map((line) => line.length))).toBeLessThanOrEqual(110);
  expect(narrow).toContain("\nOPERATION ");
  expect(narrow).toMatch(/\n\nToo wide for this terminal, and in --json: .*basis\.$/);
  expect(renderCoverageTable("Passwordstate", rows)).not.toContain("Too wide");
});

test("fixture check names file, line, column and what was expected, and ends with exit code 1", async () => {
  const file = path.join(await makeFolder(), "vault.yaml");
  await writeFile(file, "fauxvault: 1\npasswordstate:\n  lists:\n    - nmae: Servers\n");
  const { code, stdout, stderr } = await runCli(["fixture", "check", file]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain(
    `${file}:4:7: passwordstate.lists[0].nmae: There is no such member here; the nearest is 'name'.`,
  );
  const { stdout: json } = await runCli(["fixture", "check", file, "--json"]);
  expect(JSON.parse(json)).toMatchObject({
    file,
    problems: expect.arrayContaining([expect.objectContaining({ line: 4 })]),
  });
});

test("fixture check finds an id that is given twice", async () => {
  const file = path.join(await makeFolder(), "vault.yaml");
  await writeFile(file, "fauxvault: 1\npasswordstate:\n  lists: [{ name: a, id: 7 }, { name: b, id: 7 }]\n");
  const { code, stderr } = await runCli(["fixture", "check", file]);
  expect([code, stderr]).toEqual([1, expect.stringContaining("vault.yaml:3:42: passwordstate.lists[1].id: ")]);
});

test("a fixture as it should be passes, and so does one that comes along", async () => {
  expect(await runCli(["fixture", "check", "demo"])).toMatchObject({
    code: 0,
    stdout: "demo: a fixture as it should be\n",
  });
  const file = path.join(await makeFolder(), "vault.yaml");
  await writeFile(file, "fauxvault: 1\npasswordstate: { lists: [{ name: Servers }] }\n");
  expect(await runCli(["fixture", "check", file])).toEqual({
    code: 0,
    stdout: `${file}: a fixture as it should be\n`,
    stderr: "",
  });
});
