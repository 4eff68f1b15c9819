import { expect, test } from "vitest";
import { startVault } from "./start-vault.ts";
import { treeVault } from "./tree-vault.ts";

test("a list read by its id is an array of one, with every member in the product's order and type", async () => {
  const vault = await startVault(treeVault);

  const answer = await vault.request("GET", "/api/passwordlists/56");

  expect(answer.status).toBe(200);
  expect(answer.headers["content-type"]).toBe("application/json; charset=utf-8");
  expect(answer.text).toBe(
    JSON.stringify([
      {
        PasswordListID: 56,
        PasswordList: "Finance Databases",
        Description: "ledgers and payroll",
        ImageFileName: "",
        Guide: "",
        AllowExport: true,
        PrivatePasswordList: false,
        NoApprovers: "1",
        DisableNotifications: false,
        TimeBasedAccessRequired: false,
        PasswordStrengthPolicyID: 1,
        PasswordGeneratorID: 4,
        CodePage: "Using Passwordstate Default Code Page",
        PreventPasswordReuse: 0,
        AuthenticationType: "None Required",
        AuthenticationPerSession: false,
        PreventExpiryDateModification: false,
        SetExpiryDate: 0,
        ResetExpiryDate: 0,
        PreventDragDrop: true,
        PreventBadPasswordUse: false,
        ProvideAccessReason: false,
        TreePath: "\\Finance\\Finance Databases",
        TotalPasswords: 2,
        GeneratorName: "Long digits",
        PolicyName: "Default Policy",
        PasswordResetEnabled: true,
        ForcePasswordGenerator: false,
        HidePasswords: "False:False:False",
        ShowGuide: false,
        EnablePasswordResetSchedule: false,
        PasswordResetSchedule: "00:00:00:00",
        AddToExpiryDate: 90,
        AddToExpiryDateInterval: "Days",
        SiteID: 0,
        SiteLocation: "Internal",
        OneTimePasswords: true,
        DisableInheritance: false,
      },
    ]),
  );
});

test("a list without a generator policy of its own names the user's personal options", async () => {
  const vault = await startVault(treeVault);

  const [list] = (await vault.request("GET", "/api/passwordlists/57")).rows();

  expect(list).toMatchObject({ GeneratorName: "Using user's personal Password Generator Options", TotalPasswords: 0 });
});

test.each([
  "/api/passwordlists",
  "/api/passwordLists/",
  "/API/PASSWORDLISTS/?format=json",
  "/api/passwordlists?QueryAll",
])("%s is every shared list, and no private one", async (path) => {
  const vault = await startVault(treeVault);

  const answer = await vault.request("GET", path);

  expect(answer.status).toBe(200);
  expect(answer.rows().map((list) => list.PasswordListID)).toEqual([56, 57, 58, 60]);
});

test("TotalPasswords follows what is added and deleted", async () => {
  const vault = await startVault(treeVault);
  const total = async () => (await vault.request("GET", "/api/passwordlists/57")).rows()[0]?.TotalPasswords;

  const added = await vault.request("POST", "/api/passwords", {
    json: { PasswordListID: 57, Title: "a", Password: "b" },
  });
  expect(await total()).toBe(1);
  await vault.request("DELETE", `/api/passwords/${added.object().PasswordID}`);
  expect(await total()).toBe(0);
});

test("a list key reads its own list, tolerates QueryAll there, and is 401 for any other", async () => {
  const vault = await startVault(treeVault);
  const key = vault.key(56);

  const own = await vault.request("GET", "/api/passwordlists/56?QueryAll&format=json", { key });
  const other = await vault.request("GET", "/api/passwordlists/57", { key });

  expect(own.status).toBe(200);
  expect(own.rows()).toHaveLength(1);
  expect(other.status).toBe(401);
  expect(other.refusal().message).toBe("No Authorization");
  expect(vault.reason()).toBe("list 'Finance Portals' is out of reach of list key of 'Finance Databases'");
});

test("a private list is 401 for the system key and open to its own", async () => {
  const vault = await startVault(treeVault);

  expect((await vault.request("GET", "/api/passwordlists/59")).status).toBe(401);
  expect((await vault.request("GET", "/api/passwordlists/59", { key: vault.key(59) })).status).toBe(200);
});

test("a list that demands a reason shows itself without one", async () => {
  const vault = await startVault(treeVault);

  const answer = await vault.request("GET", "/api/passwordlists/58");

  expect(answer.rows()[0]).toMatchObject({ ProvideAccessReason: true, TreePath: "\\Platform\\Linux\\Linux Servers" });
});

test.each(["40404", "abc", "12.5"])("a list id of %s is 404 in the product's own array", async (id) => {
  const vault = await startVault(treeVault);

  const answer = await vault.request("GET", `/api/passwordlists/${id}`);

  expect(answer.status).toBe(404);
  expect(answer.refusal().message).toBe("Not Found");
  expect(answer.phrase).toBe(answer.text);
});

test("all lists with a list key are refused, or narrowed to its own when the assumption says so", async () => {
  const refusing = await startVault(treeVault);
  const narrowing = await startVault(treeVault, { assumptions: { "collection-with-list-key": "narrow" } });

  const refused = await refusing.request("GET", "/api/passwordlists", { key: refusing.key(56) });
  const narrowed = await narrowing.request("GET", "/api/passwordlists", { key: narrowing.key(56) });

  expect(refused.status).toBe(401);
  expect(narrowed.rows().map((list) => list.PasswordListID)).toEqual([56]);
});

test("a key of another kind is 403", async () => {
  const vault = await startVault(treeVault);

  const answer = await vault.request("GET", "/api/passwordlists", { key: vault.key("Hosts") });

  expect(answer.status).toBe(403);
  expect(answer.refusal().message).toBe("Forbidden");
});

test("a vault with no shared list is 404, or an empty array when the assumption says so", async () => {
  const part = { keys: { systemWide: {} } };
  const strict = await startVault(part);
  const lenient = await startVault(part, { assumptions: { "empty-collection": "empty-array" } });

  expect((await strict.request("GET", "/api/passwordlists")).refusal().message).toBe("Not Found");
  expect((await lenient.request("GET", "/api/passwordlists")).json()).toEqual([]);
});

test("TreePath leaves the list's own name out when the assumption says so", async () => {
  const vault = await startVault(treeVault, { assumptions: { "list-tree-path": "without-name" } });

  expect((await vault.request("GET", "/api/passwordlists/57")).rows()[0]?.TreePath).toBe("\\Finance\\Ledgers");
});
