import * as fc from "fast-check";
import { expect, test } from "vitest";
import { fill } from "../../mocks/blink/expressions/fill.ts";
import { ExpressionProblem } from "../../mocks/blink/expressions/read-expression.ts";

const scope = {
  inputs: { name: "Mira", count: 3, list: ["a", { b: 2 }], "with space": 1, nothing: null },
  steps: { S1: { output: { body: '{"x":1}' }, status: "OK" } },
  variables: {},
  event: { payload: { items: [{ id: 7 }] } },
  metadata: { execution_id: "e" },
};

test.each<[template: unknown, value: unknown]>([
  ["plain", "plain"],
  ["{{ inputs.name }}", "Mira"],
  [" {{inputs.count}} ", 3],
  ["Hello {{ inputs.name }}, {{ inputs.count }} times", "Hello Mira, 3 times"],
  ["{{ inputs.list }}", ["a", { b: 2 }]],
  ["all: {{ inputs.list }}", 'all: ["a",{"b":2}]'],
  ["{{ inputs.list[1].b }}", 2],
  ['{{ inputs["with space"] }}', 1],
  ["{{ inputs['name'] }}", "Mira"],
  ["{{ event.payload.items[0].id }}", 7],
  ["{{ steps.S1.output.body }}", '{"x":1}'],
  ["{{ steps.S1.status }}{{ metadata.execution_id }}", "OKe"],
  ["{{ inputs.gone }}", null],
  ["{{ inputs.gone.deeper }}", null],
  ["<{{ inputs.nothing }}>", "<>"],
  ["{{ 0 }}", 0],
  ["{{ -1.5 }}", -1.5],
  ["{{ true }}", true],
  ["{{ nil }}", null],
  ['{{ "a text" }}', "a text"],
  ["{{ inputs.name.length }}", null],
  ["{{ inputs.list.length }}", null],
  ["{{ inputs.__proto__ }}", null],
  ["{{ inputs.constructor.constructor }}", null],
  ["a {{ never closed", "a {{ never closed"],
  ["}} {{ inputs.count }}", "}} 3"],
  [
    { a: ["{{ inputs.count }}", 1, null], b: { c: "{{ inputs.name }}" } },
    { a: [3, 1, null], b: { c: "Mira" } },
  ],
  [{ "{{ inputs.name }}": true }, { "{{ inputs.name }}": true }],
])("%j becomes %j", (template, value) => {
  expect(fill(template, scope)).toEqual(value);
});

test.each([
  ["{{ process.env }}", "names 'process'; there are inputs, steps, variables, event, metadata."],
  ["{{ constructor }}", "names 'constructor'"],
  ["{{ __proto__ }}", "names '__proto__'"],
  ["{{ len(inputs.list) }}", "is none that is faked"],
  ["{{ inputs.count + 1 }}", "is none that is faked"],
  ["{{ inputs..name }}", "is none that is faked"],
  ["{{ inputs[-1] }}", "is none that is faked"],
  ["{{ }}", "is none that is faked"],
  [`{{ inputs${".a".repeat(40)} }}`, "is none that is faked"],
  [`{{ ${"a".repeat(600)} }}`, "longer than 500 characters"],
])("%s is refused in words", (template, words) => {
  expect(() => fill(template, scope)).toThrow(ExpressionProblem);
  expect(() => fill(template, scope)).toThrow(words);
});

test("what grows beyond bounds is refused, and what would keep a slow reader busy is answered", () => {
  const large = { inputs: { text: "x".repeat(60_000) } };
  expect(() => fill(Array(20).fill("{{ inputs.text }}"), large)).toThrow("larger than 1000000 characters");
  expect(() => fill("{{ inputs.text }} ".repeat(20), large)).toThrow("larger than 1000000 characters");
  expect(fill("{{".repeat(100_000), scope)).toBe("{{".repeat(100_000));
  const deep = JSON.parse(`${"[".repeat(60)}${"]".repeat(60)}`) as unknown;
  expect(() => fill(deep, scope)).toThrow("nested deeper than 50 levels");
});

test("whatever is written, it is filled or refused in words, and nothing is changed by it", () => {
  const before = JSON.stringify(scope);
  const piece = fc.constantFrom(
    "{{",
    "}}",
    "inputs",
    ".",
    "[",
    "]",
    "'",
    '"',
    "name",
    "0",
    " ",
    "\\",
    "__proto__",
    "$",
  );
  const text = fc.oneof(
    fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join("")),
    fc.string(),
    fc.string().map((inner) => `{{${inner}}}`),
  );
  fc.assert(
    fc.property(fc.oneof(text, fc.array(text), fc.dictionary(fc.string(), text), fc.jsonValue()), (template) => {
      try {
        fill(template, scope);
      } catch (error) {
        expect(error).toBeInstanceOf(ExpressionProblem);
      }
    }),
    { numRuns: 2000 },
  );
  expect(JSON.stringify(scope)).toBe(before);
});
