import { expect, test } from "vitest";
import { keys, smallVault } from "./small-vault.ts";
import { REST, startVault, type Vault } from "./start-vault.ts";

const key = "AAAAAAAA-0000-0000-0000-000000000001";
const native = (operation: string) => `/api/json/request?OPERATION_NAME=${operation}`;
const list = async (vault: Vault, as: string = key) =>
  (await vault.request("GET", `${REST}/resources`, { key: as })).envelope().result.message;

/** What is said a millisecond before an instant, and at it. */
async function around<Said>(vault: Vault, instant: string, ask: () => Promise<Said>): Promise<[Said, Said]> {
  vault.sandbox.clock.set(Date.parse(instant) - 1);
  const before = await ask();
  vault.sandbox.clock.set(Date.parse(instant));
  return [before, await ask()];
}

const inAndOut = ["Resources fetched successfully", "User account or API key has expired. Authentication failed."];

test.each([
  ["the first instant behind its last day", { expires: "2026-07-04" }, {}, "2026-07-05T00:00:00Z"],
  ["that day's end where the server stands", { expires: "2026-07-04" }, { zone: "Asia/Tokyo" }, "2026-07-04T15:00:00Z"],
  ["24 hours for each of PAM360's days", { tokenDays: 2 }, { flavour: "pam360" }, "2026-07-04T09:05:41Z"],
  [
    "24 hours for each day since the key was made",
    { tokenDays: 2, keyMade: "2026-07-01T10:00:00Z" },
    { flavour: "pam360" },
    "2026-07-03T10:00:00Z",
  ],
])("a key is good until %s, and no longer", async (_name, validity, part, end) => {
  const caller = { name: "caller", host: "build-01.test", key, ...validity };
  const vault = await startVault({ ...part, apiUsers: [caller] });
  expect(await around(vault, end, () => list(vault))).toEqual(inAndOut);
  // What is computed when it is read comes back with the clock.
  expect(await around(vault, end, () => list(vault))).toEqual(inAndOut);
});

test("a key whose validity is moved on the screen is let in again at once", async () => {
  const vault = await startVault({ apiUsers: [{ name: "caller", host: "build-01.test", key, expires: "2026-07-02" }] });
  vault.sandbox.clock.set(Date.parse("2026-07-03T00:00:00Z"));
  expect(await list(vault)).toBe(inAndOut[1]);
  vault.administer("api-users.validity", { user: "caller", validity: "Never Expires" });
  expect(await list(vault)).toBe(inAndOut[0]);
});

const status =
  (vault: Vault, as: string = keys.reader) =>
  async () =>
    (await vault.request("GET", `${REST}/resources/16/accounts/34/password`, { key: as })).object().PASSWORD;
const act = async (vault: Vault, operation: string, as: string, details: object = {}) =>
  (
    await vault.request("POST", native(operation), {
      ...{ key: as, details: { PASSWDID: "34", REASON: "month end", ...details } },
    })
  ).envelope();
const approve = (vault: Vault) => act(vault, "ADMIN_REQUEST_APPROVE", keys.builder, { REQUESTEDID: "23" });
const waiting = async (vault: Vault) =>
  (await vault.request("GET", `${REST}/accounts/passwordaccessrequests`, { key: keys.builder })).envelope().totalRows;

test("a request that nobody approves lapses 24 hours later, for its approvers too", async () => {
  const vault = await startVault();
  await act(vault, "REQUEST_PASSWORD", keys.reader);
  const end = "2026-07-03T09:05:41Z";
  expect(await around(vault, end, status(vault))).toEqual(["[Waiting for approval]", "[Request]"]);
  expect(await around(vault, end, () => waiting(vault))).toEqual([1, 0]);
  expect((await approve(vault)).result.message).toBe("Password request is not in this state");
  vault.sandbox.clock.set(Date.parse(end) - 1);
  expect((await approve(vault)).result.status).toBe("Success");
});

test("an approval that nobody uses lapses 24 hours after it was given", async () => {
  const vault = await startVault();
  await act(vault, "REQUEST_PASSWORD", keys.reader);
  vault.sandbox.clock.advance("PT10H");
  await approve(vault);
  const end = "2026-07-03T19:05:41Z";
  expect(await around(vault, end, status(vault))).toEqual(["[Check Out]", "[Request]"]);
  expect((await act(vault, "REQUEST_CHECKOUT", keys.reader)).result.status).toBe("Failed");
  vault.sandbox.clock.set(Date.parse(end) - 1);
  expect((await act(vault, "REQUEST_CHECKOUT", keys.reader)).Details).toEqual({ STATUS: "****[Check In]" });
});

test("a check-out ends two hours later: the password is closed to its holder, and open to others", async () => {
  const vault = await startVault();
  await act(vault, "REQUEST_PASSWORD", keys.reader);
  await approve(vault);
  vault.sandbox.clock.advance("PT1H");
  await act(vault, "REQUEST_CHECKOUT", keys.reader);
  const end = "2026-07-02T12:05:41Z";
  expect(await around(vault, end, status(vault))).toEqual(["Garnet=55=Lark", "[Request]"]);
  expect(await around(vault, end, status(vault, keys.builder))).toEqual(["[In Use]", "[Request]"]);
  expect((await act(vault, "REQUEST_CHECKIN", keys.reader)).result.status).toBe("Failed");
  const change = () =>
    vault.request("PUT", `${REST}/resources/16/accounts/34/password`, {
      ...{ key: keys.builder, details: { NEWPASSWORD: "Heron-41-quay" } },
    });
  expect((await change()).envelope().result.message).toBe("You are not authorized to perform this operation");
});

test("how long requests wait and check-outs last is the fixture's, parts of hours too", async () => {
  const vault = await startVault({ ...smallVault, requestHours: 0.5, checkOutHours: 0.25 });
  await act(vault, "REQUEST_PASSWORD", keys.reader);
  expect(await around(vault, "2026-07-02T09:35:41Z", status(vault))).toEqual(["[Waiting for approval]", "[Request]"]);
  await act(vault, "REQUEST_PASSWORD", keys.reader);
  await approve(vault);
  await act(vault, "REQUEST_CHECKOUT", keys.reader);
  expect(await around(vault, "2026-07-02T09:50:41Z", status(vault))).toEqual(["Garnet=55=Lark", "[Request]"]);
});

test("a password is too old from the very instant at which its policy's age is over", async () => {
  const policies = [{ name: "Weekly", minLength: 4, maxLength: 40, maxAgeDays: 7 }];
  const accounts = [{ id: 2, name: "root", password: "x", policy: "Weekly", modified: "2026-07-01T00:00:00Z" }];
  const vault = await startVault({
    apiUsers: [{ name: "caller", host: "build-01.test", key, role: "Administrator" }],
    ...{ policies, resources: [{ id: 1, name: "safe", owner: "caller", accounts }] },
  });
  const expiry = async () =>
    (await vault.request("GET", `${REST}/resources/1/accounts/2`, { key })).object()["EXPIRY STATUS"];
  expect(await around(vault, "2026-07-08T00:00:00Z", expiry)).toEqual(["Valid", "Expired"]);
});
