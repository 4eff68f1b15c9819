import { z } from "zod";
import { observed } from "../../../src/http/evidence.ts";
import type { Operation } from "../../../src/http/operation.ts";
import { demandAdmin, demandRight, findWorkspace } from "../access.ts";
import { toWorkspaceDescription, toWorkspaceJson } from "../json/user-json.ts";
import { operation } from "../operation.ts";
import { workspaceDescription, workspaceReply } from "../reply-schemas.ts";
import { CANNOT_CREATE, createWorkspace, deleteWorkspace } from "../rules/workspaces.ts";
import { json } from "../wire.ts";

const tag = "Workspaces";
const source = "docs/products/blink.md#workspaces";
const evidence = observed("the specification of 2022");
const data = "fixture: blink.workspaces; POST workspaces";

const get = operation({
  id: "workspaces.get",
  method: "GET",
  path: "/workspaces/:id",
  tag,
  summary: "Read a workspace",
  evidence,
  source,
  data,
  assumptions: ["unknown-workspace", "admin-in-workspaces"],
  failure: "Can not find Workspace",
  replies: { 200: { description: "The workspace, and who has a role in it.", schema: workspaceDescription } },
  handle(served) {
    const workspace = findWorkspace(served, served.params.id ?? "");
    demandRight(served, workspace, "view");
    return json(200, toWorkspaceDescription(served.state, served.access.user, workspace));
  },
});

const create = operation({
  id: "workspaces.create",
  method: "POST",
  path: "/workspaces",
  tag,
  summary: "Create a workspace, as its Owner",
  evidence,
  source,
  data,
  assumptions: ["workspace-managers", "workspace-name"],
  failure: CANNOT_CREATE,
  input: z.object({
    name: z.string().trim().min(1).max(100),
    display_name: z.string().max(100).nullish().describe("The name when absent."),
    description: z.string().max(1000).nullish(),
  }),
  replies: { 200: { description: "The new workspace.", schema: workspaceReply } },
  handle(served) {
    demandAdmin(served, "creating a workspace");
    const { name, display_name, description } = served.input;
    const wanted = { name, display_name: display_name || name, description: description ?? "" };
    const workspace = createWorkspace(served, wanted);
    return json(200, toWorkspaceJson(served.state, served.access.user, workspace));
  },
});

const remove = operation({
  id: "workspaces.delete",
  method: "DELETE",
  path: "/workspaces/:id",
  tag,
  summary: "Delete a workspace with everything in it",
  evidence,
  source,
  data,
  assumptions: ["unknown-workspace", "workspace-managers", "workspace-delete"],
  failure: CANNOT_CREATE,
  replies: { 200: { description: "The workspace's id.", schema: z.string() } },
  handle(served) {
    const workspace = findWorkspace(served, served.params.id ?? "");
    demandRight(served, workspace, "manage-workspace");
    deleteWorkspace(served, workspace);
    return json(200, workspace.id);
  },
});

/** What is done with workspaces as such, below the plural path. */
export const workspaceOperations: readonly Operation[] = [get, create, remove];
