import { expect, test } from "vitest";
import { startVault } from "./start-vault.ts";
import { treeVault } from "./tree-vault.ts";

test.each(["/api/folders", "/api/Folders/", "/api/folders?PreventAuditing=true", "/api/folders/?FolderName="])(
  "%s is every folder, with the product's members in its order",
  async (path) => {
    const vault = await startVault(treeVault);

    const answer = await vault.request("GET", path);

    expect(answer.status).toBe(200);
    expect(answer.text).toBe(
      JSON.stringify([
        {
          FolderID: 12,
          FolderName: "Finance",
          Description: "Money in, money out",
          TreePath: "\\Finance",
          SiteID: 0,
          SiteLocation: "Internal",
        },
        {
          FolderID: 13,
          FolderName: "Ledgers",
          Description: "Closed quarters",
          TreePath: "\\Finance\\Ledgers",
          SiteID: 0,
          SiteLocation: "Internal",
        },
        {
          FolderID: 20,
          FolderName: "Platform",
          Description: "",
          TreePath: "\\Platform",
          SiteID: 0,
          SiteLocation: "Internal",
        },
        {
          FolderID: 61,
          FolderName: "Linux",
          Description: "",
          TreePath: "\\Platform\\Linux",
          SiteID: 0,
          SiteLocation: "Internal",
        },
      ]),
    );
  },
);

test.each([
  ["FolderName=finance", [12]],
  ["FolderName=%22LINUX%22", [61]],
  ["Description=closed", [13]],
  ["TreePath=%5CPlatform", [20, 61]],
  ["SiteID=0&FolderName=l", [13, 20, 61]],
  ["SiteLocation=%22Internal%22&FolderName=Ledgers", [13]],
])("a search by '%s' finds folders %j", async (query, ids) => {
  const vault = await startVault(treeVault);

  const answer = await vault.request("GET", `/api/folders/?${query}`);

  expect(answer.rows().map((folder) => folder.FolderID)).toEqual(ids);
});

test("a search that finds no folder is 404 with the error array", async () => {
  const vault = await startVault(treeVault);

  const answer = await vault.request("GET", "/api/folders/?FolderName=nowhere");

  expect(answer.status).toBe(404);
  expect(answer.refusal().message).toBe("Not Found");
});

test("a vault without folders is 404; with the assumption an empty array, but not for a search", async () => {
  const part = { keys: { systemWide: {} } };
  const strict = await startVault(part);
  const lenient = await startVault(part, { assumptions: { "empty-collection": "empty-array" } });

  expect((await strict.request("GET", "/api/folders")).status).toBe(404);
  expect((await lenient.request("GET", "/api/folders")).json()).toEqual([]);
  expect((await lenient.request("GET", "/api/folders?FolderName=a")).status).toBe(404);
});

test("a folder is created with a template's permissions, and the 201 is a bare object", async () => {
  const vault = await startVault(treeVault);

  const answer = await vault.request("POST", "/api/folders", {
    json: { FolderName: "Branch", Description: "abroad", CopyPermissionsFromTemplateID: 7, NestUnderFolderID: 13 },
  });

  expect(answer.status).toBe(201);
  const created = answer.object();
  expect(created).toMatchObject({
    FolderName: "Branch",
    TreePath: "\\Finance\\Ledgers\\Branch",
    SiteLocation: "Internal",
  });
  expect((await vault.request("GET", "/api/folders/?FolderName=Branch")).rows()).toEqual([created]);
});

test("folders and lists never share an id, so NestUnderFolderID can name either", async () => {
  const vault = await startVault(treeVault);

  const folder = (await vault.request("POST", "/api/folders?FolderName=New&NestUnderFolderID=56")).object();
  const json = { PasswordList: "New", NestUnderFolderID: folder.FolderID, CopyPermissionsFromPasswordListID: 56 };
  const list = (await vault.request("POST", "/api/passwordlists", { json })).object();

  expect(list.PasswordListID).toBe(Number(folder.FolderID) + 1);
  expect(list.TreePath).toBe("\\Finance\\Finance Databases\\New\\New");
});

test("a propagating folder must copy permissions, and what is put in it then needs none", async () => {
  const vault = await startVault(treeVault);
  const wish = { FolderName: "Pushes", PropagatePermissions: "true" };

  const refused = await vault.request("POST", "/api/folders", { json: wish });
  const made = await vault.request("POST", "/api/folders", {
    json: { ...wish, CopyPermissionsFromPasswordListID: 56 },
  });
  const json = { PasswordList: "Below", NestUnderFolderID: made.object().FolderID };

  expect(refused.status).toBe(400);
  expect((await vault.request("POST", "/api/passwordlists", { json })).status).toBe(201);
});

test.each([
  ["no name", { Description: "x" }, 400],
  [
    "copied permissions below a propagating folder",
    { FolderName: "x", NestUnderFolderID: 61, CopyPermissionsFromPasswordListID: 56 },
    400,
  ],
  ["a place that is not there", { FolderName: "x", NestUnderFolderID: 40404 }, 404],
  ["a template that is not there", { FolderName: "x", CopyPermissionsFromTemplateID: 8 }, 404],
  ["a private list as its place", { FolderName: "x", NestUnderFolderID: 59 }, 401],
])("%s is refused, and nothing is created", async (_what, json, status) => {
  const vault = await startVault(treeVault);
  const before = vault.snapshot();

  expect((await vault.request("POST", "/api/folders", { json })).status).toBe(status);
  expect(vault.snapshot()).toBe(before);
});

test("folders take the System Wide key alone", async () => {
  const vault = await startVault(treeVault);

  expect((await vault.request("GET", "/api/folders", { key: vault.key(56) })).status).toBe(403);
  expect((await vault.request("POST", "/api/folders?FolderName=x", { key: vault.key("Hosts") })).status).toBe(403);
});

test.each(["GET", "PUT", "DELETE"])("%s of a folder by its id is an unknown path", async (method) => {
  const vault = await startVault(treeVault);

  const answer = await vault.request(method, "/api/folders/12");

  expect(answer.status).toBe(404);
  expect(answer.object().Message).toBe(
    `No HTTP resource was found that matches the request URI '${vault.url}/api/folders/12'.`,
  );
  expect(vault.reason()).toContain("no such path");
});
