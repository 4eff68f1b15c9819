import { expect, test } from "vitest";
import { startVault } from "./start-vault.ts";
import { treeVault } from "./tree-vault.ts";

const applied = { ApplyPermissionsForUserID: "example\\rowan", Permission: "A" };

test("a list copies permissions and settings of another, and the 201 is a bare object with its id", async () => {
  const vault = await startVault(treeVault);

  const answer = await vault.request("POST", "/api/passwordlists", {
    json: {
      PasswordList: "Archive",
      Description: "closed accounts",
      CopySettingsFromPasswordListID: 56,
      CopyPermissionsFromPasswordListID: "56",
      NestUnderFolderID: 12,
      ImageFileName: "box.png",
      Guide: "<b>Ask first</b>",
    },
  });

  expect(answer.status).toBe(201);
  const created = answer.object();
  expect(created).toMatchObject({
    PasswordList: "Archive",
    Description: "closed accounts",
    TreePath: "\\Finance\\Archive",
    ImageFileName: "box.png",
    Guide: "<b>Ask first</b>",
    AllowExport: true,
    PasswordGeneratorID: 4,
    GeneratorName: "Long digits",
    PasswordResetEnabled: true,
    OneTimePasswords: true,
    TotalPasswords: 0,
    PrivatePasswordList: false,
  });
  const [read] = (await vault.request("GET", `/api/passwordlists/${created.PasswordListID}`)).rows();
  expect(read).toEqual(created);
});

test("a list copies settings of a template, and a record put in it has the template's generic fields", async () => {
  const vault = await startVault(treeVault);
  const json = { PasswordList: "Switches", CopySettingsFromTemplateID: 7, LinkToTemplate: "true", ...applied };

  const list = (await vault.request("POST", "/api/passwordlists", { json })).object();
  const record = { PasswordListID: list.PasswordListID, Title: "sw-1", Password: "x", GenericField1: "R2" };
  const added = (await vault.request("POST", "/api/passwords", { json: record })).object();

  expect(list).toMatchObject({ GeneratorName: "Long digits", OneTimePasswords: true, TreePath: "\\Switches" });
  expect(added.GenericFieldInfo).toEqual([{ GenericFieldID: "GenericField1", DisplayName: "Rack", Value: "R2" }]);
});

test("members that the product does not honour change nothing, and unused ids may be empty texts", async () => {
  const vault = await startVault(treeVault);
  const blanks = { CopySettingsFromPasswordListID: "", CopySettingsFromTemplateID: "", LinkToTemplate: "" };
  const groups = { ApplyPermissionsForSecurityGroupID: "", ApplyPermissionsForSecurityGroupName: "" };
  const ignored = {
    PasswordGeneratorID: 4,
    AllowExport: true,
    PreventBadPasswordUse: true,
    PasswordResetEnabled: true,
  };
  const json = {
    PasswordList: "Plain",
    ...blanks,
    ...groups,
    ...applied,
    ...ignored,
    CopySettinsgFromPasswordListID: 56,
  };

  const created = (await vault.request("POST", "/api/passwordlists", { json })).object();

  expect(created).toMatchObject({
    PasswordGeneratorID: 0,
    AllowExport: false,
    PreventBadPasswordUse: false,
    PasswordResetEnabled: false,
  });
});

test.each([
  ["the query", "?PasswordList=Queried&CopyPermissionsFromPasswordListID=56&NestUnderFolderID=13", {}],
  [
    "a form",
    "",
    {
      body: "passwordlist=Queried&copypermissionsfrompasswordlistid=56&nestunderfolderid=13",
      type: "application/x-www-form-urlencoded",
    },
  ],
  [
    "single quotes",
    "",
    { body: "{'PasswordList':'Queried','CopyPermissionsFromPasswordListID':'56','NestUnderFolderID':'13'}" },
  ],
])("a list may be asked for in %s", async (_where, query, asked) => {
  const vault = await startVault(treeVault);

  const answer = await vault.request("POST", `/api/passwordlists/${query}`, asked);

  expect(answer.status).toBe(201);
  expect(answer.object().TreePath).toBe("\\Finance\\Ledgers\\Queried");
});

test("a list may lie in a list", async () => {
  const vault = await startVault(treeVault);

  const answer = await vault.request("POST", "/api/passwordlists", {
    json: { PasswordList: "Inner", NestUnderFolderID: 57, CopyPermissionsFromTemplateID: 7 },
  });

  expect(answer.object().TreePath).toBe("\\Finance\\Ledgers\\Finance Portals\\Inner");
});

test("below a propagating folder a list needs no permissions, also further down", async () => {
  const vault = await startVault(treeVault);
  const create = async (NestUnderFolderID: number) => {
    const json = { PasswordList: "Inherits", NestUnderFolderID };
    return (await vault.request("POST", "/api/passwordlists", { json })).status;
  };

  expect(await create(20)).toBe(201);
  expect(await create(58)).toBe(201);
  expect(await create(60)).toBe(400);
});

test("a private list is created for a user, and then out of the system key's reach", async () => {
  const vault = await startVault(treeVault);
  const json = { PasswordList: "Diary", PrivatePasswordList: "True", ...applied };

  const created = (await vault.request("POST", "/api/passwordlists", { json })).object();

  expect(created.PrivatePasswordList).toBe(true);
  expect((await vault.request("GET", `/api/passwordlists/${created.PasswordListID}`)).status).toBe(401);
});
