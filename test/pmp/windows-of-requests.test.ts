import { expect, test } from "vitest";
import { keys, smallVault } from "./small-vault.ts";
import { REST, startVault, type Vault } from "./start-vault.ts";

const native = (operation: string) => `/api/json/request?OPERATION_NAME=${operation}`;
const later = { REASON: "month end", ACCESS: "later", STARTTIME: "02/07/2026 12:00", ENDTIME: "02/07/2026 13:30" };

const ask = async (vault: Vault, details: object) =>
  (await vault.request("POST", `${REST}/accounts/34/requestpassword`, { key: keys.reader, details })).envelope();
const read = async (vault: Vault) =>
  (await vault.request("GET", `${REST}/resources/16/accounts/34/password`, { key: keys.reader })).object().PASSWORD;
const act = async (vault: Vault, operation: string, key: string, details: object) =>
  (await vault.request("POST", native(operation), { key, details: { PASSWDID: "34", ...details } })).object().STATUS;
const checkOut = (vault: Vault) => act(vault, "REQUEST_CHECKOUT", keys.reader, { REASON: "N/A" });

test("a request for later is checked out from the window's start on, and over at its end, to the second", async () => {
  const vault = await startVault();
  expect((await ask(vault, later)).Details).toEqual({ STATUS: "[Waiting for approval]" });
  const waiting = await vault.request("GET", `${REST}/accounts/passwordaccessrequests`, { key: keys.builder });
  expect(waiting.rows()).toMatchObject([
    { PASSWORDREQUESTLIST: [{ START_TIME: "Jul 2, 2026 12:00 PM", END_TIME: "Jul 2, 2026 01:30 PM" }] },
  ]);
  expect(await act(vault, "ADMIN_REQUEST_APPROVE", keys.builder, { REQUESTEDID: "23" })).toBeTypeOf("string");
  vault.sandbox.clock.set(Date.parse("2026-07-02T11:59:59.999Z"));
  const before = vault.snapshot();
  expect(await checkOut(vault)).toBe("Jul 2, 2026 12:00 PM");
  expect(vault.snapshot()).toBe(before);
  vault.sandbox.clock.set(Date.parse("2026-07-02T12:00:00Z"));
  expect(await checkOut(vault)).toBe("****[Check In]");
  vault.sandbox.clock.set(Date.parse("2026-07-02T13:29:59.999Z"));
  expect(await read(vault)).toBe("Garnet=55=Lark");
  vault.sandbox.clock.set(Date.parse("2026-07-02T13:30:00Z"));
  expect(await read(vault)).toBe("[Request]");
});

test("a window is read in the server's zone", async () => {
  const vault = await startVault({ ...smallVault, zone: "Europe/Berlin" });
  await ask(vault, later);
  await act(vault, "ADMIN_REQUEST_APPROVE", keys.builder, { REQUESTEDID: "23" });
  vault.sandbox.clock.set(Date.parse("2026-07-02T09:59:59.999Z"));
  expect(await checkOut(vault)).toBe("Jul 2, 2026 12:00 PM");
  vault.sandbox.clock.set(Date.parse("2026-07-02T10:00:00Z"));
  expect(await checkOut(vault)).toBe("****[Check In]");
});

test.each([
  [{ STARTTIME: "2026-07-02 12:00" }, "STARTTIME"],
  [{ STARTTIME: "31/06/2026 12:00" }, "STARTTIME"],
  [{ ENDTIME: "" }, "ENDTIME"],
  [{ ENDTIME: "02/07/2026 12:00" }, "ENDTIME"],
  [{ STARTTIME: "01/07/2026 12:00", ENDTIME: "02/07/2026 09:05" }, "ENDTIME"],
  [{ ACCESS: "soon" }, "ACCESS"],
])("a window with %j is refused and nothing is requested", async (change, member) => {
  const vault = await startVault();
  const before = vault.snapshot();
  const { result } = await ask(vault, { ...later, ...change });
  expect(result).toEqual({ message: `Invalid value for ${member}`, status: "Failed" });
  expect(vault.snapshot()).toBe(before);
});
