import { expect, test } from "vitest";
import { id } from "./small-blink.ts";
import { blinkWithWorkflows, flows, workflowYaml } from "./small-workflows.ts";
import { startBlink } from "./start-blink.ts";

const start = (assumptions: Readonly<Record<string, string>> = {}) => startBlink(blinkWithWorkflows, assumptions);
const plain = workflowYaml([{ id: "S1", action: "internal.print", inputs: { text: "x" } }], {
  name: "Plain",
  desc: "Says x",
});

test.each<[what: string, method: string, path: string, json: unknown, message: string, rule: string]>([
  [
    "a name that is taken",
    "POST",
    "/playbooks",
    { name: "Greet", playbook: plain },
    "Can not create Playbook",
    "There is a workflow 'Greet' already.",
  ],
  [
    "a taken name in the editor",
    "POST",
    "/playbooks/ui",
    { name: "Greet" },
    "Can not create Playbook",
    "There is a workflow 'Greet' already.",
  ],
  [
    "no name at all",
    "POST",
    "/playbooks",
    { playbook: workflowYaml([]) },
    "Can not create Playbook",
    "A workflow needs a name.",
  ],
  [
    "a name that is too long",
    "POST",
    "/playbooks/ui",
    { name: "x".repeat(300) },
    "Can not create Playbook",
    "at most 255",
  ],
  [
    "a pack that is not there",
    "POST",
    "/playbooks/ui",
    { name: "n", pack_id: id("f") },
    "Can not create Playbook",
    "There is no pack",
  ],
  [
    "YAML that is none",
    "POST",
    "/playbooks",
    { name: "n", playbook: "a: [" },
    "Can not create Playbook",
    "cannot be read, in its line 1",
  ],
  [
    "YAML that is no workflow",
    "POST",
    "/playbooks",
    { name: "n", playbook: "- a" },
    "Can not create Playbook",
    "A workflow is a mapping",
  ],
  [
    "renaming to a taken name",
    "PUT",
    `/playbooks/${flows.nap}/rename`,
    { name: "Greet" },
    "Can not update Playbook",
    "already",
  ],
  [
    "copying to a taken name",
    "PUT",
    `/playbooks/${flows.nap}/duplicate`,
    { name: "Nap" },
    "Can not create Playbook",
    "already",
  ],
])("%s is refused with the rule, and nothing changes", async (_what, method, path, json, message, rule) => {
  const blink = await start();
  const before = blink.snapshot();
  expect((await blink.request(method, path, { json })).refused(400)).toMatchObject({
    ...{ message, details: expect.stringContaining(rule) },
  });
  expect(blink.snapshot()).toBe(before);
});

test.each([
  ["two sections", { workflow: [{ steps: [] }, { steps: [] }] }, "one section"],
  ["no section", { name: "x" }, "one section"],
  [
    "two steps of one id",
    {
      workflow: [
        {
          steps: [
            { id: "S1", action: "a" },
            { id: "S1", action: "a" },
          ],
        },
      ],
    },
    "Two steps have the id 'S1'.",
  ],
  ["a step without an id", { workflow: [{ steps: [{ action: "a" }] }] }, "Step 1 needs an id"],
  ["a step without an action", { workflow: [{ steps: [{ id: "S1" }] }] }, "Step 'S1' needs an action."],
  ["a bare input", { inputs: { a: "text" }, workflow: [{ steps: [] }] }, "The input 'a' must be a mapping"],
  [
    "a type that there is not",
    { automation_type: "often", workflow: [{ steps: [] }] },
    "automation_type must be one of",
  ],
  [
    "too many steps",
    { workflow: [{ steps: Array.from({ length: 201 }, (_, at) => ({ id: `S${at}`, action: "a" })) }] },
    "at most 200 steps",
  ],
] as const)("a draft with %s is not saved, and the details say why", async (_what, content, words) => {
  const blink = await start();
  const before = blink.snapshot();
  const json = { playbook: JSON.stringify(content) };
  for (const [path, message] of [
    ["draft", "Cannot save draft playbook"],
    ["public", "Cannot publish playbook"],
  ] as const) {
    const answer = await blink.request("POST", `/playbooks/${flows.greet}/${path}`, { json });
    expect(answer.refused(400)).toMatchObject({ message, details: expect.stringContaining(words) });
  }
  expect(blink.snapshot()).toBe(before);
  const older = await start({ "malformed-yaml": "500" });
  (await older.request("POST", `/playbooks/${flows.greet}/draft`, { json })).refused(500);
});

test.each([
  ["too long", `# ${"x".repeat(500_001)}`, "longer than 500000 characters"],
  [
    "an alias of an alias of too much",
    `a: &a [x,x,x,x,x,x,x,x,x]\n${"bcdefghi"
      .split("")
      .map((to, at) => `${to}: &${to} [${Array(9).fill(`*${"abcdefgh"[at]}`).join(",")}]`)
      .join("\n")}\n`,
    "refers to itself too often",
  ],
  ["one that holds itself", "a: &a [*a]", "refers to itself too often"],
  ["nested very deep", "[".repeat(20_000), "nested too deep"],
  ["two documents", "workflow: [{ section: Steps }]\n---\na: 1\n", "in its line 2: a second document begins there"],
])("YAML that is %s is refused at once", async (_what, playbook, words) => {
  const blink = await start();
  const answer = await blink.request("POST", "/playbooks", { json: { name: "n", playbook } });
  expect(answer.refused(400).details).toContain(words);
});
