import { expect, test } from "vitest";
import { keys } from "./small-vault.ts";
import { REST, startVault } from "./start-vault.ts";

const key = keys.builder;
// The secret of RFC 6238's own examples, in Base32.
const totpSecret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

function withTickets(settings: object, resource: object = {}) {
  return {
    ...settings,
    apiUsers: [{ name: "builder", role: "Administrator", host: "build-01.test", key }],
    resources: [
      {
        ...{ id: 1, name: "safe", owner: "builder", ...resource },
        accounts: [{ id: 1, name: "root", password: "Slate-88-Finch", totpSecret }],
      },
    ],
  };
}

test("a one-time code is that of the sandbox's clock, and the next one comes at the very second", async () => {
  const vault = await startVault(withTickets({}), { clock: { at: "2005-03-18T01:58:29Z", frozen: true } });
  const code = async () => (await vault.request("GET", `${REST}/accounts/1/totp`, { key })).object();
  expect(await code()).toEqual({ TOTP: "081804" });
  vault.sandbox.clock.advance("PT1S");
  expect(await code()).toEqual({ TOTP: "050471" });
  const details = await vault.request("GET", `${REST}/resources/1/accounts/1`, { key });
  expect(details.object()).toMatchObject({ IS_TOTP_CONFIGURED: "true", TOTP_VALIDITY: "30" });
  const audit = await vault.request("GET", `${REST}/audit`, { key });
  expect(audit.rows()).toHaveLength(2);
  expect(audit.rows()[1]).toMatchObject({ "Operation Type": "TOTP Retrieved", "User Account": "root" });
});

test.each<[why: string, settings: object, resource: object, message: string]>([
  ["a reason is mandatory", {}, { reasonRequired: true }, "Reason is mandatory to retrieve the password"],
  ["a ticket is wanted", { ticketing: "on" }, { ticketRequired: true }, "TICKET ID REQUIRED"],
  ["it must be requested", {}, { accessControl: {} }, "You are not authorized to perform this operation"],
])("no one-time code where %s", async (_why, settings, resource, message) => {
  const vault = await startVault(withTickets(settings, resource));
  const answer = await vault.request("GET", `${REST}/accounts/1/totp`, { key });
  expect(answer.envelope()).toEqual({ result: { message, status: "Failed" }, name: "GET TOTP" });
});

test("an account without a secret has no one-time code, and a file under access control does not open its own", async () => {
  const vault = await startVault();
  const none = await vault.request("GET", `${REST}/accounts/31/totp`, { key });
  expect(none.envelope().result).toEqual({ message: "TOTP is not configured for this account", status: "Failed" });
  vault.administer("resources.add", {
    ...{ id: 40, name: "licences", type: "License Store", owner: "builder", accessControl: {} },
    accounts: [{ id: 50, name: "cad", file: { name: "cad.lic", text: "x" }, totpSecret }],
  });
  const filed = await vault.request("GET", `${REST}/accounts/50/totp`, { key });
  expect(filed.envelope().result.status).toBe("Failed");
  vault.administer("access-control.set", { resource: "licences", control: null });
  const open = await vault.request("GET", `${REST}/accounts/50/totp`, { key });
  expect(open.object().TOTP).toMatch(/^\d{6}$/);
});

const wants = { reasonRequired: true, ticketRequired: true };

test.each<[ticketing: string, details: object, code: number, status: string]>([
  ["on", { REASON: "month end", TICKETID: "T-1" }, 0, "Success"],
  ["on", { REASON: "month end" }, 1, "Failed"],
  ["on", { REASON: "month end", TICKETID: "T-2" }, 2, "Failed"],
  ["on", { TICKETID: "T-1" }, 3, "Failed"],
  ["on", { REASON: " ", TICKETID: "T-1" }, 3, "Failed"],
  ["off", { REASON: "month end" }, 0, "Success"],
])(
  "with ticketing %s, validateHelpDeskID with %j answers code %i, a number",
  async (ticketing, details, code, status) => {
    const vault = await startVault(withTickets({ ticketing, tickets: ["T-1"] }, wants));
    const before = vault.snapshot();
    const answer = await vault.request("GET", `${REST}/accounts/1/validateHelpDeskID`, { key, details });
    expect(answer.envelope()).toMatchObject({
      ...{ name: "VALIDATE HELPDESK ID", result: { status }, Details: { STATUSCODE: code } },
    });
    expect(vault.snapshot()).toBe(before);
  },
);

test("while the ticketing system is down, neither a check nor a read gets through", async () => {
  const vault = await startVault(withTickets({ ticketing: "on", tickets: ["T-1"] }, wants));
  vault.administer("settings.set", { ticketing: "down" });
  const asked = { key, details: { REASON: "month end", TICKETID: "T-1" } };
  for (const path of ["/accounts/1/validateHelpDeskID", "/resources/1/accounts/1/password"]) {
    const { result } = (await vault.request("GET", `${REST}${path}`, asked)).envelope();
    expect(result.message).toMatch(/^Password Not Accessible\. Contact your administrator/);
    expect(result.status).toBe("Failed");
  }
});

test("a REST path names an account by its own id, the native API by its password's", async () => {
  const vault = await startVault({
    apiUsers: [{ name: "builder", role: "Administrator", host: "build-01.test", key }],
    resources: [
      {
        ...{ id: 1, name: "safe", owner: "builder" },
        accounts: [
          { id: 1, passwdId: 2, name: "first", password: "Slate-88-Finch", totpSecret },
          { id: 2, passwdId: 7, name: "second", password: "Flint-99-Raven" },
        ],
      },
    ],
  });
  expect((await vault.request("GET", `${REST}/accounts/1/totp`, { key })).envelope().result.status).toBe("Success");
  expect((await vault.request("GET", `${REST}/accounts/2/totp`, { key })).envelope().result.status).toBe("Failed");
  const native = async (PASSWDID: string) =>
    (
      await vault.request("POST", "/api/json/request?OPERATION_NAME=GET_PASSWORD", { key, details: { PASSWDID } })
    ).envelope();
  expect((await native("2")).Details).toEqual({ PASSWORD: "Slate-88-Finch" });
  expect((await native("7")).Details).toEqual({ PASSWORD: "Flint-99-Raven" });
  expect((await native("1")).result).toEqual({ message: "No such account found", status: "Failed" });
  const both = await vault.request("GET", `${REST}/resources/getResourceAccountDetails?RESOURCEID=1&ACCOUNTID=1`, {
    key,
  });
  expect(JSON.parse(String(both.object().ACCOUNTDETAILS))).toMatchObject({ "ACCOUNT ID": "1", PASSWDID: "2" });
});
