import { expect, test } from "vitest";
import { keys, smallVault } from "./small-vault.ts";
import { REST, startVault, type Vault } from "./start-vault.ts";

const path = `${REST}/resources/17/accounts/35/password`;
const theirs = { PASSWDID: "35", REQUESTEDID: "23" };

/** Ann's own resource, seen by reader and deployer alone: builder and chief are designated, and shared nothing. */
const designated = (approvals: 1 | 2) => ({
  ...smallVault,
  apiUsers: smallVault.apiUsers.map((user) => ({ ...user, superAdministrator: false })),
  resources: [
    {
      ...{ id: 17, name: "anns own", owner: "ann", accessControl: { approvers: ["builder", "chief"], approvals } },
      shares: [
        { user: "reader", level: "view" },
        { user: "deployer", level: "view" },
      ],
      accounts: [{ id: 35, name: "root", password: "Clover+12+Otter" }],
    },
  ],
});

const act = async (vault: Vault, operation: string, key: string, details: object) =>
  (await vault.request("POST", `/api/json/request?OPERATION_NAME=${operation}`, { key, details })).envelope();

const ask = (vault: Vault) => act(vault, "REQUEST_PASSWORD", keys.reader, { PASSWDID: "35", REASON: "month end" });

const statusFor = async (vault: Vault, key: string) => {
  const answer = await vault.request("GET", `${REST}/accounts/passwordaccessrequests`, { key });
  const [requester] = answer.rows() as { PASSWORDREQUESTLIST: { STATUS: string }[] }[];
  return requester?.PASSWORDREQUESTLIST.map(({ STATUS }) => STATUS);
};

const read = async (vault: Vault) => (await vault.request("GET", path, { key: keys.reader })).object().PASSWORD;

test("a designated approver decides on what is shared with others alone, and never sees its password", async () => {
  const vault = await startVault(designated(1));
  await ask(vault);
  expect(await statusFor(vault, keys.builder)).toEqual(["[Approve] [Reject]"]);
  const approved = await act(vault, "ADMIN_REQUEST_APPROVE", keys.builder, theirs);
  expect(approved.result).toEqual({ message: "Password request approved successfully", status: "Success" });
  expect(await read(vault)).toBe("[Check Out]");
  await act(vault, "REQUEST_CHECKOUT", keys.reader, { PASSWDID: "35", REASON: "N/A" });
  expect((await vault.request("GET", path, { key: keys.builder })).envelope().result.status).toBe("Failed");
  expect((await act(vault, "REQUEST_CHECKOUT", keys.builder, { PASSWDID: "35" })).result.status).toBe("Failed");
  expect((await act(vault, "ADMIN_REQUEST_CHECKIN", keys.chief, theirs)).result.status).toBe("Success");
  expect(await read(vault)).toBe("[Request]");
});

test("who is not designated is refused what it does not see, whatever it decides", async () => {
  const vault = await startVault(designated(1));
  vault.administer("access-control.set", { resource: "anns own", control: { approvers: ["chief"] } });
  await ask(vault);
  const before = vault.snapshot();
  for (const operation of ["ADMIN_REQUEST_APPROVE", "ADMIN_REQUEST_REJECT", "ADMIN_REQUEST_CHECKIN"]) {
    const refused = await act(vault, operation, keys.builder, theirs);
    expect(refused.result.message).toBe("You do not have access to this resource");
  }
  expect(vault.snapshot()).toBe(before);
});

test("the first of two approvals has no status, the second says who gave the first", async () => {
  const vault = await startVault(designated(2));
  await ask(vault);
  expect(await statusFor(vault, keys.builder)).toEqual([""]);
  await act(vault, "ADMIN_REQUEST_APPROVE", keys.builder, theirs);
  expect(await statusFor(vault, keys.builder)).toEqual(["MULTIAPPROVAL[Reject]"]);
  expect(await statusFor(vault, keys.chief)).toEqual(["MULTIAPPROVAL - builder[Reject]"]);
  expect(await read(vault)).toBe("[Waiting for approval]");
  const twice = await act(vault, "ADMIN_REQUEST_APPROVE", keys.builder, theirs);
  expect(twice.result.message).toBe("Password request is not in this state");
  await act(vault, "ADMIN_REQUEST_APPROVE", keys.chief, theirs);
  expect(await read(vault)).toBe("[Check Out]");
  expect(await statusFor(vault, keys.chief)).toEqual(["Yet To Use [Check In]"]);
});

test("a check-out is exclusive: others wait in line, and approvers see why", async () => {
  const vault = await startVault(designated(2));
  const deployer = async (operation: string, details: object) => {
    const asked = { key: keys.deployer, as: "build-02.test", details };
    return (await vault.request("POST", `/api/json/request?OPERATION_NAME=${operation}`, asked)).envelope();
  };
  await ask(vault);
  for (const key of [keys.builder, keys.chief]) await act(vault, "ADMIN_REQUEST_APPROVE", key, theirs);
  await act(vault, "REQUEST_CHECKOUT", keys.reader, { PASSWDID: "35", REASON: "N/A" });
  expect((await deployer("REQUEST_PASSWORD", { PASSWDID: "35", REASON: "me too" })).Details).toEqual({
    STATUS: "[In Use]",
  });
  const answer = await vault.request("GET", `${REST}/accounts/passwordaccessrequests`, { key: keys.builder });
  expect(answer.rows()).toMatchObject([
    { "REQUESTED BY": "reader", PASSWORDREQUESTLIST: [{ STATUS: "In Use [Check In]" }] },
    { "REQUESTED BY": "deployer", PASSWORDREQUESTLIST: [{ STATUS: "INUSEAPPROVAL[Reject]" }] },
  ]);
  const held = vault.snapshot();
  const others = { PASSWDID: "35", REQUESTEDID: "22" };
  const refused = await act(vault, "ADMIN_REQUEST_APPROVE", keys.builder, others);
  expect(refused.result).toEqual({ message: "Password request is not in this state", status: "Failed" });
  expect(vault.reason()).toBe("reader has checked it out: while that lasts, others are rejected or wait");
  expect(vault.snapshot()).toBe(held);
  vault.sandbox.clock.advance("PT2H");
  expect(await statusFor(vault, keys.builder)).toEqual([""]);
  expect((await act(vault, "ADMIN_REQUEST_APPROVE", keys.builder, others)).result.status).toBe("Success");
  expect(await read(vault)).toBe("[Request]");
  expect((await deployer("GET_PASSWORD", { PASSWDID: "35" })).Details).toEqual({ PASSWORD: "[Waiting for approval]" });
});

test("while somebody holds a password, what else is asked for can be rejected", async () => {
  const vault = await startVault(designated(1));
  await ask(vault);
  await act(vault, "ADMIN_REQUEST_APPROVE", keys.builder, theirs);
  await act(vault, "REQUEST_CHECKOUT", keys.reader, { PASSWDID: "35", REASON: "N/A" });
  const details = { PASSWDID: "35", REASON: "me too" };
  await vault.request("POST", "/api/json/request?OPERATION_NAME=REQUEST_PASSWORD", {
    ...{ key: keys.deployer, as: "build-02.test", details },
  });
  const rejected = await act(vault, "ADMIN_REQUEST_REJECT", keys.builder, { PASSWDID: "35", REQUESTEDID: "22" });
  expect(rejected.result.status).toBe("Success");
  expect(await statusFor(vault, keys.builder)).toEqual(["In Use [Check In]"]);
});
