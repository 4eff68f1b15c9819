import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { assumptions } from "../../mocks/passwordstate/assumptions.ts";
import { type Answer, type Asked, startVault, type Vault } from "./start-vault.ts";

/** One request whose answer a switch changes: what comes by default, and with each other choice. */
interface Switched {
  readonly name: string;
  readonly request: (vault: Vault) => Promise<Answer>;
  /** By choice. */
  readonly expected: Readonly<Record<string, unknown>>;
  /** What is looked at; the status unless told. */
  readonly look?: (answer: Answer) => unknown;
}

const get =
  (path: string, asked: Asked = {}) =>
  (vault: Vault) =>
    vault.request("GET", path, asked);
const getWith = (of: string | number, path: string) => (vault: Vault) =>
  vault.request("GET", path, { key: vault.key(of) });
const send =
  (method: string, path: string, json: object, of: string | number = "System Wide") =>
  (vault: Vault) =>
    vault.request(method, path, { json, key: vault.key(of) });
const first = (member: string) => (answer: Answer) => answer.rows()[0]?.[member];
const ids = (answer: Answer) => (answer.status === 200 ? answer.rows().map((row) => row.PasswordID) : answer.status);
const journey = { PasswordID: 3319, DestinationPasswordListID: 57 };
const copyMove = "Copy/Move Password Record";
const isArray = (answer: Answer) => Array.isArray(answer.json());

const cases: readonly Switched[] = [
  { name: "wrong-key-status", request: get("/api/passwords/3318", { key: "x" }), expected: { 401: 401, 403: 403 } },
  { name: "wrong-key-kind-status", request: getWith("Hosts", "/api/passwords/3318"), expected: { 403: 403, 401: 401 } },
  {
    name: "denied-call-type",
    request: send("DELETE", "/api/passwords/3800", {}, 64),
    expected: { 403: 403, 401: 401 },
  },
  { name: "ip-refusal", request: getWith(65, "/api/passwords/3900"), expected: { 403: 403, 401: 401 } },
  { name: "foreign-record", request: getWith(57, "/api/passwords/3318"), expected: { 401: 401, 404: 404 } },
  { name: "private-list", request: get("/api/passwords/3600"), expected: { 401: 401, 404: 404 } },
  {
    name: "collection-with-list-key",
    request: getWith(57, "/api/passwords?QueryAll"),
    look: ids,
    expected: { refuse: 401, narrow: [3400] },
  },
  {
    name: "key-in-query",
    request: (vault) => vault.request("GET", `/api/passwords/3318?apikey=${vault.key(56)}`, { key: "" }),
    expected: { accepted: 200, refused: 401 },
  },
  {
    name: "reason-across-lists",
    request: get("/api/searchpasswords?search=internal"),
    look: ids,
    expected: { refuse: 401, "leave-out": [3318, 3319, 3320, 3400, 3700, 3800, 3900] },
  },
  { name: "xml-output", request: get("/api/passwords/3318?format=xml"), expected: { 406: 406, json: 200 } },
  {
    name: "malformed-body",
    request: (vault) => vault.request("PUT", "/api/passwords", { body: "{" }),
    expected: { 400: 400, 500: 500 },
  },
  { name: "non-numeric-id", request: get("/api/passwords/abc"), expected: { 404: 404, 400: 400 } },
  { name: "missing-query-all", request: get("/api/passwords"), expected: { 404: 404, 400: 400 } },
  {
    name: "empty-list",
    request: get("/api/passwords/58?QueryAll"),
    look: ids,
    expected: { error: 404, "empty-array": [] },
  },
  {
    name: "excluded-password",
    request: get("/api/passwords/3318?ExcludePassword=true"),
    look: first("Password"),
    expected: { blank: "", absent: undefined },
  },
  { name: "otp-blank", request: get("/api/passwords/3318"), look: first("OTP"), expected: { null: null, blank: "" } },
  {
    name: "record-tree-path",
    request: get("/api/passwords?QueryAll", { headers: { Reason: "r" } }),
    look: first("TreePath"),
    expected: { "all-lists": "\\Finance", never: undefined },
  },
  {
    name: "search-password-value",
    request: get("/api/searchpasswords/56?search=basalt-7"),
    look: ids,
    expected: { no: 404, yes: [3319] },
  },
  {
    name: "exact-case",
    request: get("/api/searchpasswords/56?title=%22LEDGER%22"),
    look: ids,
    expected: { ignored: [3319], matters: 404 },
  },
  {
    name: "blank-criterion",
    request: get("/api/searchpasswords/56?notes="),
    look: ids,
    expected: { ignored: [3318, 3319, 3320], "only-blank": [3318, 3319] },
  },
  { name: "no-otp-secret", request: get("/api/onetimepassword/3319"), expected: { 404: 404, 400: 400 } },
  { name: "check-in-reply", request: get("/api/passwords/3318?CheckIn"), expected: { 204: 204, 200: 200 } },
  {
    name: "unreadable-date",
    request: send("PUT", "/api/passwords", { PasswordID: 3319, ExpiryDate: "soon" }),
    expected: { refuse: 400, ignore: 200 },
  },
  {
    name: "put-list-id",
    request: send("PUT", "/api/passwords", { PasswordID: 3319, PasswordListID: 57 }),
    expected: { ignore: 200, refuse: 400 },
  },
  {
    name: "null-on-update",
    request: send("PUT", "/api/passwords", { PasswordID: 3319, UserName: null }),
    look: first("UserName"),
    expected: { keep: "reader", blank: "" },
  },
  {
    name: "generate-wins",
    request: send("PUT", "/api/passwords", { PasswordID: 3319, Password: "given", GeneratePassword: true }),
    look: (answer) => first("Password")(answer) === "given",
    expected: { generated: false, given: true },
  },
  {
    name: "unused-generic-field",
    request: send("PUT", "/api/passwords", { PasswordID: 3319, GenericField9: "nine" }),
    look: first("GenericField9"),
    expected: { store: "nine", ignore: "" },
  },
  {
    name: "copy-reply",
    request: send("POST", "/api/passwords/copy", journey, copyMove),
    look: isArray,
    expected: { object: false, array: true },
  },
  {
    name: "move-reply",
    request: send("PUT", "/api/passwords/move", journey, copyMove),
    look: isArray,
    expected: { array: true, object: false },
  },
  {
    name: "reset-queue",
    async request(vault) {
      await vault.request("PUT", "/api/passwords", { json: { PasswordID: 3700, Password: "new" } });
      return vault.request("GET", "/api/passwords/3700");
    },
    look: first("Password"),
    expected: { "when-completed": "granite-1-Fern", "at-once": "new" },
  },
  {
    name: "linked-copy",
    async request(vault) {
      const copied = await send("POST", "/api/passwords/copy", { ...journey, Link: true }, copyMove)(vault);
      await vault.request("PUT", "/api/passwords", { json: { PasswordID: 3319, Password: "new" } });
      return vault.request("GET", `/api/passwords/${copied.object().PasswordID}`);
    },
    look: first("Password"),
    expected: { linked: "new", copied: "basalt-7-Moth" },
  },
];

const runs = cases.flatMap(({ expected, ...one }) =>
  Object.entries(expected).map(([choice, outcome]) => ({ ...one, choice, outcome })),
);

test.each(runs)("with $name=$choice the vault does so", async ({ name, choice, request, outcome, look }) => {
  const vault = await startVault(undefined, { assumptions: { [name]: choice } });
  const answer = await request(vault);
  expect(look ? look(answer) : answer.status).toEqual(outcome);
});

test.each(cases)("$name is tried with every choice, its default first", ({ name, expected }) => {
  const known = assumptions[name as keyof typeof assumptions];
  expect(new Set(Object.keys(expected))).toEqual(new Set(known.choices));
  expect(known.default).toBe(known.choices[0]);
});

test("every assumption has its row in the product's document, and every row its assumption", () => {
  const text = readFileSync(new URL("../../docs/products/passwordstate.md", import.meta.url), "utf8");
  const table = text.slice(text.indexOf("\n## Open questions"), text.indexOf("\n## Wire checklist"));
  const rows = [...table.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name);
  expect(Object.keys(assumptions).filter((name) => !rows.includes(name))).toEqual([]);
  expect(rows.filter((name) => name !== undefined && !(name in assumptions))).toEqual([]);
});
