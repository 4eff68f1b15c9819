import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readAnswer, writeRequest } from "../../contracts/adapters/json-rpc.ts";
import { CAPABILITIES, ERROR_KINDS } from "../../contracts/port.ts";
import { type MethodName, SHAPES } from "../../contracts/shapes.ts";

const text = readFileSync("docs/adapter-protocol.md", "utf8");

/** The messages of the examples, in their order. */
const messages = [...text.matchAll(/```json\n(.*?)```/gs)].flatMap(([, block = ""]) => block.trim().split("\n"));

test("every method, capability and kind of error is in its table", () => {
  const methods = Object.keys(SHAPES).filter((name) => !text.includes(`| \`${name}\` |`));
  const kinds = ERROR_KINDS.filter((kind) => !text.includes(`| \`${kind}\` |`));
  const capabilities = CAPABILITIES.filter((name) => !new RegExp(`\`${name}\`.* capability`).test(text));
  expect({ methods, kinds, capabilities }).toEqual({ methods: [], kinds: [], capabilities: [] });
});

test("every example is a request as it is sent, followed by an answer as it is taken", () => {
  expect(messages.length).toBeGreaterThan(10);
  for (let at = 0; at < messages.length; at += 2) {
    const [line = "", reply = ""] = messages.slice(at, at + 2);
    const request = JSON.parse(line) as { id: number; method: MethodName; params: object };
    const answer = readAnswer(reply);
    expect(writeRequest(request.id, request.method, request.params)).toBe(`${line}\n`);
    expect(answer?.id).toBe(request.id);
    if (answer?.error) expect(ERROR_KINDS).toContain(answer.error.data?.kind);
    else expect(SHAPES[request.method].safeParse(answer?.result).success).toBe(true);
  }
});

/** The cells of a section's table that says what is required: member and when. */
function readRequired(section: string): [member: string, when: string][] {
  const [, after = ""] = text.split(`\n### ${section}\n`);
  const [table = ""] = after.split("\n### ");
  const rows = [...table.matchAll(/^\| (`\w+`(?:, `\w+`)*) \| ([^|]+) \|/gm)];
  return rows.flatMap(([, members = "", when = ""]) =>
    [...members.matchAll(/\w+/g)].map(([member]): [string, string] => [member, when]),
  );
}

const settings = [{ name: "address", required: true, secret: false }];
const writer = { name: "w", version: "1", capabilities: ["createSecret", "deleteSecret"], settings };
const descriptions = [
  { ...writer, capabilities: [], missingDelete: "done", secondCreate: "update" },
  { ...writer, missingDelete: "done", secondCreate: "update" },
];
const reports = ["passed", "failed", "unknown"].map((outcome) => ({ outcome, kind: "forbidden", message: "why" }));

test.each([
  ["Description", "describe", descriptions, ["name", "version", "capabilities", "settings"]],
  ["Report", "testConnection", reports, ["outcome"]],
] as const)("what the table of a %s says is required is what is demanded", (section, method, answers, always) => {
  const required = readRequired(section);
  expect(required.filter(([, when]) => when.startsWith("yes")).map(([member]) => member)).toEqual(always);
  for (const [member, when] of required) {
    for (const answer of answers) {
      const { [member]: _, ...without } = answer as Record<string, unknown>;
      const words: string[] = Object.values(answer).flat().map(String);
      const demanded = when.startsWith("yes") || words.some((word) => when.includes(`\`${word}\``));
      expect(SHAPES[method].safeParse(without).success, `${method} without ${member}: ${words}`).toBe(!demanded);
    }
  }
});
