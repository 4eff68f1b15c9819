import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { keys, smallVault } from "./small-vault.ts";
import { REST, startVault } from "./start-vault.ts";

const run = promisify(execFile);
const key = keys.builder;

test("a file comes as its bytes, and its name is the status", async () => {
  const vault = await startVault();
  const base64 = Buffer.from([0, 255, 13, 10, 128]).toString("base64");
  vault.administer("resources.add", {
    ...{ id: 40, name: "licences", type: "License Store", owner: "builder" },
    accounts: [{ id: 50, name: "cad", file: { name: "cad.lic", base64 } }],
  });
  const path = `${REST}/resources/40/accounts/50`;
  expect((await vault.request("GET", path, { key })).object()).toMatchObject({ "PASSWORD STATUS": "cad.lic" });
  const file = await vault.request("GET", `${path}/downloadfile`, { key });
  expect([...file.bytes]).toEqual([0, 255, 13, 10, 128]);
  const none = await vault.request("GET", `${REST}/resources/14/accounts/31/downloadfile`, { key });
  expect(none.envelope().result.status).toBe("Failed");
});

test("a resource and an account come together, the account as a document in a string", async () => {
  const vault = await startVault();
  const ask = async (resource: number, account: number, carrier = `APP_AUTHTOKEN=${key}&APP_NAME=ANSIBLE`) => {
    const ids = `RESOURCEID=${resource}&ACCOUNTID=${account}`;
    const answer = await vault.request("GET", `${REST}/resources/getResourceAccountDetails?${ids}&${carrier}`);
    return JSON.parse(String(answer.object().ACCOUNTDETAILS)) as Record<string, string>;
  };
  expect(await ask(14, 31)).toMatchObject({ PASSWORD: "quartz/81-Tern" });
  const marked = await ask(16, 34);
  expect(marked).toMatchObject({ PASSWORD_REASON: "[Request]" });
  expect(marked).not.toHaveProperty("PASSWORD");
});

test.each<[why: string, settings: object, resource: object, reason: string]>([
  ["a reason is mandatory", {}, { reasonRequired: true }, "Reason is mandatory to retrieve the password"],
  ["a ticket is wanted", { ticketing: "on" }, { ticketRequired: true }, "TICKET ID REQUIRED"],
  ["ticketing is down", { ticketing: "down" }, { ticketRequired: true }, expect.stringMatching(/^Password Not Acc/)],
  ["it is for automatic logon alone", {}, { accounts: [{ name: "root", autoLogonOnly: true }] }, "####"],
])(
  "where %s, the document has PASSWORD_REASON, and the call is a success",
  async (_why, settings, resource, reason) => {
    const vault = await startVault({
      ...{ ...smallVault, ...settings },
      resources: [{ id: 1, name: "safe", owner: "builder", accounts: [{ name: "root", password: "x" }], ...resource }],
    });
    const path = `${REST}/resources/getResourceAccountDetails?RESOURCEID=1&ACCOUNTID=1`;
    const details = (await vault.request("GET", path, { key })).object();
    const document = JSON.parse(String(details.ACCOUNTDETAILS)) as Record<string, string>;
    expect(document).toMatchObject({ PASSWORD_REASON: reason, "LAST ACCESSED TIME": "N/A" });
    expect(document).not.toHaveProperty("PASSWORD");
    expect((await vault.request("GET", `${REST}/audit`, { key })).envelope().totalRows).toBe(0);
  },
);

test("walking by name: resources, accounts, password", async () => {
  const vault = await startVault();
  const resources = (await vault.request("GET", `${REST}/resources`, { key })).rows();
  const id = resources.find((row) => row["RESOURCE NAME"] === "ledger-01")?.["RESOURCE ID"];
  const detail = (await vault.request("GET", `${REST}/resources/${id}/accounts`, { key })).object();
  const accounts = detail["ACCOUNT LIST"] as Record<string, string>[];
  const account = accounts.find((row) => row["ACCOUNT NAME"] === "ledger_owner")?.["ACCOUNT ID"];
  const answer = await vault.request("GET", `${REST}/resources/${id}/accounts/${account}/password`, { key });
  expect(answer.object()).toEqual({ PASSWORD: "quartz/81-Tern" });
});

test("curl over HTTPS is let in, and gets an empty reply where the bound host does not resolve", async () => {
  const vault = await startVault();
  const url = `https://127.0.0.1:${vault.port("build-01.test")}${REST}/resources`;
  const { stdout } = await run("curl", ["-sk", "-H", `AUTHTOKEN: ${key}`, url]);
  expect(stdout).toContain('"status":"Success"');
  const dropped = run("curl", ["-sk", "-H", `AUTHTOKEN: ${keys.stray}`, url]);
  // 52 is curl's "empty reply"; 56 its "receive failed" below TLS.
  await expect(dropped).rejects.toMatchObject({ code: expect.toBeOneOf([52, 56]) });
});

test("texts of ours can be replaced, and connection tests find something", async () => {
  const vault = await startVault();
  vault.administer("settings.set", { texts: { "missing-token": "No key.", "resources.types.name": "TYPES" } });
  expect((await vault.request("GET", `${REST}/resources`)).envelope().result.message).toBe("No key.");
  const types = await vault.request("GET", `${REST}/resources/resourcetypes`, { key });
  expect(types.envelope().name).toBe("TYPES");
  expect(types.rows().length).toBeGreaterThan(5);
});

test("what is done to users is in the audit of users", async () => {
  const vault = await startVault();
  await vault.request("PUT", `${REST}/user/lock?USERNAME=reader`, { key });
  const answer = await vault.request("GET", `${REST}/audit?AUDITTYPE=User`, { key });
  expect(answer.rows()).toMatchObject([{ "Operation Type": "User Locked", "User Name": "reader" }]);
  expect((await vault.request("GET", `${REST}/resources`, { key: keys.reader })).envelope().name).toBe(
    "Authentication",
  );
});
