import { expect, test } from "vitest";
import { keys } from "./small-vault.ts";
import { type Asked, REST, startVault } from "./start-vault.ts";

const path = `${REST}/resources`;
const unknown = "00000000-0000-0000-0000-000000000000";

test.each<[name: string, path: string, asked: Asked]>([
  ["header", path, { key: keys.builder }],
  ["header in lower case", path, { headers: { authtoken: keys.builder } }],
  ["query", `${path}?AUTHTOKEN=${keys.builder}`, {}],
  ["query, behind an empty pair", `${path}?&AUTHTOKEN=${keys.builder}&x=1`, {}],
  ["APP_AUTHTOKEN header", path, { headers: { APP_AUTHTOKEN: keys.builder, APP_TYPE: "17" } }],
  ["APP_AUTHTOKEN query", `${path}?APP_AUTHTOKEN=${keys.builder}&APP_NAME=Ansible`, {}],
  ["header before a wrong query", `${path}?AUTHTOKEN=${unknown}`, { key: keys.builder }],
  ["orgName means nothing without MSP", path, { key: keys.builder, headers: { orgName: "Elsewhere" } }],
])("a token is taken from: %s", async (_name, target, asked) => {
  const vault = await startVault();
  const answer = await vault.request("GET", target, asked);
  expect(answer.envelope().totalRows).toBe(3);
  expect(vault.sandbox.journal.entries()[0]?.caller.credential).toBe("builder@build-01.test");
});

test.each<[name: string, asked: Asked, message: string, reason: RegExp]>([
  [
    "unknown token",
    { key: unknown },
    "API key received is not associated to any user. Authentication failed.",
    /no user of this server has the token that was sent \(36 characters\)/,
  ],
  [
    "a token in another case",
    { key: keys.builder.toLowerCase() },
    "API key received is not associated to any user. Authentication failed.",
    /no user of this server/,
  ],
  [
    "another host",
    { key: keys.builder, as: "build-02.test" },
    "User is not allowed to access from this host",
    /^builder is bound to 'build-01.test' \(10.20.0.11\), the call came from 10.20.0.12 \(build-02.test\)$/,
  ],
  [
    "another host that says whence it comes",
    { key: keys.builder, as: "build-02.test", headers: { "X-Forwarded-For": "10.20.0.11" } },
    "User is not allowed to access from this host",
    /came from 10.20.0.12/,
  ],
  ["no token", {}, "API key is not received. Authentication failed.", /carries no token/],
  [
    "a bearer",
    { headers: { Authorization: `Bearer ${keys.builder}` } },
    "API key is not received. Authentication failed.",
    /Authorization is none here/,
  ],
  [
    "REST off",
    { key: keys.off },
    "REST API access is not enabled for this user. Authentication failed.",
    /switched off for off@build-01.test/,
  ],
  ["locked", { key: keys.shut }, "User account is locked. Authentication failed.", /is locked/],
])("%s is refused, in its own words", async (_name, asked, message, reason) => {
  const vault = await startVault();
  const content = vault.snapshot();
  const answer = await vault.request("GET", path, asked);
  expect(answer.text).toBe(
    `{"operation":{"result":{"message":"${message}","status":"Failed"},"name":"Authentication"}}`,
  );
  expect(vault.reason()).toMatch(reason);
  expect(vault.snapshot()).toBe(content);
});

test("a bound host that does not resolve gets no answer at all, until the hosts know it", async () => {
  const vault = await startVault();
  await expect(vault.request("GET", path, { key: keys.stray })).rejects.toThrow(/hang up/);
  expect(vault.reason()).toMatch(/the bound host 'nowhere.test' of stray does not resolve/);
  vault.sandbox.setHost("nowhere.test", ["10.20.0.11"]);
  expect((await vault.request("GET", path, { key: keys.stray })).envelope().result.status).toBe("Success");
});

test("a key bound to an address works from it alone", async () => {
  const vault = await startVault();
  expect((await vault.request("GET", path, { key: keys.byAddress, as: "" })).envelope().result.status).toBe("Success");
  expect((await vault.request("GET", path, { key: keys.byAddress })).envelope().name).toBe("Authentication");
});

test("a user works on its last day and is expired from midnight on", async () => {
  const vault = await startVault();
  const ask = async () => (await vault.request("GET", path, { key: keys.late })).envelope().result;
  vault.sandbox.clock.set(Date.parse("2026-07-02T23:59:59.999Z"));
  expect(await ask()).toMatchObject({ status: "Success" });
  vault.sandbox.clock.set(Date.parse("2026-07-03T00:00:00Z"));
  expect(await ask()).toEqual({
    message: "User account or API key has expired. Authentication failed.",
    status: "Failed",
  });
  expect(vault.reason()).toMatch(/expired with 2026-07-02 .* the sandbox's clock says 2026-07-03T00:00:00.000Z/);
});

test("a query token is refused where it is switched so", async () => {
  const vault = await startVault(undefined, { assumptions: { "query-token": "refused" } });
  const answer = await vault.request("GET", `${path}?AUTHTOKEN=${keys.builder}`);
  expect(answer.envelope().result.message).toBe("API key is not accepted in the URL. Authentication failed.");
});

test.each([
  ["GET", "/restapi/json/v1/nothing", 404],
  ["DELETE", "/restapi/json/v1/resources", 405],
  ["GET", "/restapi/json/v1/resourcegroup", 404],
])("%s %s is answered by the web server, before any token is looked at", async (method, target, status) => {
  const vault = await startVault();
  const answer = await vault.request(method, target);
  expect(answer.status).toBe(status);
  expect(answer.headers["content-type"]).toBe("text/html;charset=UTF-8");
});

test("script-like text in a parameter is refused with 599, but not in a password", async () => {
  const vault = await startVault();
  const answer = await vault.request("GET", path, { key: keys.builder, details: { SEARCHVALUE: "<ScRiPt>" } });
  expect([answer.status, answer.phrase, answer.text]).toEqual([599, "OK", ""]);
  const written = await vault.request("PUT", `${path}/14/accounts/31/password`, {
    key: keys.builder,
    details: { NEWPASSWORD: "<script>Aa1-9" },
  });
  expect(written.envelope().result.status).toBe("Success");
});
