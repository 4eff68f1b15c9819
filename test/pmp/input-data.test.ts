import { request as httpRequest } from "node:http";
import { expect, test } from "vitest";
import { keys } from "./small-vault.ts";
import { inputData, REST, startVault } from "./start-vault.ts";

const key = keys.builder;
const path = `${REST}/resources/14/accounts/31/password`;
const changed = "Zircon+7=hare";
const document = inputData({ NEWPASSWORD: changed, RESETTYPE: "LOCAL" });
const python = `{'operation': {'Details': {'NEWPASSWORD': '${changed}', 'RESETTYPE': 'LOCAL', 'REASON': None}}}`;
const encoded = (text: string) => `INPUT_DATA=${encodeURIComponent(text)}`;
const raw = (text: string) => `INPUT_DATA=${text.replace("+", "%2B")}`;

test.each<[name: string, body: string, type?: string]>([
  ["an encoded form", encoded(document), "application/x-www-form-urlencoded"],
  ["raw JSON", raw(document), "application/x-www-form-urlencoded"],
  ["text/json", raw(document), "text/json"],
  ["application/json", encoded(document), "application/json"],
  ["no content type", raw(document)],
  ["the Python spelling", encoded(python)],
  ["the Python spelling, raw", raw(python), "text/json"],
  ["trailing junk", `${encoded(`${document}"`)}`],
  ["another parameter behind it", `${encoded(document)}&x=1`],
  ["another parameter before it", `x=1&${encoded(document)}`],
  ["details", encoded(document.replace("Details", "details"))],
  ["unknown members", encoded(inputData({ NEWPASSWORD: changed, SOMETHING: { else: [1, null] } }))],
  ["words without quotes", encoded(`{operation:{Details:{NEWPASSWORD="${changed}";RESETTYPE=>LOCAL}}}`)],
])("a password is changed by %s", async (_name, body, type) => {
  const vault = await startVault();
  const answer = await vault.request("PUT", path, { key, body, ...(type === undefined ? {} : { type }) });
  expect(answer.envelope()).toEqual({
    result: { message: "Password changed successfully", status: "Success" },
    name: "CHANGE PASSWORD",
  });
  expect((await vault.request("GET", path, { key })).object()).toEqual({ PASSWORD: changed });
});

test("a raw & in a raw document does not end it", async () => {
  const vault = await startVault();
  const body = `INPUT_DATA=${inputData({ NEWPASSWORD: "salt&Pepper-9" })}`;
  expect((await vault.request("PUT", path, { key, body })).envelope().result.status).toBe("Success");
  expect((await vault.request("GET", path, { key })).object()).toEqual({ PASSWORD: "salt&Pepper-9" });
});

test("single quotes and trailing junk are read in a query too", async () => {
  const vault = await startVault();
  const query = encodeURIComponent(`{'operation':{'Details':{'SEARCHVALUE':'gate','LIMIT':'5'}}}"`);
  const answer = await vault.request("GET", `${REST}/resources?INPUT_DATA=${query}`, { key });
  expect(answer.rows()).toHaveLength(1);
});

test.each<[body: string, message: string]>([
  ["INPUT_DATA=", "Invalid input data"],
  ["INPUT_DATA=nothing", "Invalid input data"],
  ["INPUT_DATA={", "Invalid input data"],
  [`INPUT_DATA={"operation":{"Details":[]}}`, "Invalid input data"],
  [`INPUT_DATA={"operation":[]}`, "Invalid input data"],
  [`INPUT_DATA=${"[".repeat(5000)}`, "Invalid input data"],
  [`INPUT_DATA=${'{"a":'.repeat(5000)}`, "Invalid input data"],
  [
    `INPUT_DATA={"operation":{"Details":{"NEWPASSWORD":${"[".repeat(50_000)}${"]".repeat(50_000)}}}}`,
    "Invalid input data",
  ],
  [encoded(inputData({})), "Mandatory field NEWPASSWORD is missing"],
  [encoded(inputData({ NEWPASSWORD: "" })), "Mandatory field NEWPASSWORD is missing"],
  [encoded(inputData({ NEWPASSWORD: null })), "Mandatory field NEWPASSWORD is missing"],
  [encoded(inputData({ newpassword: changed })), "Mandatory field NEWPASSWORD is missing"],
  [encoded(inputData({ NEWPASSWORD: { a: 1 } })), "Invalid value for NEWPASSWORD"],
  [encoded(inputData({ NEWPASSWORD: changed, RESETTYPE: "SIDEWAYS" })), "Invalid value for RESETTYPE"],
  [encoded('{"operation":{"Details":{"__proto__":{"NEWPASSWORD":"x"}}}}'), "Mandatory field NEWPASSWORD is missing"],
])("%j is refused as a failure of business, and changes nothing", async (body, message) => {
  const vault = await startVault();
  const content = vault.snapshot();
  const answer = await vault.request("PUT", path, { key, body });
  expect(answer.envelope()).toEqual({ result: { message, status: "Failed" }, name: "CHANGE PASSWORD" });
  expect(vault.snapshot()).toBe(content);
});

test("bytes of any kind in INPUT_DATA never give an HTTP 500 and change nothing", async () => {
  const vault = await startVault();
  const content = vault.snapshot();
  const pieces = ["{", "}", "[", "]", "'", '"', ":", ",", "\\", "\\u12", "operation", "Details", "null", "é", "\u0000"];
  let state = 7;
  const draw = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  for (let round = 0; round < 300; round += 1) {
    const text = Array.from({ length: draw(24) }, () => pieces[draw(pieces.length)]).join("");
    const body = round % 2 === 0 ? `INPUT_DATA=${text}` : encoded(text);
    const answer = await vault.request("PUT", path, { key, body });
    expect([text, answer.envelope().result.status]).toEqual([text, "Failed"]);
  }
  expect(vault.snapshot()).toBe(content);
});

test("a number without quotes keeps all its digits, as a password and as an id", async () => {
  const vault = await startVault();
  const body = `INPUT_DATA={"operation":{"Details":{"NEWPASSWORD":12345678901234567890,"TICKETID":7}}}`;
  expect((await vault.request("PUT", path, { key, body })).envelope().result.status).toBe("Success");
  expect((await vault.request("GET", path, { key })).object()).toEqual({ PASSWORD: "12345678901234567890" });
  const list = `${REST}/resources?INPUT_DATA=${encodeURIComponent('{"operation":{"Details":{"LIMIT":1,"X":[99999999999999999999]}}}')}`;
  expect((await vault.request("GET", list, { key })).rows()).toHaveLength(1);
});

test("names in the query may hold encoded spaces and pluses", async () => {
  const vault = await startVault();
  for (const name of ["vault%20door", "vault+door"]) {
    const target = `${REST}/resources/getResourceIdAccountId?RESOURCENAME=${name}&ACCOUNTNAME=Administrator`;
    expect((await vault.request("GET", target, { key })).object()).toEqual({ ACCOUNTID: "34", RESOURCEID: "16" });
  }
});

test("a HEAD of a path that takes GET is the web server's to answer", async () => {
  const vault = await startVault();
  const status = await new Promise<number>((resolve, reject) => {
    const options = {
      host: "127.0.0.1",
      port: vault.port("build-01.test"),
      method: "HEAD",
      path,
      agent: false as const,
    };
    httpRequest(options, (response) => resolve(response.resume().statusCode ?? 0))
      .on("error", reject)
      .end();
  });
  expect(status).toBe(405);
});
