import { expect, test } from "vitest";
import { blink } from "../../mocks/blink/index.ts";
import { readFixtureText } from "../../src/engine/fixture-file.ts";
import { World } from "../../src/engine/world.ts";
import { httpSection } from "../../src/http/faults/section.ts";
import { id } from "./small-blink.ts";

const world = new World([httpSection, blink.section]);

/** The problems of a fixture, each as a line: `4:7 blink.users[0].id: …`. */
async function problemsOf(...lines: string[]): Promise<string[]> {
  const { problems = [] } = await readFixtureText(["fauxvault: 1", ...lines, ""].join("\n"), "given.yaml", world);
  return problems.map(({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`);
}

test("ids and names that are given twice are placed at the second, which names the first", async () => {
  const problems = await problemsOf(
    "blink:",
    `  tenant: { id: ${id("1")} }`,
    "  roles: [{ name: Auditor, rights: [view] }, { name: Auditor, rights: [] }, { name: Owner, rights: [] }]",
    "  users:",
    `    - { email: a@x.test, id: ${id("1")} }`,
    "    - { email: A@X.test }",
    "  workspaces:",
    "    - name: one",
    "      runnerGroups: [{ name: g, default: true }, { name: g, default: true }, { name: blink_cloud }]",
    "      packs: [{ name: p, workflows: [] }, { name: p }]",
    "    - { name: one }",
  );
  expect(problems).toEqual([
    "4:48 blink.roles[1].name: There is a role 'Auditor' already: blink.roles[0].",
    "4:79 blink.roles[2].name: 'Owner' is a role that every Blink has.",
    `6:26 blink.users[0].id: The id ${id("1")} is that of blink.tenant.`,
    "7:9 blink.users[1].email: This is the address of blink.users[0] already.",
    "10:52 blink.workspaces[0].runnerGroups[1].name: There is a runner group 'g' already: blink.workspaces[0].runnerGroups[0].",
    "10:61 blink.workspaces[0].runnerGroups[1].default: A workspace has one default runner group, and blink.workspaces[0].runnerGroups[0] is it.",
    "10:80 blink.workspaces[0].runnerGroups[2].name: 'blink_cloud' is the runner group that every workspace has.",
    "11:45 blink.workspaces[0].packs[1].name: There is a pack 'p' already: blink.workspaces[0].packs[0].",
    "12:9 blink.workspaces[1].name: There is a workspace 'one' already: blink.workspaces[0].",
  ]);
});

test("a user's keys keep the rules of keys, and values are not shown", async () => {
  const value = "k".repeat(28);
  const problems = await problemsOf(
    "blink:",
    "  workspaces: [{ name: one }]",
    "  users:",
    "    - email: a@x.test",
    "      roles: { one: Boss, two: Owner }",
    "      selected: three",
    "      keys:",
    `        - { name: a, default: true, value: ${value} }`,
    `        - { name: b, default: true, value: ${value} }`,
    "        - { name: c, value: SHORT }",
    "        - { name: d }",
    "        - { name: e }",
    "        - { name: f }",
  );
  expect(problems).toEqual([
    "6:16 blink.users[0].roles.one: There is no role 'Boss'. There are: Owner, Contributor, Viewer.",
    "6:27 blink.users[0].roles.two: There is no workspace 'two'. There are: one.",
    "7:7 blink.users[0].selected: There is no workspace 'three'. There are: one.",
    "10:22 blink.users[0].keys[1].default: A user has one default API key, and blink.users[0].keys[0] is it.",
    "10:37 blink.users[0].keys[1].value: This is the value of blink.users[0].keys[0] already; each key has its own.",
    "11:22 blink.users[0].keys[2].value: expected 28 lower-case letters and digits",
    "14:11 blink.users[0].keys[5]: A user has at most 5 API keys, and these are 6.",
  ]);
  expect(problems.join()).not.toContain(value);
});

test("connections that do not fit their type, their workspace or each other are found", async () => {
  const problems = await problemsOf(
    "blink:",
    "  connectionTypes:",
    "    - { name: passwordstate, methods: [{ name: m }] }",
    "    - { name: chat, methods: [{ name: m, address: Where, signing: { kind: bearer, attribute: Token } }, { name: m }] }",
    "  workspaces:",
    "    - name: one",
    "      connections:",
    "        - { name: a, type: vault }",
    "        - { name: b, type: passwordstate, method: magic }",
    "        - { name: c, type: passwordstate, attributes: { API Address: x, Extra: y } }",
    `        - { name: c, type: http_basic, attributes: { Username: "\${passwordstat.url", Password: "\${kept" } }`,
    "        - { name: d, type: http_custom, attributes: { Header 1 Name: n, Header 1 Value: v, Header 2 Name: x } }",
    "        - { name: e, type: chat, by: who@x.test, sharedWith: [one, two] }",
  );
  expect(problems).toEqual([
    "4:9 blink.connectionTypes[0].name: 'passwordstate' is a connection type that every Blink has.",
    "5:42 blink.connectionTypes[1].methods[0].address: There is no attribute 'Where'. There are: none.",
    "5:83 blink.connectionTypes[1].methods[0].signing.attribute: There is no attribute 'Token'. There are: none.",
    "5:107 blink.connectionTypes[1].methods[1].name: The method 'm' is blink.connectionTypes[1].methods[0] already.",
    expect.stringMatching(/^9:22 .*\.type: There is no connection type 'vault'\. There are: passwordstate, http_basic/),
    "10:43 blink.workspaces[0].connections[1].method: There is no method 'magic'. There are: api_key.",
    "11:43 blink.workspaces[0].connections[2].attributes: The method 'api_key' needs 'API Key' too.",
    "11:73 blink.workspaces[0].connections[2].attributes.Extra: There is no attribute 'Extra'. There are: API Address, API Key.",
    "12:13 blink.workspaces[0].connections[3].name: The name 'c' is that of blink.workspaces[0].connections[2]; connections of all workspaces have names of their own.",
    expect.stringMatching(/^12:54 .*\.Username: expected an address, or one that begins with \$\{passwordstate\.url\}/),
    "13:41 blink.workspaces[0].connections[4].attributes: 'Header 2 Name' and 'Header 2 Value' go together.",
    "14:34 blink.workspaces[0].connections[5].by: There is no user 'who@x.test'. There are: none.",
    "14:63 blink.workspaces[0].connections[5].sharedWith[0]: A connection is not lent to its own workspace.",
    "14:68 blink.workspaces[0].connections[5].sharedWith[1]: There is no workspace 'two'. There are: one.",
  ]);
});

test("a workflow that is none, names what is not there, or an execution against its own course is found", async () => {
  const problems = await problemsOf(
    "blink:",
    "  workspaces:",
    "    - name: one",
    "      connections: [{ name: c, type: http_bearer, attributes: { Token: t } }]",
    "      packs:",
    "        - name: p",
    "          workflows:",
    '            - { name: broken, yaml: "workflow: [" }',
    "            - { name: flat, yaml: just words }",
    "            - name: lost",
    "              yaml: |",
    "                workflow: [{ section: Steps, steps: [{ id: S1, action: x.y, connections: { http_basic: c } }] }]",
    "      executions:",
    "        - { workflow: gone }",
    "        - { workflow: lost, state: Failed, outputs: { a: 1 }, runner: moon }",
    "        - { workflow: lost, state: Running, finished: now }",
    "        - { workflow: lost, created: 1 hour ago, started: 2 hours ago }",
  );
  expect(problems).toEqual([
    expect.stringMatching(/^9:31 .*workflows\[0\]\.yaml: This workflow cannot be read, in its line 1: /),
    "10:29 blink.workspaces[0].packs[0].workflows[1].yaml: expected a workflow: a mapping with a list 'workflow' of sections",
    "12:15 blink.workspaces[0].packs[0].workflows[2].yaml: There is no connection of type 'http_basic' 'c'. There are: none.",
    "15:13 blink.workspaces[0].executions[0].workflow: There is no workflow 'gone'. There are: broken, flat, lost.",
    "16:44 blink.workspaces[0].executions[1].outputs: An execution that is Failed has no outputs.",
    "16:63 blink.workspaces[0].executions[1].runner: There is no runner group 'moon'. There are: blink_cloud.",
    "17:45 blink.workspaces[0].executions[2].finished: An execution that is Running has not finished.",
    "18:50 blink.workspaces[0].executions[3].started: This lies before 'created'.",
  ]);
});

test("a workflow that could not run, and times of steps that it does not have, are placed at their lines", async () => {
  const twice = "workflow: [{ section: Steps, steps: [{ id: S1, action: a }, { id: S1, action: a }] }]";
  const once = "workflow: [{ section: Steps, steps: [{ id: S1, action: internal.print }] }]";
  const problems = await problemsOf(
    "blink:",
    "  workspaces:",
    "    - name: one",
    "      packs:",
    "        - name: p",
    "          workflows:",
    `            - { name: twice, yaml: "${twice}" }`,
    `            - { name: once, yaml: "${once}", run: { steps: { S1: PT1S, S2: PT1S }, pending: soon } }`,
  );
  expect(problems).toEqual([
    "8:30 blink.workspaces[0].packs[0].workflows[0].yaml: Two steps have the id 'S1'.",
    "9:140 blink.workspaces[0].packs[0].workflows[1].run.steps.S2: There is no step 'S2'. There are: S1.",
    "9:152 blink.workspaces[0].packs[0].workflows[1].run.pending: expected an ISO 8601 duration such as PT2S or PT1H30M",
  ]);
});
