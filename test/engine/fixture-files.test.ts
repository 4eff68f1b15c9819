import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readFixtureFile, readFixtureText, tryFixture } from "../../src/engine/fixture-file.ts";
import { smallWorld } from "./small-world.ts";

async function writeTemporary(content: string | Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "fauxvault-fixture-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, "my-fixture.yaml");
  await writeFile(file, content);
  return file;
}

/** The problems of a text, each as a line: `4:7 store.boxes[0].lable: …`. */
async function problemsOf(text: string): Promise<string[]> {
  const { problems = [] } = await readFixtureText(text, "given.yaml", smallWorld);
  return problems.map(({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`);
}

test("a file is read as YAML or JSON, and its fixture is named after it", async () => {
  const yaml = "fauxvault: 1\nstore:\n  boxes:\n    - &a { label: one }\n    - shelf: 2\n";
  for (const text of [yaml, '\n{ "fauxvault": 1,\n\t"store": { "boxes": [{ "label": "one" }, { "shelf": 2 }] } }']) {
    const file = await writeTemporary(text);
    const { fixture } = await readFixtureFile(file, smallWorld);
    expect(fixture?.name).toBe(file);
    expect(fixture?.parts).toEqual({ store: { boxes: [{ label: "one", shelf: 1 }, { shelf: 2 }], size: "small" } });
  }
});

test("what is wrong is found with its line and column, and an unknown member names the nearest", async () => {
  const text = [
    "fauxvault: 1",
    "sead: 5",
    "clock: { frozen: maybe }",
    "store:",
    "  size: huge",
    "  boxes:",
    "    - label: fine",
    "      shelf: 1",
    "    - lable: a",
    "      shelf: none",
    "    - zzz: 1",
    "    - 5",
    "",
  ].join("\n");
  expect(await problemsOf(text)).toEqual([
    "2:1 sead: There is no such member here; the nearest is 'seed'.",
    "3:10 clock.frozen: Invalid input: expected boolean, received string",
    '5:3 store.size: Invalid option: expected one of "small"|"large"',
    "9:7 store.boxes[1].lable: There is no such member here; the nearest is 'label'.",
    "10:7 store.boxes[1].shelf: Invalid input: expected number, received string",
    "11:7 store.boxes[2].zzz: There is no such member here. Allowed are: label, shelf.",
    "12:7 store.boxes[3]: Invalid input: expected object, received number",
  ]);
});

test("JSON has its problems placed as well, a missing member where it is missing from", async () => {
  expect(await problemsOf('{\n  "store": { "boxes": [\n    { "shelf": 0 }\n  ] }\n}')).toEqual([
    "1:1 fauxvault: write 'fauxvault: 1', the version of the fixture format",
    "3:7 store.boxes[0].shelf: Too small: expected number to be >=1",
  ]);
  expect(await problemsOf('{"fauxvault": 1, "__proto__": {}, "constructor": 1}')).toEqual([
    expect.stringMatching(/^1:18 __proto__: There is no such member here/),
    expect.stringMatching(/^1:35 constructor: There is no such member here/),
  ]);
});

test("a member behind an alias is placed where it is written", async () => {
  const text = "fauxvault: 1\nstore:\n  boxes:\n    - &it { shelf: bad }\n    - *it\n";
  expect(await problemsOf(text)).toEqual([
    "4:13 store.boxes[0].shelf: Invalid input: expected number, received string",
    "4:13 store.boxes[1].shelf: Invalid input: expected number, received string",
  ]);
});

test.each([
  ["a broken line", "fauxvault: 1\nstore: [1,\n  2", /^3:\d+ : .*\]\.$/],
  ["a member twice", "fauxvault: 1\nseed: 1\nseed: 2\n", /^3:1 : Map keys must be unique\.$/],
  ["two documents", "fauxvault: 1\n---\nfauxvault: 1\n", /^2:1 : Source contains multiple documents/],
  ["an unknown tag", "fauxvault: 1\nseed: !!js/function 5\n", /^2:7 : Unresolved tag/],
  ["an unknown alias", "fauxvault: 1\nseed: *other\n", /^2:7 : There is no anchor of this name before the alias\.$/],
  ["an empty file", "", /^1:1 : there is nothing in it; write 'fauxvault: 1' and, beside it, members/],
  ["a file of comments", "# nothing yet\n", /^\d:1 : there is nothing in it; write 'fauxvault: 1'/],
  ["text", "hello", /^1:1 : this is no fixture; write 'fauxvault: 1'/],
  ["a file that never ends to open lists", "[".repeat(50_000), /^1:\d+ : /],
])("%s is refused with its place", async (_, text, pattern) => {
  const [first] = await problemsOf(text);
  expect(first).toMatch(pattern);
});

test("aliases that grow a thousandfold are refused", async () => {
  const lines = ["fauxvault: 1", "store:", "  a0: &a0 [x, x, x, x, x, x, x, x, x, x]"];
  for (let at = 1; at < 9; at += 1) lines.push(`  a${at}: &a${at} [${new Array(10).fill(`*a${at - 1}`).join(", ")}]`);
  expect(await problemsOf(lines.join("\n"))).toEqual(["1:1 : Its aliases expand to far more than it holds."]);
});

test("no problem quotes a value of the file: it may be secret", async () => {
  const secret = "Harbour-Lantern-27";
  for (const text of [
    `store: ${secret}`,
    `fauxvault: ${secret}\n store: [${secret}`,
    `{"seed": "${secret}", "store" x}`,
    `fauxvault: 1\nclock: { at: ${secret} }`,
  ]) {
    const problems = await problemsOf(text);
    expect(problems).not.toEqual([]);
    expect(problems.join("\n")).not.toContain(secret);
  }
});

test("a file that is missing, too large or not text is a problem of that file", async () => {
  const missing = join(tmpdir(), "no-such-fixture.yaml");
  expect(await readFixtureFile(missing, smallWorld)).toEqual({
    problems: [{ file: missing, line: 1, column: 1, path: "", message: "There is no such file." }],
  });
  const binary = await writeTemporary(Uint8Array.of(0x66, 0xff, 0xfe));
  expect((await readFixtureFile(binary, smallWorld)).problems?.[0]?.message).toBe("The file is not UTF-8 text.");
  const large = await writeTemporary("");
  await truncate(large, 64_000_001);
  expect((await readFixtureFile(large, smallWorld)).problems?.[0]?.message).toContain("at most 64000000");
  expect((await readFixtureFile(tmpdir(), smallWorld)).problems?.[0]?.message).toContain("cannot be read");
});

test("what only planting shows is a problem too", async () => {
  const { fixture } = await readFixtureText(
    "fauxvault: 1\nstore: { boxes: [{ label: cursed }] }",
    "my.yaml",
    smallWorld,
  );
  if (!fixture) throw new Error("the fixture was refused too early");
  expect(await tryFixture(fixture, smallWorld)).toEqual([
    expect.objectContaining({ file: "my.yaml", message: expect.stringContaining("a box cannot be cursed") }),
  ]);
  const fine = await smallWorld.fixture("fine", { fauxvault: 1 });
  expect(await tryFixture(fine, smallWorld)).toEqual([]);
});
