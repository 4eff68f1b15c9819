import { expect, test } from "vitest";
import { startVault } from "./start-vault.ts";
import { treeVault } from "./tree-vault.ts";

const applied = { ApplyPermissionsForUserID: "example\\rowan", Permission: "A" };

test.each([
  ["no permissions in a standard folder", { NestUnderFolderID: 12 }],
  ["no permissions at the root", {}],
  ["permissions without a letter", { ApplyPermissionsForUserID: "rowan" }],
  ["permissions with another letter", { ApplyPermissionsForUserID: "rowan", Permission: "X" }],
  ["a user and a group", { ...applied, ApplyPermissionsForSecurityGroupID: 3 }],
  ["copied permissions below a propagating folder", { NestUnderFolderID: 20, CopyPermissionsFromPasswordListID: 56 }],
  ["applied permissions below a propagating folder", { NestUnderFolderID: 20, ...applied }],
  ["a private list below a propagating folder", { NestUnderFolderID: 20, PrivatePasswordList: true }],
  [
    "a private list with copied permissions",
    { PrivatePasswordList: true, ...applied, CopyPermissionsFromPasswordListID: 56 },
  ],
  [
    "a private list for a group",
    { PrivatePasswordList: true, ApplyPermissionsForSecurityGroupName: "g", Permission: "A" },
  ],
  ["a private list for nobody", { PrivatePasswordList: true }],
  ["a link without a template", { ...applied, LinkToTemplate: true }],
  ["a site that is not there", { ...applied, SiteID: 4 }],
  ["a name that is too long", { ...applied, PasswordList: "x".repeat(201) }],
  ["a description that is too long", { ...applied, Description: "x".repeat(256) }],
  ["an image name that is too long", { ...applied, ImageFileName: "x".repeat(51) }],
  ["no name", { ...applied, PasswordList: undefined }],
  ["a blank name", { ...applied, PasswordList: " " }],
])("%s is 400, and nothing is created", async (_what, members) => {
  const vault = await startVault(treeVault);
  const before = vault.snapshot();

  const answer = await vault.request("POST", "/api/passwordlists", { json: { PasswordList: "Refused", ...members } });

  expect(answer.status).toBe(400);
  expect(answer.refusal().message).toBe("Bad Request");
  expect(vault.snapshot()).toBe(before);
});

test.each([
  "NestUnderFolderID",
  "CopySettingsFromPasswordListID",
  "CopySettingsFromTemplateID",
  "CopyPermissionsFromPasswordListID",
  "CopyPermissionsFromTemplateID",
])("%s that leads nowhere is 404, and nothing is created", async (member) => {
  const vault = await startVault(treeVault);
  const before = vault.snapshot();

  const json = { PasswordList: "Refused", ...applied, [member]: 40404 };
  const answer = await vault.request("POST", "/api/passwordlists", { json });

  expect(answer.status).toBe(404);
  expect(vault.snapshot()).toBe(before);
});

test("a list key cannot create lists", async () => {
  const vault = await startVault(treeVault);

  const json = { PasswordList: "Refused", ...applied };
  const answer = await vault.request("POST", "/api/passwordlists", { key: vault.key(56), json });

  expect(answer.status).toBe(403);
});

test.each(["PUT", "DELETE", "PATCH"])("%s passwordlists is not there: 405 in the framework's words", async (method) => {
  const vault = await startVault(treeVault);

  const answer = await vault.request(method, "/api/passwordlists", {
    json: { PasswordListID: 56, PasswordList: "Other" },
  });

  expect(answer.status).toBe(405);
  expect(answer.json()).toEqual({ Message: `The requested resource does not support http method '${method}'.` });
});
