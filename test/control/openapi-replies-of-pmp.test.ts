import type { OpenAPIV3_1 } from "openapi-types";
import { expect, test } from "vitest";
import { type Ask, calls, KEY, nativeCalls, now, pmp } from "./openapi-replies-of-pmp-calls.ts";
import { type Documented, listOperations, makeJudge } from "./served-document.ts";
import { type Started, start } from "./start.ts";

/** What sends such a call to the running one's Password Manager Pro, with its token or with a strange one. */
function makeAsk({ running }: Started): Ask {
  const door = running.status().doors.find(({ product }) => product === "pmp")?.http ?? "";
  const ask: Ask = async (method, { path, details, form, refusedForm }, granted) => {
    const root = path.startsWith("/api/") ? "" : "/restapi/json/v1";
    const input = { INPUT_DATA: JSON.stringify({ operation: { Details: details } }) };
    const content = new URLSearchParams(details === undefined ? {} : input).toString();
    const said = typeof form === "function" ? await form(ask) : form;
    const body = said ? new URLSearchParams(granted ? said : refusedForm).toString() : content;
    const inBody = method === "POST" || method === "PUT";
    const target = inBody || body === "" ? path : `${path}${path.includes("?") ? "&" : "?"}${body}`;
    const headers = { AUTHTOKEN: granted ? KEY : "nobody's", "Content-Type": "application/x-www-form-urlencoded" };
    return fetch(`${door}${root}${target}`, { method, headers, ...(inBody ? { body } : {}) });
  };
  return ask;
}

/** Whether an answer of status 200 says that the call succeeded: in its envelope, or by having none. */
function isGranted(type: string | null, text: string): boolean {
  return !type?.startsWith("application/json") || /"status":"(?:Success|true)"/.test(text);
}

/** The `OPERATION_NAME`s that the document has. */
function nativeNames(operations: readonly Documented[]): unknown[] {
  const parameters = operations.find(({ id }) => id === "native.request")?.operation.parameters ?? [];
  const named = (parameters as OpenAPIV3_1.ParameterObject[]).find(({ name }) => name === "OPERATION_NAME");
  return (named?.schema as OpenAPIV3_1.SchemaObject | undefined)?.enum ?? [];
}

test.each([
  ["pmp", { pmp: { "pam360-only-calls": "served" } }],
  ["pam360", {}],
])("each operation of %s answers as the served document says, granted and refused", async (flavour, assumptions) => {
  const clock = { at: now, frozen: true };
  const started = await start({ fixture: { fauxvault: 1, clock, assumptions, pmp: { ...pmp, flavour } } });
  const ask = makeAsk(started);
  const document = (await started.client.openapi("pmp")) as OpenAPIV3_1.Document;
  const judge = makeJudge(document);
  const operations = listOperations(document);
  expect(Object.keys(calls).sort()).toEqual(operations.map(({ id }) => id).sort());
  const asked = nativeCalls.map(({ path }) => /OPERATION_NAME=(\w+)/.exec(path)?.[1]);
  expect(asked.sort()).toEqual(nativeNames(operations).sort());
  const faults: string[] = [];
  for (const documented of operations) {
    const { id, method } = documented;
    for (const call of calls[id] ?? []) {
      for (const granted of [true, false]) {
        await started.client.sandbox().reset();
        const answer = await ask(method, call, granted);
        const type = answer.headers.get("content-type");
        const text = await answer.text();
        const expected = granted || call.forAll === true;
        if (answer.status !== 200 || isGranted(type, text) !== expected) {
          faults.push(`${id}: ${call.path} gave ${answer.status}: ${text}`);
        }
        faults.push(...judge(documented, answer.status, type, text).map((fault) => `${id}: ${call.path}: ${fault}`));
      }
    }
  }
  expect(faults).toEqual([]);
});

test("the document tells how INPUT_DATA is sent: as one JSON text in the query, and in a form, whatever else is a body", async () => {
  const { client } = await start();
  const operations = listOperations((await client.openapi("pmp")) as OpenAPIV3_1.Document);
  const find = (wanted: string) => operations.find(({ id }) => id === wanted)?.operation;
  const inQuery = (id: string) =>
    ((find(id)?.parameters ?? []) as OpenAPIV3_1.ParameterObject[]).find(({ name }) => name === "INPUT_DATA");
  expect(inQuery("resources.list")).toMatchObject({
    required: false,
    content: { "application/json": { schema: { properties: { operation: {} } } } },
  });
  expect(inQuery("resources.list")).not.toHaveProperty("schema");
  // A mandatory member makes the document mandatory; here it may be in the query or in the body.
  expect(inQuery("pki.certificate")).toMatchObject({ required: true });
  expect(inQuery("accounts.add")).toMatchObject({ required: false });
  const { content = {} } = (find("accounts.add")?.requestBody ?? {}) as OpenAPIV3_1.RequestBodyObject;
  expect(Object.keys(content)).toEqual(["application/x-www-form-urlencoded"]);
  expect(content["application/x-www-form-urlencoded"]?.schema).toMatchObject({ required: ["INPUT_DATA"] });
  expect(inQuery("native.request")?.description).toContain("GET_PASSWORD: PASSWDID, REASON, TICKETID.");
  expect(inQuery("native.request")?.description).toContain("ADD_OFFLINEAUDIT: AUDITTYPE, OPERATIONTYPE");
  expect(find("native.auth")).toMatchObject({ security: [] });
  expect(find("passwords.get")).not.toHaveProperty("security");
});
