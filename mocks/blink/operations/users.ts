import { z } from "zod";
import { observed } from "../../../src/http/evidence.ts";
import type { Operation } from "../../../src/http/operation.ts";
import { toUserJson, toWorkspacesJson } from "../json/user-json.ts";
import { operation } from "../operation.ts";
import { userReply, workspaceReply } from "../reply-schemas.ts";
import { json } from "../wire.ts";

const tag = "Users";
const source = "docs/products/blink.md#users";
const data = "fixture: blink.users; members.set; users.select-workspace";

const getUser = operation({
  id: "users.me",
  method: "GET",
  path: "/user",
  tag,
  summary: "Read whose key it is, with roles and workspaces",
  evidence: observed("the specification of 2022, and the command line"),
  source,
  data,
  assumptions: ["user-ids", "permission-names", "admin-in-workspaces"],
  failure: "Can not find User",
  replies: { 200: { description: "The key's user.", schema: userReply } },
  handle: ({ state, access }) => json(200, toUserJson(state, access.user)),
});

const getWorkspaces = operation({
  id: "users.workspaces",
  method: "GET",
  path: "/user-workspaces",
  tag,
  summary: "Read the workspaces that the key's user has a role in",
  evidence: observed("the specification of 2022, and the command line"),
  source,
  data,
  assumptions: ["admin-in-workspaces"],
  failure: "Can not find User",
  replies: { 200: { description: "By their ids.", schema: z.record(z.string(), workspaceReply) } },
  handle: ({ state, access }) => json(200, toWorkspacesJson(state, access.user)),
});

/** What a key's user can learn about itself. */
export const userOperations: readonly Operation[] = [getUser, getWorkspaces];
