import fc from "fast-check";
import { service } from "../../mocks/blink/service.ts";
import { isBuilt } from "../../src/http/operation.ts";
import { ids, keys } from "../blink/small-blink.ts";
import { flows } from "../blink/small-workflows.ts";
import { doorOf } from "../blink/use-action.ts";
import { anyText, escapeText } from "./any-text.ts";
import { almostRightMembers, wrongValue } from "./input-data-text.ts";
import { anyRequest, damaged, type KeyPlaces, wrongKey } from "./request-bytes.ts";
import { anyQuery, anyRoute } from "./routes.ts";

const { operations } = service;
const built = operations.filter(isBuilt);
const places: KeyPlaces = { header: "BLINK-API-KEY", query: "apikey" };
const goodKey = fc.constantFrom<string>(keys.owner, keys.owner, keys.owner, keys.admin, keys.viewer, keys.builder);
const anyId = fc.constantFrom<string>(...Object.values(ids), ...Object.values(flows), "blink_cloud", "nobody");

/** A text with expressions in it, odd ones too. */
const anyTemplate = fc
  .array(
    fc.constantFrom(
      ...[
        "{{",
        "}}",
        "{{ inputs.who }}",
        "{{ inputs",
        "{{ steps.S1.output[0] }}",
        "{{ variables['a'] }}",
        "{{ 1 + 1 }}",
      ],
      ...["{{ __proto__ }}", "{{ inputs.constructor.name }}", "{{ }}", "{{{{ true }}}}", `{{ ${"a.".repeat(200)}b }}`],
      ...[doorOf("passwordstate"), "${", "\u0000", "text"],
    ),
    { maxLength: 5 },
  )
  .map((parts) => parts.join(" "));

const action = fc.constantFrom(
  "internal.print",
  "internal.SetVariables",
  "internal.Sleep",
  "internal.EndRun",
  "no.such",
);
const step = fc.record(
  {
    id: fc.oneof(fc.constantFrom("S1", "S2", "__proto__"), anyText),
    action,
    inputs: fc.oneof(anyInputs(), wrongValue),
  },
  { requiredKeys: [] },
);
const content = fc.record(
  {
    name: anyText,
    automation_type: fc.oneof(fc.constantFrom("on_demand", "scheduled", "event"), wrongValue),
    inputs: fc.oneof(fc.dictionary(anyText, wrongValue, { maxKeys: 2 }), wrongValue),
    triggers: fc.oneof(fc.constant({ scheduled: [{ cron: "* *" }, 7], webhooks: "x" }), wrongValue),
    workflow: fc.oneof(
      { weight: 5, arbitrary: fc.array(step, { maxLength: 3 }).map((steps) => [{ section: "Steps", steps }]) },
      wrongValue,
    ),
    outputs: fc.oneof(fc.dictionary(anyText, anyTemplate, { maxKeys: 2 }), wrongValue),
  },
  { requiredKeys: ["workflow"] },
);

/** Documents that are small to send and large to read, or that no reader should follow to their end. */
const bombs = [
  `${[..."bcdefghi"].reduce((text, name, at) => `${text}${name}: &${name} [${`*${"abcdefgh"[at]},`.repeat(9)}]\n`, "a: &a [x,x,x]\n")}workflow: *i\n`,
  "workflow: &w [{steps: *w}]",
  `workflow: ${"[".repeat(5000)}`,
  `workflow: ${"[".repeat(3000)}${"]".repeat(3000)}`,
  `${"- ".repeat(5000)}x`,
  `? ${"{".repeat(2000)}`,
  "workflow: !!js/function 'function () {}'",
  "<<: *nobody\nworkflow: []",
  "workflow: [{steps: []}]\nworkflow: [{steps: []}]",
  "--- {}\n--- {}\n",
  "%YAML 9.9\n---\nworkflow: [{steps: [{id: S1, action: internal.print}]}]",
  `name: "${"x".repeat(500_001)}"`,
];

const yaml = fc.oneof(
  { weight: 6, arbitrary: content.map((one) => JSON.stringify(one)) },
  { weight: 1, arbitrary: fc.constantFrom(...bombs) },
  { weight: 1, arbitrary: anyText },
);

/** Members of any body that are right, or nearly. */
const RIGHT = {
  name: "Fresh",
  description: "text",
  connection_type_id: "00000000-0000-4000-8000-000000000000",
  attributes: { Token: { value: "a" } },
  tags: ["a"],
  active: true,
  pack_id: flows.pack,
  reason: "enough",
  input_values: { who: "Mira" },
  runner: "blink_cloud",
  past_exec_ref: flows.done,
  display_name: "Fresh",
  is_default: true,
};
const memberNames = [...Object.keys(RIGHT), "event", "callback", "trigger_type", "creation_method", "connection", "q"];
const anyBody = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .record({ members: almostRightMembers(RIGHT, memberNames), playbook: fc.option(yaml), template: anyTemplate })
      .map(({ members, playbook, template }) => ({
        ...members,
        ...(playbook === null ? {} : { playbook }),
        description: template,
      }))
      .map((members) => JSON.stringify(members)),
  },
  { weight: 1, arbitrary: yaml.map((playbook) => JSON.stringify({ playbook, branched_from: 0, source: "manual" })) },
  { weight: 1, arbitrary: fc.constantFrom("", "[", "{", "null", "[]", '"x"', "[".repeat(6000), '{"a":'.repeat(6000)) },
  { weight: 1, arbitrary: anyText },
);

const fields = fc.constantFrom("name", "id", "state", "tags", "created_at", "version", "active", "__proto__", "nobody");
const operators = fc.constantFrom("$eq", "$neq", "$gt", "$lt", "$gte", "$lte", "$like", "$or", "$in", "$where");
const condition = fc.oneof(
  wrongValue,
  fc.dictionary(fields, fc.oneof(wrongValue, fc.dictionary(operators, wrongValue, { maxKeys: 2 })), { maxKeys: 2 }),
);
const anyFilter = fc.oneof(
  condition,
  fc.array(condition, { maxLength: 3 }).map((of) => ({ $or: of })),
  fc.integer({ min: 1, max: 300 }).map((depth) => nested(depth)),
);
const queryText = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record(
        {
          filter: anyFilter,
          limit: fc.oneof(fc.integer({ min: -1, max: 1002 }), wrongValue),
          offset: fc.oneof(fc.nat(), wrongValue),
          sort: fc.oneof(fc.array(fields.map((name) => `-${name}`)), wrongValue),
          select: fc.oneof(fc.array(fields), wrongValue),
          ci: fc.oneof(fc.boolean(), wrongValue),
          search: fc.oneof(fc.record({ text: anyText, fields: fc.array(fields) }), wrongValue),
        },
        { requiredKeys: [] },
      )
      .map((query) => JSON.stringify(query)),
  },
  { weight: 1, arbitrary: anyText },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "[".repeat(4000),
      '{"filter":'.repeat(400),
      `{"filter":{"name":"${"%_".repeat(3000)}"}}`,
    ),
  },
);
const asQuery = queryText.map((text) => `q=${escapeText(text)}`);

const parts = {
  route: anyRoute(operations, ["/api/v1/", "/api/v1/workspace/x/playbooks/ui", "/"]),
  query: fc.oneof(anyQuery(["q", "run_sync", "timeout", "limit"]), asQuery),
  body: anyBody,
  places,
};
const strange = { ...parts, key: wrongKey(Object.values(keys)) };

/** Requests that must be refused, whole or damaged, and bytes that are none at all. */
export const refusable: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 7, arbitrary: anyRequest(strange) },
  { weight: 2, arbitrary: damaged(anyRequest(strange)) },
  { weight: 1, arbitrary: fc.uint8Array({ minLength: 1, maxLength: 300 }) },
);

/** Requests that carry a good key, whole or damaged. */
export const keyed: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 2, arbitrary: anyRequest({ ...parts, key: goodKey }) },
  { weight: 1, arbitrary: damaged(anyRequest({ ...parts, key: goodKey })) },
);

/** Calls of a good key at what is there, right but for their body or their query. None waits: the clock is frozen. */
export const nearlyRight: fc.Arbitrary<Uint8Array> = fc
  .record({
    operation: fc.constantFrom(...built),
    id: anyId,
    workspace: fc.constantFrom<string>(ids.platform, ids.platform, ids.platform, ids.payments, "nobody"),
    key: goodKey,
    body: anyBody,
    query: fc.oneof(asQuery, fc.constant("")),
  })
  .map(({ operation, id, workspace, key, body, query }) => {
    const path = operation.path.replace(/:[a-z]+/gi, (name) => (name === ":ws" ? workspace : id));
    const bytes = Buffer.from(operation.method === "GET" ? "" : body);
    const head = [
      `${operation.method} ${path}${query && `?${query}`} HTTP/1.1`,
      ...["Host: x", `BLINK-API-KEY: ${key}`, "Content-Type: application/json", `Content-Length: ${bytes.length}`],
    ];
    return Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\n\r\n`), bytes]);
  });

function anyInputs() {
  return fc.record(
    {
      text: anyTemplate,
      Variables: fc.oneof(
        fc.array(
          fc.record({ Name: anyText, Type: fc.constantFrom("String", "Number", "List", "Map"), Value: anyTemplate }),
        ),
        wrongValue,
      ),
      Duration: wrongValue,
      Status: fc.oneof(fc.constantFrom("Completed", "Failed"), wrongValue),
    },
    { requiredKeys: [] },
  );
}

function nested(depth: number): object {
  let filter: object = { name: "x" };
  for (let level = 0; level < depth; level += 1) filter = { $or: [filter] };
  return filter;
}
