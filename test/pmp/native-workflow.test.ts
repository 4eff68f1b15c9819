import { expect, test } from "vitest";
import { keys } from "./small-vault.ts";
import { REST, startVault, type Vault } from "./start-vault.ts";

const native = (operation: string) => `/api/json/request?OPERATION_NAME=${operation}`;

const act = async (vault: Vault, operation: string, key: string, details: object) =>
  (await vault.request("POST", native(operation), { key, details })).envelope();

const read = async (vault: Vault, key: string) =>
  (await vault.request("GET", `${REST}/resources/16/accounts/34/password`, { key })).object().PASSWORD;

test("request, approve, check out, read, check in: each turn shows in the status", async () => {
  const vault = await startVault();
  const mine = { PASSWDID: "34", REASON: "N/A" };
  const theirs = { PASSWDID: "34", REQUESTEDID: "23" };
  const requested = await act(vault, "REQUEST_PASSWORD", keys.reader, { PASSWDID: "34", REASON: "month end" });
  expect(requested.Details).toEqual({ STATUS: "[Waiting for approval]" });
  const early = await act(vault, "REQUEST_CHECKOUT", keys.reader, mine);
  expect(early.result).toEqual({ message: "Password request is not in this state", status: "Failed" });
  const waiting = await act(vault, "GET_PASSWORDREQUEST", keys.builder, {});
  expect(waiting.Details).toMatchObject([
    { REQUESTEDID: "23", PASSWORDREQUESTLIST: [{ STATUS: "[Approve] [Reject]" }] },
  ]);
  const approved = await act(vault, "ADMIN_REQUEST_APPROVE", keys.builder, theirs);
  expect(approved).toMatchObject({ name: "ADMIN_REQUEST_APPROVE", result: { status: "Success" } });
  expect(await read(vault, keys.reader)).toBe("[Check Out]");
  const out = await act(vault, "REQUEST_CHECKOUT", keys.reader, mine);
  expect(out.Details).toEqual({ STATUS: "****[Check In]" });
  expect(await read(vault, keys.reader)).toBe("Garnet=55=Lark");
  expect(await read(vault, keys.builder)).toBe("[In Use]");
  const back = await act(vault, "REQUEST_CHECKIN", keys.reader, mine);
  expect(back.Details).toEqual({ STATUS: "[Request]" });
  expect(await read(vault, keys.reader)).toBe("[Request]");
});

test("nobody approves their own request, but everybody may take it back", async () => {
  const vault = await startVault();
  await act(vault, "REQUEST_PASSWORD", keys.builder, { PASSWDID: "34", REASON: "patching" });
  const own = { PASSWDID: "34", REQUESTEDID: "21" };
  const content = vault.snapshot();
  const refused = await act(vault, "ADMIN_REQUEST_APPROVE", keys.builder, own);
  expect(refused.result.status).toBe("Failed");
  expect(vault.reason()).toBe("nobody approves what they asked for themselves");
  expect(vault.snapshot()).toBe(content);
  expect((await act(vault, "ADMIN_REQUEST_REJECT", keys.builder, own)).Details).toEqual({ STATUS: "[Request]" });
});

test("who is not designated does not approve, and an administrator's check-in takes the password back", async () => {
  const vault = await startVault();
  const theirs = { PASSWDID: "34", REQUESTEDID: "23" };
  await act(vault, "REQUEST_PASSWORD", keys.reader, { PASSWDID: "34", REASON: "month end" });
  const refused = await act(vault, "ADMIN_REQUEST_APPROVE", keys.chief, theirs);
  expect(refused.result.message).toBe("You are not authorized to perform this operation");
  await act(vault, "ADMIN_REQUEST_APPROVE", keys.builder, theirs);
  await act(vault, "REQUEST_CHECKOUT", keys.reader, { PASSWDID: "34", REASON: "N/A" });
  await act(vault, "ADMIN_REQUEST_CHECKIN", keys.builder, theirs);
  expect(await read(vault, keys.reader)).toBe("[Request]");
});

test("the authentication mode is told to anybody", async () => {
  const vault = await startVault();
  const answer = await vault.request("POST", native("GET_AUTHENTICATION_MODE"));
  expect(answer.object()).toMatchObject({ BUILDNUMBER: "12400", FIRSFACTOR: "LOCAL", ISLOCALAUTHENABLED: "TRUE" });
});

test("native reads answer as REST does, under the same rules of host", async () => {
  const vault = await startVault();
  const details = { PASSWDID: "31" };
  const answer = await vault.request("POST", native("GET_PASSWORD"), { key: keys.builder, details });
  expect(answer.envelope()).toMatchObject({ name: "GET PASSWORD", Details: { PASSWORD: "quartz/81-Tern" } });
  const refused = await vault.request("POST", native("GET_PASSWORD"), {
    key: keys.builder,
    details,
    as: "build-02.test",
  });
  expect(refused.envelope().name).toBe("Authentication");
  const unknown = await vault.request("POST", native("MAKE_TEA"), { key: keys.builder });
  expect(unknown.envelope().result.status).toBe("Failed");
  expect(vault.reason()).toMatch(/'MAKE_TEA' is not implemented by fauxvault/);
});
