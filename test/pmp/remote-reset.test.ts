import { expect, test } from "vitest";
import { section } from "../../mocks/pmp/section.ts";
import { keys, smallVault } from "./small-vault.ts";
import { REST, startVault, type Vault } from "./start-vault.ts";

const path = `${REST}/resources/configureremotepasswordreset`;
const good = { RESOURCETYPE: "Linux", ACCOUNTNAME: "root", CONNECTION_MODE: "Non SSL", RESOURCEIDS: ["14"] };
const set = (vault: Vault, details: object, key: string = keys.builder) =>
  vault.request("POST", path, { key, details });
const stored = (vault: Vault, id: number) => vault.sandbox.state(section).resources.get(id)?.RemoteReset;

test("what resets the passwords of resources is kept with each of them, and is in the audit", async () => {
  const vault = await startVault({ ...smallVault, flavour: "pam360" });
  expect((await set(vault, good)).envelope()).toEqual({
    result: { message: "Remote password reset configured successfully", status: "Success", statusCode: 20000 },
    name: "CONFIGURE REMOTE PASSWORD RESET",
  });
  expect(stored(vault, 14)).toEqual({ RESOURCETYPE: "Linux", ACCOUNTNAME: "root", CONNECTION_MODE: "Non SSL" });
  const audit = await vault.request("GET", `${REST}/audit`, { key: keys.builder });
  expect(audit.rows()).toMatchObject([
    { "Operation Type": "Remote Password Reset Configured", "Resource Name": "ledger-01" },
  ]);
});

test("a domain's account resets where the resource is of a domain", async () => {
  const vault = await startVault({ ...smallVault, flavour: "pam360" });
  const domain = { RESOURCETYPE: "Linux", RESOURCEIDS: [14, 17], ISWINDOMAINLOCAL: "true" };
  const answer = await set(vault, { ...domain, WDRESOURCEID: "17", WDACCOUNTID: 35 }, keys.chief);
  expect(answer.envelope().result.status).toBe("Success");
  expect(stored(vault, 17)).toMatchObject({ WDRESOURCEID: "17", WDACCOUNTID: "35", ISWINDOMAINLOCAL: "true" });
});

test.each<[change: object, message: string, key?: string]>([
  [{ RESOURCETYPE: "" }, "Mandatory field RESOURCETYPE is missing"],
  [{ RESOURCEIDS: [] }, "Mandatory field RESOURCEIDS is missing"],
  [{ RESOURCEIDS: ["14", "99"] }, "No such resource found"],
  [{ RESOURCEIDS: ["14", "17"] }, "You do not have access to this resource"],
  [{ RESOURCEIDS: ["14", "16"] }, "Invalid value for RESOURCETYPE"],
  [{ RESOURCETYPE: "Windows" }, "Invalid value for RESOURCETYPE"],
  [{ ACCOUNTNAME: "nobody" }, "Invalid value for ACCOUNTNAME"],
  [{ ACCOUNTNAME: "" }, "Mandatory field ACCOUNTNAME is missing"],
  [{ CONNECTION_MODE: "TLS" }, "Invalid value for CONNECTION_MODE"],
  [{ WDRESOURCEID: "17" }, "Mandatory field WDACCOUNTID is missing"],
  [{ WDRESOURCEID: "17", WDACCOUNTID: "31" }, "No such account found"],
  [{}, "You are not authorized to perform this operation", keys.reader],
])("with %j the set-up is refused: %s", async (change, message, key = keys.builder) => {
  const vault = await startVault({ ...smallVault, flavour: "pam360" });
  const before = vault.snapshot();
  expect((await set(vault, { ...good, ...change }, key)).envelope().result).toMatchObject({
    message,
    status: "Failed",
  });
  expect(vault.snapshot()).toBe(before);
});

test("PMP does not know the call", async () => {
  const vault = await startVault();
  expect((await set(vault, good)).status).toBe(404);
});
