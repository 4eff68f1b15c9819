import { expect, test } from "vitest";
import { startVault } from "./start-vault.ts";
import { treeVault } from "./tree-vault.ts";

test.each([
  ["GET", "/api/passwordlists/&PreventAuditing=true"],
  ["GET", "/api/passwordlists/56&PreventAuditing=true"],
  ["GET", "/api/passwordhistory/12&PreventAuditing=true"],
  ["GET", "/api/folders&PreventAuditing=true"],
  ["GET", "/api/generatepassword*"],
  ["GET", "/api/folders/a%3Ab"],
  ["GET", "/api/passwordlists/%3Cscript"],
  ["PUT", "/api/passwordlists/56%26"],
  ["GET", "/winapi/passwordlists/56*"],
])("%s %s has a character that ASP.NET refuses: 400 and a page", async (method, path) => {
  const vault = await startVault(treeVault);

  const answer = await vault.request(method, path);

  expect(answer.status).toBe(400);
  expect(answer.headers["content-type"]).toMatch(/^text\/html/);
  expect(answer.text).toContain("potentially dangerous Request.Path");
  expect(vault.reason()).toContain("which ASP.NET refuses");
});

test.each([
  ["POST", "/api/generatepassword"],
  ["DELETE", "/api/folders"],
  ["PATCH", "/api/passwordlists/56"],
  ["POST", "/api/searchpasswordlists"],
  ["POST", "/api"],
  ["GET", "/api/passwordlistpermissions"],
])("%s %s is 405 in the framework's words", async (method, path) => {
  const vault = await startVault(treeVault);

  const answer = await vault.request(method, path);

  expect(answer.status).toBe(405);
  expect(answer.json()).toEqual({ Message: `The requested resource does not support http method '${method}'.` });
  expect(vault.reason()).toContain("this path takes");
});

test.each([
  ["/api/passwordlists?format=xml", {}],
  ["/api/folders?FORMAT=XML", {}],
  ["/api/passwordlists", { Accept: "application/xml" }],
  ["/api/folders", { Accept: "text/xml, application/xml;q=0.9" }],
])("XML for %s with %j is 406", async (path, headers) => {
  const vault = await startVault(treeVault);

  const answer = await vault.request("GET", path, { headers });

  expect(answer.status).toBe(406);
});

test.each([
  ["?format=json", { Accept: "application/xml" }],
  ["", { Accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" }],
  ["", { Accept: "application/xml, application/json" }],
  ["", { Accept: "text/plain" }],
])("lists%s with %j are JSON", async (query, headers) => {
  const vault = await startVault(treeVault);

  const answer = await vault.request("GET", `/api/passwordlists${query}`, { headers });

  expect(answer.status).toBe(200);
  expect(answer.headers["content-type"]).toBe("application/json; charset=utf-8");
});

test("XML comes as JSON when the assumption says so", async () => {
  const vault = await startVault(treeVault, { assumptions: { "xml-output": "json" } });

  expect((await vault.request("GET", "/api/passwordlists?format=xml")).status).toBe(200);
});
