import { expect, test } from "vitest";
import { pmp } from "../../mocks/pmp/index.ts";
import { keys, smallVault } from "./small-vault.ts";
import { type Asked, REST, startVault } from "./start-vault.ts";

const key = keys.builder;
const asReader = { key: keys.reader };
const auditor = { apiUsers: [{ name: "caller", host: "build-01.test", role: "Password Auditor", key }] };
const manager = { apiUsers: [{ name: "caller", host: "build-01.test", role: "Password Administrator", key }] };
const ticketed = {
  ...{ ticketing: "on", tickets: ["T-1"] },
  apiUsers: [{ name: "builder", role: "Administrator", host: "build-01.test", key }],
  resources: [{ id: 14, name: "safe", owner: "builder", ticketRequired: true, accounts: [{ id: 31, name: "root" }] }],
};
const password = "/resources/14/accounts/31/password";
const native = "/api/json/request?OPERATION_NAME=";

interface Case {
  readonly switch: readonly [name: string, choice: string];
  readonly part?: object;
  readonly call: readonly [method: string, path: string, asked?: Asked];
  /** The message or the password with the default, and with the other choice. */
  readonly says: readonly [usual: unknown, switched: unknown];
}

const cases: readonly Case[] = [
  {
    switch: ["query-token", "refused"],
    call: ["GET", `/resources?AUTHTOKEN=${key}`, { key: "" }],
    says: ["Resources fetched successfully", "API key is not accepted in the URL. Authentication failed."],
  },
  {
    switch: ["app-token", "no"],
    call: ["GET", "/resources", { key: "", headers: { APP_AUTHTOKEN: key } }],
    says: ["Resources fetched successfully", "API key is not received. Authentication failed."],
  },
  {
    switch: ["read-only-node", "yes"],
    call: ["PUT", "/resources/14", { details: { LOCATION: "Hall 9" } }],
    says: ["Resource  modified successfully.", "This is a read-only server."],
  },
  {
    switch: ["read-only-node", "yes"],
    call: ["POST", `${native}SET_FAVOURITEPASSWORD`, { details: { ACCOUNTID: "31" } }],
    says: ["Password added to favourites successfully", "This is a read-only server."],
  },
  {
    switch: ["not-shared", "as-missing"],
    call: ["GET", "/resources/17/accounts"],
    says: ["You do not have access to this resource", "No such resource found"],
  },
  {
    switch: ["not-shared", "as-missing"],
    call: ["GET", "/resources/14/accounts/32/password", asReader],
    says: ["You do not have access to this resource", "No such account found"],
  },
  {
    switch: ["audit-roles", "yes"],
    part: manager,
    call: ["GET", "/audit"],
    says: ["You are not authorized to perform this operation", "Audits fetched successfully."],
  },
  {
    switch: ["generate-roles", "no"],
    part: auditor,
    call: ["GET", "/passwords/generate"],
    says: ["Password generated successfully", "You are not authorized to perform this operation"],
  },
  {
    switch: ["edited-resource-name", "the name as sent"],
    call: ["PUT", "/resources/14", { details: { RESOURCENAME: "books" } }],
    says: ["Resource  modified successfully.", "Resource books modified successfully."],
  },
  {
    switch: ["ticketing", "failed"],
    part: ticketed,
    call: ["GET", password, { details: { TICKETID: "T-2" } }],
    says: ["Password fetched successfully", "Invalid ticket id"],
  },
  {
    switch: ["policy-violation", "refused"],
    call: ["PUT", password, { details: { NEWPASSWORD: "weak" } }],
    says: ["Password changed successfully", "Password does not comply with the policy"],
  },
  {
    switch: ["native-with-key", "no"],
    call: ["POST", `${native}GET_RESOURCES`],
    says: ["Resources fetched successfully", "API key received is not associated to any user. Authentication failed."],
  },
];

test.each(cases)("the switch $switch turns one answer into the other: $says", async (one) => {
  const [name, choice] = one.switch;
  const [method, path, asked] = one.call;
  const target = path.startsWith("/api") ? path : `${REST}${path}`;
  const said: string[] = [];
  for (const assumptions of [{}, { [name]: choice }]) {
    const vault = await startVault(one.part ?? smallVault, { assumptions });
    const { result } = (await vault.request(method, target, { key, ...asked })).envelope();
    said.push(result.message);
  }
  expect(said).toEqual(one.says);
});

test("calls known from PAM360 alone are an unknown path on PMP, unless they are switched on", async () => {
  const path = `${REST}/resourcegroup`;
  const usual = await startVault();
  expect((await usual.request("GET", path, { key })).status).toBe(404);
  expect(usual.reason()).toMatch(/pam360-only-calls/);
  const served = await startVault(smallVault, { assumptions: { "pam360-only-calls": "served" } });
  expect((await served.request("GET", path, { key })).envelope().totalRows).toBe(0);
});

test("lists may begin at 1, and a renewal may say Success", async () => {
  const assumptions = { "start-index": "1", "regenerate-reply": "Success" };
  const vault = await startVault({ ...smallVault, flavour: "pam360" }, { assumptions });
  const page = await vault.request("GET", `${REST}/resources`, { key, details: { STARTINDEX: 2, LIMIT: 1 } });
  expect(page.rows()).toMatchObject([{ "RESOURCE ID": "15" }]);
  const renewed = await vault.request("PUT", `${REST}/user/regenerateAuthtoken`, { key });
  expect(renewed.object().AUTHTOKEN).toMatch(/^[0-9A-F-]{36}$/);
});

const msp = { ...smallVault, organisations: ["Northwind Mills", "South Quay"] };

test.each([
  [msp, undefined, "Resources fetched successfully"],
  [msp, "South Quay", "Resources fetched successfully"],
  [msp, "Nowhere", "Organization not found."],
  [smallVault, "Nowhere", "Resources fetched successfully"],
])("the header orgName is checked in an MSP edition alone (%#)", async (part, orgName, message) => {
  const vault = await startVault(part);
  const headers = orgName === undefined ? {} : { orgName };
  const answer = await vault.request("GET", `${REST}/resources`, { key, headers });
  expect(answer.envelope().result.message).toBe(message);
  if (message === "Organization not found.") expect(answer.envelope().name).toBe("Authentication");
});

test("an organisation that is named picks nothing: the vault is one for all of them", async () => {
  const vault = await startVault(msp);
  const list = async (orgName: string) =>
    (await vault.request("GET", `${REST}/resources`, { key, headers: { orgName } })).rows();
  expect(await list("South Quay")).toEqual(await list("Northwind Mills"));
  expect(vault.sandbox.assumption(pmp.section, "organisation-content")).toMatch("picks nothing");
});

test("an MSP edition tells its authentication mode to who names an organisation", async () => {
  const vault = await startVault(msp);
  const mode = async (headers: Record<string, string>) =>
    (await vault.request("POST", `${native}GET_AUTHENTICATION_MODE`, { headers })).envelope();
  expect((await mode({})).result.status).toBe("Failed");
  expect((await mode({ orgName: "Nowhere" })).result.message).toBe("Organization not found.");
  expect((await mode({ orgName: "South Quay" })).Details).toMatchObject({ MSPENABLED: "TRUE" });
});
