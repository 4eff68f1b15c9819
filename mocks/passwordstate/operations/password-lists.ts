import { z } from "zod";
import { documented, observed } from "../../../src/http/evidence.ts";
import type { Operation } from "../../../src/http/operation.ts";
import { toListJson } from "../list-json.ts";
import { looseBoolean, looseInteger, looseText, readFlags, requiredText } from "../loose.ts";
import { operation } from "../operation.ts";
import { passwordListReply } from "../reply-schemas.ts";
import { createList } from "../rules/create-list.ts";
import { allLists, searchLists } from "../rules/find-lists.ts";
import { phraseNoList, reachList, readPathId } from "../rules/read-record.ts";
import { json } from "../wire.ts";

const tag = "Password Lists";
const source = "docs/products/passwordstate.md#lists";
const data = "fixture: passwordstate.lists";

const allPasswordLists = operation({
  id: "passwordlists.all",
  method: "GET",
  path: "/api/passwordlists",
  tag,
  summary: "Retrieve every shared password list",
  evidence: observed("7 clients"),
  source,
  data,
  assumptions: ["collection-with-list-key", "empty-collection", "list-tree-path", "list-settings", "private-list"],
  keys: ["System Wide", "Password List"],
  parameters: z.object(readFlags),
  replies: { 200: { description: "The lists.", schema: z.array(passwordListReply) } },
  handle: (visit) =>
    json(
      200,
      allLists(visit).map((list) => toListJson(visit.sandbox, visit.state, list)),
    ),
});

const getPasswordList = operation({
  id: "passwordlists.get",
  method: "GET",
  path: "/api/passwordlists/:id",
  tag,
  summary: "Retrieve one password list",
  evidence: observed("6 clients, a recorded reply"),
  source,
  data,
  assumptions: ["foreign-record", "private-list", "non-numeric-id", "list-tree-path", "list-settings"],
  keys: ["System Wide", "Password List"],
  parameters: z.object(readFlags),
  replies: { 200: { description: "An array of the one list.", schema: z.array(passwordListReply).length(1) } },
  handle(visit) {
    const list = reachList(visit, readPathId(visit, visit.params.id, phraseNoList));
    return json(200, [toListJson(visit.sandbox, visit.state, list)]);
  },
});

const searchPasswordLists = operation({
  id: "passwordlists.search",
  method: "GET",
  path: "/api/searchpasswordlists",
  tag,
  summary: "Search the shared password lists",
  evidence: observed("6 clients"),
  source: "docs/products/passwordstate.md#search",
  data,
  assumptions: ["collection-with-list-key", "exact-case", "blank-criterion", "list-tree-path", "list-settings"],
  keys: ["System Wide", "Password List"],
  parameters: z.object({
    PasswordList: looseText("A part of the name, or all of it in double quotes.").optional(),
    Description: looseText("A part of the description, or all of it in double quotes.").optional(),
    TreePath: looseText("A part of the path, with backslashes.").optional(),
    SiteID: looseInteger("0 is Internal.").optional(),
    SiteLocation: looseText("A part of the site's name.").optional(),
    ...readFlags,
  }),
  replies: { 200: { description: "The lists that match every criterion.", schema: z.array(passwordListReply) } },
  handle(visit) {
    const { PasswordList: name, ...others } = visit.input;
    return json(
      200,
      searchLists(visit, { name, ...others }).map((list) => toListJson(visit.sandbox, visit.state, list)),
    );
  },
});

const createPasswordList = operation({
  id: "passwordlists.create",
  method: "POST",
  path: "/api/passwordlists",
  tag,
  summary: "Create a password list",
  evidence: documented("vendor pages, 6 clients"),
  source: "docs/products/passwordstate.md#list-body",
  data: "created by the call itself",
  assumptions: [
    "list-without-permissions",
    "root-permissions",
    "copy-sources",
    "unknown-list",
    "tree-ids",
    "query-string-writes",
  ],
  keys: ["System Wide"],
  callType: "add",
  carriers: ["query", "body"],
  parameters: z.object({
    PasswordList: requiredText("The list's name.", 200),
    Description: looseText("", 255).optional(),
    NestUnderFolderID: looseInteger("A folder or a list; 0 is the root.").optional(),
    CopySettingsFromPasswordListID: looseInteger("A list whose settings are copied.").optional(),
    CopySettingsFromTemplateID: looseInteger("A template whose settings are copied.").optional(),
    LinkToTemplate: looseBoolean("Whether it stays linked to that template.").optional(),
    CopyPermissionsFromPasswordListID: looseInteger("A list whose permissions are copied.").optional(),
    CopyPermissionsFromTemplateID: looseInteger("A template whose permissions are copied.").optional(),
    PrivatePasswordList: looseBoolean("Takes ApplyPermissionsForUserID only.").optional(),
    ApplyPermissionsForUserID: looseText("Such as domain\\user.").optional(),
    ApplyPermissionsForSecurityGroupID: looseInteger("Instead of a user.").optional(),
    ApplyPermissionsForSecurityGroupName: looseText("Instead of the group's id.").optional(),
    Permission: looseText("A, M or V.").optional(),
    ImageFileName: looseText("", 50).optional(),
    SiteID: looseInteger("0 is Internal.").optional(),
    Guide: looseText("May be HTML.").optional(),
  }),
  replies: { 201: { description: "The new list.", schema: passwordListReply } },
  handle: (visit) => json(201, toListJson(visit.sandbox, visit.state, createList(visit, visit.input))),
});

/** What the API does with lists. It cannot change or delete them: see `docs/products/passwordstate.md#lists`. */
export const passwordListOperations: readonly Operation[] = [
  allPasswordLists,
  getPasswordList,
  searchPasswordLists,
  createPasswordList,
];
