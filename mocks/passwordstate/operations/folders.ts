import { z } from "zod";
import { documented, observed } from "../../../src/http/evidence.ts";
import type { Operation } from "../../../src/http/operation.ts";
import { toFolderJson } from "../folder-json.ts";
import { looseBoolean, looseInteger, looseText, readFlags, requiredText } from "../loose.ts";
import { operation } from "../operation.ts";
import { folderReply } from "../reply-schemas.ts";
import { createFolder } from "../rules/create-folder.ts";
import { findFolders } from "../rules/find-folders.ts";
import { json } from "../wire.ts";

const tag = "Folders";
const source = "docs/products/passwordstate.md#folders";

const searchFolders = operation({
  id: "folders.search",
  method: "GET",
  path: "/api/folders",
  tag,
  summary: "Retrieve every folder, or search them",
  evidence: observed("6 clients"),
  source,
  data: "fixture: passwordstate.folders, and the folders that lists lie in",
  assumptions: ["empty-collection", "exact-case", "blank-criterion"],
  keys: ["System Wide"],
  parameters: z.object({
    FolderName: looseText("A part of the name, or all of it in double quotes.").optional(),
    Description: looseText("A part of the description, or all of it in double quotes.").optional(),
    TreePath: looseText("A part of the path, with backslashes.").optional(),
    SiteID: looseInteger("0 is Internal.").optional(),
    SiteLocation: looseText("A part of the site's name.").optional(),
    ...readFlags,
  }),
  replies: { 200: { description: "The folders that match every criterion.", schema: z.array(folderReply) } },
  handle(visit) {
    const { FolderName: name, Description, TreePath, SiteID, SiteLocation } = visit.input;
    const found = findFolders(visit, { name, Description, TreePath, SiteID, SiteLocation });
    return json(
      200,
      found.map((row) => toFolderJson(visit.state, row)),
    );
  },
});

const createFolderOperation = operation({
  id: "folders.create",
  method: "POST",
  path: "/api/folders",
  tag,
  summary: "Create a folder",
  evidence: documented("vendor pages, 5 clients"),
  source,
  data: "created by the call itself",
  assumptions: ["list-without-permissions", "unknown-list", "tree-ids", "query-string-writes"],
  keys: ["System Wide"],
  callType: "add",
  carriers: ["query", "body"],
  parameters: z.object({
    FolderName: requiredText("The folder's name."),
    Description: looseText("").optional(),
    NestUnderFolderID: looseInteger("A folder or a list; 0 is the root.").optional(),
    CopyPermissionsFromPasswordListID: looseInteger("A list whose permissions are copied.").optional(),
    CopyPermissionsFromTemplateID: looseInteger("A template whose permissions are copied.").optional(),
    PropagatePermissions: looseBoolean("Whether it pushes its permissions to what lies in it.").optional(),
    Guide: looseText("May be HTML.").optional(),
    SiteID: looseInteger("0 is Internal.").optional(),
  }),
  replies: { 201: { description: "The new folder.", schema: folderReply } },
  handle: (visit) => json(201, toFolderJson(visit.state, createFolder(visit, visit.input))),
});

/** What the API does with folders. It cannot read one by its id, change or delete them: see `docs/products/passwordstate.md#folders`. */
export const folderOperations: readonly Operation[] = [searchFolders, createFolderOperation];
