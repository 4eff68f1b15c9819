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
