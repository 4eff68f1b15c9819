import { expect, test } from "vitest";
import { section } from "../../mocks/passwordstate/section.ts";
import { makeWorld } from "../../src/control/make-world.ts";
import { readFixtureText, tryFixture } from "../../src/engine/fixture-file.ts";

const world = makeWorld();

/** The problems of a fixture, each as a line: `4:7 passwordstate.lists[0].id: …`. */
async function problemsOf(...lines: string[]): Promise<string[]> {
  const { problems = [] } = await readFixtureText(["fauxvault: 1", ...lines, ""].join("\n"), "given.yaml", world);
  return problems.map(({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`);
}

test("an id or a folder that is given twice is placed at the second, which names the first", async () => {
  const problems = await problemsOf(
    "passwordstate:",
    "  generatorPolicies: [{ id: 3, name: a }, { id: 3, name: b }, { id: 1, name: c }]",
    "  templates: [{ id: 3, name: a }, { id: 3, name: b }]",
    "  folders:",
    "    - { path: \\A, id: 7 }",
    "    - { path: \\B, id: 7 }",
    "    - { path: \\A\\ }",
    "  lists:",
    "    - { id: 7, name: One, records: [{ id: 5, title: a }, { id: 6, title: b }] }",
    "    - { id: 8, name: Two, records: [{ id: 5, title: c }] }",
    "    - { id: 8, name: Three }",
  );
  const shared = "folders and lists share one sequence of ids.";
  expect(problems).toEqual([
    "3:45 passwordstate.generatorPolicies[1].id: The id 3 is that of passwordstate.generatorPolicies[0].",
    "3:65 passwordstate.generatorPolicies[2].id: The id 1 is that of the policy that every vault comes with.",
    "4:37 passwordstate.templates[1].id: The id 3 is that of passwordstate.templates[0].",
    `7:19 passwordstate.folders[1].id: The id 7 is that of passwordstate.folders[0]; ${shared}`,
    "8:9 passwordstate.folders[2].path: This folder is described by passwordstate.folders[0] already.",
    `10:9 passwordstate.lists[0].id: The id 7 is that of passwordstate.folders[0]; ${shared}`,
    "11:39 passwordstate.lists[1].records[0].id: The id 5 is that of passwordstate.lists[0].records[0]; no two records of a vault share one.",
    `12:9 passwordstate.lists[2].id: The id 8 is that of passwordstate.lists[1]; ${shared}`,
  ]);
});

test("keys of one value, and a key that its ranges and the vault's leave no address, are found without being shown", async () => {
  const value = "0123456789abcdef0123456789abcdef";
  const problems = await problemsOf(
    "passwordstate:",
    "  allowedIpRanges: [10.0.0.*, 10.9.0.0-10.9.0.9]",
    "  keys:",
    `    systemWide: { value: ${value}, allowedIpRanges: ["10.*.*.*"] }`,
    `    hosts: { value: ${value}, allowedIpRanges: [10.1.0.1, 10.9.0.5-10.9.0.99] }`,
    "  lists:",
    "    - name: One",
    "      key:",
    `        value: ${value}`,
    "        allowedIpRanges: [192.168.1.*, 10.9.0.10]",
  );
  const taken = "This is the value of passwordstate.keys.systemWide already; each key has its own.";
  expect(problems).toEqual([
    `6:14 passwordstate.keys.hosts.value: ${taken}`,
    `10:9 passwordstate.lists[0].key.value: ${taken}`,
    "11:9 passwordstate.lists[0].key.allowedIpRanges: No address is both here and in passwordstate.allowedIpRanges: the key could be used from nowhere.",
  ]);
  expect(problems.join()).not.toContain(value);
});

test("a policy that is not there, or has its lengths the wrong way round, is found, also against what is left out", async () => {
  const problems = await problemsOf(
    "passwordstate:",
    "  generatorPolicies: [{ name: a, minLength: 20 }, { id: 4, name: b, minLength: 9, maxLength: 9 }]",
    "  templates: [{ name: T, generatorPolicy: 98 }]",
    "  lists: [{ name: A, generatorPolicy: 2 }, { name: B, generatorPolicy: 0 }, { name: C, generatorPolicy: 99 }]",
  );
  expect(problems).toEqual([
    "3:34 passwordstate.generatorPolicies[0].minLength: minLength, 20, is above maxLength, 16.",
    "4:26 passwordstate.templates[0].generatorPolicy: There is no generator policy 98. There are 0, 1, 2, 4; 0 stands for none.",
    "5:88 passwordstate.lists[2].generatorPolicy: There is no generator policy 99. There are 0, 1, 2, 4; 0 stands for none.",
  ]);
});

const date = "this is not a date; write '2 days ago', 'in 30 days', 'now', '2026-03-01' or '2026-03-01T09:00:00Z'";

test("what a record says wrongly is found: dates, one-time passwords, generic fields, history that is yet to come", async () => {
  const problems = await problemsOf(
    'clock: { at: "2026-03-01T09:00:00Z" }',
    "passwordstate:",
    "  lists:",
    "    - name: One",
    "      genericFields: [{ name: Port }]",
    "      records:",
    "        - { title: a, expires: soonish, otpUri: bla }",
    "        - { title: b, expires: 2026-02-31, otpUri: 'otpauth://hotp/a?secret=GE&counter=1' }",
    "        - { title: c, expires: in 9000 years, genericFields: [one, '', three] }",
    "        - title: d",
    "          history:",
    "            - { password: x, changed: now }",
    "            - { password: x, changed: 2026-03-02 }",
    "            - { password: x, changed: in 2 days }",
    "    - { name: Two, records: [{ title: e, genericFields: [one] }] }",
  );
  const at = "passwordstate.lists[0].records";
  const address = "expected a time-based address such as otpauth://totp/name?secret=JBSWY3DPEHPK3PXP";
  const past = "expected a date that has passed; the fixture's clock starts at 2026-03-01T09:00:00.000Z";
  expect(problems).toEqual([
    `8:23 ${at}[0].expires: ${date}`,
    `8:41 ${at}[0].otpUri: ${address}`,
    `9:23 ${at}[1].expires: ${date}`,
    `9:44 ${at}[1].otpUri: ${address}`,
    `10:23 ${at}[2].expires: expected a date between the years 1 and 9999`,
    `10:72 ${at}[2].genericFields[2]: The list defines generic fields up to 1; define number 3 in its genericFields.`,
    `14:30 ${at}[3].history[1].changed: ${past}`,
    `15:30 ${at}[3].history[2].changed: ${past}`,
    "16:58 passwordstate.lists[1].records[0].genericFields[0]: The list defines no generic fields; define number 1 in its genericFields.",
  ]);
});

test("a member of the wrong kind hides no other mistake, and causes none", async () => {
  const problems = await problemsOf(
    "sead: 1",
    "clock: { at: someday }",
    "passwordstate:",
    "  generatorPolicies: many",
    "  lists:",
    "    - 5",
    "    - { id: 4, name: 7, generatorPolicy: 9, genericFields: none, records: [{ title: a, genericFields: [b] }] }",
    "    - { id: 4, name: Two, records: [null, { title: a, id: x, otpUri: bla, history: [{ changed: in 2 days }] }] }",
  );
  expect(problems.map((line) => line.slice(0, line.indexOf(": ")))).toEqual([
    "2:1 sead",
    "3:10 clock.at",
    "5:3 passwordstate.generatorPolicies",
    "7:7 passwordstate.lists[0]",
    "8:16 passwordstate.lists[1].name",
    "8:45 passwordstate.lists[1].genericFields",
    "9:9 passwordstate.lists[2].id",
    "9:37 passwordstate.lists[2].records[0]",
    "9:55 passwordstate.lists[2].records[1].id",
    "9:62 passwordstate.lists[2].records[1].otpUri",
    "9:85 passwordstate.lists[2].records[1].history[0].password",
  ]);
});

test("a row without an id never takes one that a later row names", async () => {
  const part = {
    generatorPolicies: [{ name: "free" }, { id: 2, name: "named" }],
    templates: [{ name: "free" }, { id: 1, name: "named" }],
    folders: [{ path: "\\Free" }, { path: "\\Named", id: 1 }],
    lists: [
      { name: "Free", generate: { passwords: 3 }, records: [{ title: "free" }] },
      { id: 2, name: "Named", records: [{ id: 1, title: "a" }, { id: 3, title: "b" }, { title: "c" }] },
    ],
  };
  const fixture = await world.fixture("given", { fauxvault: 1, passwordstate: part });
  expect(await tryFixture(fixture, world)).toEqual([]);
  const state = (await world.open("here", fixture)).state(section);
  expect(
    [...state.passwords.all()].map(({ PasswordID, Title }) =>
      Title.length < 5 ? `${PasswordID} ${Title}` : PasswordID,
    ),
  ).toEqual(["1 a", "2 free", "3 b", 4, 5, 6, "7 c"]);
  expect([...state.generatorPolicies.all()].map(({ GeneratorName }) => GeneratorName).slice(1)).toEqual([
    "named",
    "free",
  ]);
});
