import { expect, test } from "vitest";
import { keys } from "./small-vault.ts";
import { REST, startVault, type Vault } from "./start-vault.ts";

const path = `${REST}/resources/16/accounts/34/password`;
const asReader = { key: keys.reader };

async function read(vault: Vault, asked: object = asReader): Promise<unknown> {
  return (await vault.request("GET", path, asked)).object().PASSWORD;
}

/** A vault whose account is in one state of access control for the reader, planted at 2026-07-02T09:05:41Z. */
function controlled(request: object | undefined, approvals = 1) {
  const others = { id: 2, name: "ann", role: "Administrator" };
  const apiUser = (id: number, name: "reader" | "builder", role: string) => ({
    ...{ id, name, role, host: "build-01.test", key: keys[name] },
  });
  return {
    users: [others],
    apiUsers: [apiUser(21, "builder", "Administrator"), apiUser(23, "reader", "Password User")],
    resources: [
      {
        ...{ id: 16, name: "vault door", owner: "ann", accessControl: { approvals } },
        shares: [{ user: "reader" }, { user: "builder", level: "fullaccess" }],
        accounts: [{ id: 34, name: "root", password: "Garnet=55=Lark", requests: request ? [request] : [] }],
      },
    ],
  };
}

test("a password under access control is a marker, also for its owner and full access", async () => {
  const vault = await startVault();
  expect(await read(vault)).toBe("[Request]");
  expect(await read(vault, { key: keys.builder })).toBe("[Request]");
  const answer = await vault.request("POST", `${REST}/accounts/34/requestpassword`, {
    ...asReader,
    details: { REASON: "month end" },
  });
  expect(answer.object()).toEqual({ STATUS: "[Waiting for approval]" });
  expect(await read(vault)).toBe("[Waiting for approval]");
});

test("who checked it out has it alone, for two hours to the second", async () => {
  const vault = await startVault(
    controlled({ by: "reader", requested: "2 hours ago", approvedBy: ["ann"], checkedOut: "now" }),
  );
  expect(await read(vault)).toBe("Garnet=55=Lark");
  expect(await read(vault, { key: keys.builder })).toBe("[In Use]");
  const status = await vault.request("GET", `${REST}/resources/16/accounts/34`, asReader);
  expect(status.object()).toMatchObject({ "PASSWORD STATUS": "****[Check In]" });
  vault.sandbox.clock.set(Date.parse("2026-07-02T11:05:40.999Z"));
  expect(await read(vault)).toBe("Garnet=55=Lark");
  vault.sandbox.clock.set(Date.parse("2026-07-02T11:05:41Z"));
  expect(await read(vault)).toBe("[Request]");
});

test("an approved request is free to check out", async () => {
  const vault = await startVault(controlled({ by: "reader", approvedBy: ["ann"] }));
  expect(await read(vault)).toBe("[Check Out]");
});

test("one of two approvals is not enough, and each approver is told where it stands", async () => {
  const vault = await startVault(controlled({ by: "reader", reason: "month end", approvedBy: ["ann"] }, 2));
  expect(await read(vault)).toBe("[Waiting for approval]");
  const answer = await vault.request("GET", `${REST}/accounts/passwordaccessrequests`, { key: keys.builder });
  expect(answer.envelope().totalRows).toBe(1);
  expect(answer.rows()).toEqual([
    {
      "REQUESTED BY": "reader",
      "REQUESTED BY FULLNAME": "reader",
      REQUESTEDID: "23",
      PASSWORDREQUESTLIST: [
        {
          ...{ "PASSWD ID": "34", "RESOURCE NAME": "vault door", "ACCOUNT NAME": "root", REASON: "month end" },
          ...{ STATUS: "MULTIAPPROVAL - ann[Reject]", "REQUESTED TIME": "Jul 2, 2026 09:05 AM" },
          ...{ START_TIME: "", END_TIME: "" },
        },
      ],
    },
  ]);
});

test("no requests are a success without Details", async () => {
  const vault = await startVault();
  const answer = await vault.request("GET", `${REST}/accounts/passwordaccessrequests`, { key: keys.builder });
  expect(answer.envelope()).toMatchObject({ result: { status: "Success" }, totalRows: 0 });
  expect(answer.text).not.toContain("Details");
});

test("only who holds the password changes it", async () => {
  const vault = await startVault(controlled({ by: "builder", approvedBy: ["ann"], checkedOut: "now" }));
  const change = async (key: string) => {
    const details = { NEWPASSWORD: "Agate-66-Kite" };
    return (await vault.request("PUT", path, { key, details })).envelope().result.status;
  };
  vault.administer("resources.share", { resource: "vault door", share: { user: "reader", level: "modify" } });
  expect(await change(keys.reader)).toBe("Failed");
  expect(await change(keys.builder)).toBe("Success");
});

test("a request where none is needed is refused", async () => {
  const vault = await startVault();
  const answer = await vault.request("POST", `${REST}/accounts/31/requestpassword`, {
    key: keys.builder,
    details: { REASON: "why not" },
  });
  expect(answer.envelope().result).toEqual({
    message: "Access control is not enabled for this account",
    status: "Failed",
  });
});

test("an account let out of its resource's access control is read at once", async () => {
  const vault = await startVault();
  vault.administer("access-control.set", { resource: "vault door", account: "Administrator", control: { on: false } });
  expect(await read(vault)).toBe("Garnet=55=Lark");
});

test.each([
  [{ ticketing: "on" }, {}, "TICKET ID REQUIRED"],
  [{ ticketing: "on", tickets: ["T-1"] }, { TICKETID: "T-2" }, "TICKET ID CORRECT REQUIRED"],
  [{ ticketing: "on", tickets: ["T-1"] }, { TICKETID: "T-1" }, "Slate-88-Finch"],
])("with ticketing %j, a read with %j gives '%s'", async (settings, details, password) => {
  const vault = await startVault({
    ...settings,
    apiUsers: [{ name: "builder", role: "Administrator", host: "build-01.test", key: keys.builder }],
    resources: [
      {
        ...{ id: 1, name: "safe", owner: "builder", ticketRequired: true },
        accounts: [{ id: 1, name: "root", password: "Slate-88-Finch" }],
      },
    ],
  });
  const answer = await vault.request("GET", `${REST}/resources/1/accounts/1/password`, { key: keys.builder, details });
  expect(answer.object()).toEqual({ PASSWORD: password });
});
