import { expect, test } from "vitest";
import { keys } from "./small-vault.ts";
import { REST, startVault } from "./start-vault.ts";

const key = keys.builder;
const resource = { RESOURCENAME: "ledger-02", ACCOUNTNAME: "root", RESOURCETYPE: "Linux", PASSWORD: "Topaz-33-swift" };

test("a resource is created with its first account, and the caller owns it", async () => {
  const vault = await startVault();
  const details = {
    ...resource,
    DNSNAME: "10.1.2.3",
    DOMAINNAME: "",
    NOTES: "first",
    RESOURCEPASSWORDPOLICY: "Medium",
  };
  const created = await vault.request("POST", `${REST}/resources`, { key, details });
  expect(created.text).toBe(
    '{"operation":{"result":{"message":"Resource ledger-02 has been added successfully","status":"Success"},"name":"CREATE RESOURCE"}}',
  );
  const found = await vault.request("GET", `${REST}/resources/18/accounts`, { key });
  expect(found.object()).toMatchObject({
    "RESOURCE OWNER": "builder",
    "DNS NAME": "10.1.2.3",
    "RESOURCE PASSWORD POLICY": "Medium",
    "ACCOUNT LIST": [{ "ACCOUNT NAME": "root", "ACCOUNT ID": "36", ACCOUNT_DESCRIPTION: "first" }],
  });
  const read = await vault.request("GET", `${REST}/resources/18/accounts/36/password`, { key });
  expect(read.object()).toEqual({ PASSWORD: "Topaz-33-swift" });
  const again = await vault.request("POST", `${REST}/resources`, { key, details });
  expect(again.envelope().result).toEqual({ message: "Resource already exists", status: "Failed" });
});

test.each([
  [{ RESOURCETYPE: "Toaster" }, "Invalid value for RESOURCETYPE"],
  [{ RESOURCETYPE: "linux" }, "Invalid value for RESOURCETYPE"],
  [{ OWNERNAME: "nobody" }, "Invalid value for OWNERNAME"],
  [{ OWNERNAME: "pat" }, "Invalid value for OWNERNAME"],
  [{ RESOURCEPASSWORDPOLICY: "Wobbly" }, "Invalid value for RESOURCEPASSWORDPOLICY"],
  [{ ACCOUNTPASSWORDPOLICY: "Wobbly" }, "Invalid value for ACCOUNTPASSWORDPOLICY"],
  [{ ACCOUNTNAME: "" }, "Mandatory field ACCOUNTNAME is missing"],
  [{ RESOURCECUSTOMFIELD: [{ CUSTOMLABEL: "Rack", CUSTOMVALUE: "7" }] }, "Invalid value for RESOURCECUSTOMFIELD"],
])("a resource with %j is refused and nothing of it stays", async (change, message) => {
  const vault = await startVault();
  const content = vault.snapshot();
  const answer = await vault.request("POST", `${REST}/resources`, { key, details: { ...resource, ...change } });
  expect(answer.envelope().result).toEqual({ message, status: "Failed" });
  expect(vault.snapshot()).toBe(content);
});

test("a resource is changed, the gap of the message empty, and handed to another owner", async () => {
  const vault = await startVault();
  const path = `${REST}/resources/14`;
  const first = await vault.request("PUT", path, { key, details: { LOCATION: "Hall 9" } });
  expect(first.envelope().result.message).toBe("Resource  modified successfully.");
  const second = await vault.request("PUT", path, { key, details: { RESOURCENAME: "ledger-01b" } });
  expect(second.envelope().result.message).toBe("Resource  modified successfully.");
  const found = await vault.request("GET", `${path}/accounts`, { key });
  expect(found.object()).toMatchObject({ LOCATION: "Hall 9", "RESOURCE NAME": "ledger-01b", DEPARTMENT: "Finance" });
  await vault.request("PUT", path, { key, details: { OWNERNAME: "EXAMPLE\\ann" } });
  const gone = await vault.request("GET", `${path}/accounts`, { key });
  expect(gone.envelope().result.message).toBe("You do not have access to this resource");
});

test("accounts are added, each with its own status, and known ones are left as they are", async () => {
  const vault = await startVault();
  const add = async (...names: string[]) => {
    const ACCOUNTLIST = names.map((ACCOUNTNAME) => ({ ACCOUNTNAME, PASSWORD: "Onyx-44-Lark", NOTES: "" }));
    return await vault.request("POST", `${REST}/resources/14/accounts`, { key, details: { ACCOUNTLIST } });
  };
  const mixed = await add("svc_ledger", "root");
  expect(mixed.envelope()).toEqual({
    result: { message: "Account(s) added successfully", status: "Success" },
    Details: [
      { svc_ledger: { STATUS: "Account added successfully" } },
      { root: { STATUS: "Account is not added  as it already exists" } },
    ],
    name: "ADD ACCOUNTS",
  });
  expect((await add("root")).envelope()).toEqual({
    result: { message: "Account(s) not added", status: "Failed" },
    Details: [{ root: { STATUS: "Account is not added  as it already exists" } }],
    name: "ADD ACCOUNTS",
  });
  const kept = await vault.request("GET", `${REST}/resources/14/accounts/32/password`, { key });
  expect(kept.object()).toEqual({ PASSWORD: "Basalt-77!wren" });
});

test("an account is changed but for its password, and deleted", async () => {
  const vault = await startVault();
  const path = `${REST}/resources/14/accounts/32`;
  const details = { ACCOUNTNAME: "toor", NOTES: "renamed", PASSWORD: "ignored" };
  const edited = await vault.request("PUT", path, { key, details });
  expect(edited.envelope().result.message).toBe("Account toor modified successfully");
  expect((await vault.request("GET", `${path}/password`, { key })).object()).toEqual({ PASSWORD: "Basalt-77!wren" });
  expect((await vault.request("GET", path, { key })).object()).toMatchObject({ DESCRIPTION: "renamed" });
  expect((await vault.request("DELETE", path, { key })).envelope().result.status).toBe("Success");
  const gone = await vault.request("GET", path, { key });
  expect(gone.envelope().result).toEqual({ message: "No such account found", status: "Failed" });
});

test("what goes with a resource goes with it, and its audit rows stay", async () => {
  const vault = await startVault();
  await vault.request("GET", `${REST}/resources/14/accounts/31/password`, { key });
  expect((await vault.request("DELETE", `${REST}/resources/14`, { key })).envelope().name).toBe("DELETE RESOURCE");
  const audit = await vault.request("GET", `${REST}/audit`, { key });
  expect(audit.rows().map((row) => row["Operation Type"])).toEqual(["Password Retrieved", "Resource Deleted"]);
  const recreated = { ...resource, RESOURCENAME: "ledger-01" };
  await vault.request("POST", `${REST}/resources`, { key, details: recreated });
  const stranger = await vault.request("GET", `${REST}/resources/resourcename/ledger-01`, { key: keys.reader });
  expect(stranger.envelope().result.message).toBe("You do not have access to this resource");
});

test("shares of each level let another do more, and revoking takes back the one it names", async () => {
  const vault = await startVault();
  const path = `${REST}/resources/14/accounts/32`;
  const as = { key: keys.deployer, as: "build-02.test" };
  const outcome = async () => {
    const statuses = [
      (await vault.request("GET", `${path}/password`, as)).envelope().result.status,
      (await vault.request("PUT", `${path}/password`, { ...as, details: { NEWPASSWORD: "Jade-55-Wren" } })).envelope()
        .result.status,
      (await vault.request("PUT", path, { ...as, details: { NOTES: "mine" } })).envelope().result.status,
    ];
    return statuses.filter((status) => status === "Success").length;
  };
  const share = (ACCESSTYPE: string) =>
    vault.request("PUT", `${path}/share`, { key, details: { ACCESSTYPE, USERID: "22" } });
  expect(await outcome()).toBe(0);
  for (const [level, count] of [
    ["view", 1],
    ["modify", 2],
    ["fullaccess", 3],
    ["revoke", 0],
  ] as const) {
    expect((await share(level)).envelope().result.status).toBe("Success");
    expect(await outcome()).toBe(count);
  }
  const group = await vault.request("PUT", `${REST}/resources/14/share`, {
    key,
    details: { ACCESSTYPE: "view", USERGROUPID: "5" },
  });
  expect(group.envelope().name).toBe("SHARE RESOURCE");
  const shared = await vault.request("GET", `${path}/password`, { key: keys.reader });
  expect(shared.object()).toEqual({ PASSWORD: "Jade-55-Wren" });
});

test("an API user made over REST has no key until one is generated on the screen", async () => {
  const vault = await startVault();
  const details = {
    ...{ USERNAME: "svc-new", FULLNAME: "New service", ROLE: "Password User", ISAPIUSER: "true" },
    ...{ HOSTNAME: "build-01.test", EXPIRYDATE: "NeverExpires", ISSUPERADMIN: "false", POLICY: "Strong" },
  };
  const created = await vault.request("POST", `${REST}/user`, { key, details });
  expect(created.text).toBe(
    '{"operation":{"result":{"message":"User created successfully","status":"Success"},"name":"CREATE USER"}}',
  );
  expect(vault.administer("api-users.show", { user: "svc-new" })).toMatchObject({ rest: false, hasKey: false });
  const id = await vault.request("GET", `${REST}/user/getUserId?USERNAME=svc-new`, { key });
  expect(id.object()).toEqual({ USERID: "30" });
  const again = await vault.request("POST", `${REST}/user`, { key, details });
  expect(again.envelope().result).toEqual({ message: "User already exists", status: "Failed" });
  const removed = await vault.request("DELETE", `${REST}/user/30`, { key });
  expect(removed.envelope().result.status).toBe("Success");
});

test("a policy shapes what is generated, and tells what breaks it", async () => {
  const vault = await startVault();
  const made = await vault.request("GET", `${REST}/passwords/generate`, { key, details: { POLICY: "Strong" } });
  const { PASSWORD } = made.object() as { PASSWORD: string };
  const check = (password: string) =>
    vault.request("POST", `${REST}/passwords/validate`, { key, details: { PASSWORD: password, POLICY: "Strong" } });
  expect((await check(PASSWORD)).object()).toEqual({ "COMPLIANT STATUS": "Compliant", "COMPLIANT REASON": "-" });
  expect((await check("alllowercase1!")).object()).toMatchObject({
    "COMPLIANT REASON": "Password must have mixed case alphabets",
  });
});
