import { z } from "zod";
import { observed } from "../../../src/http/evidence.ts";
import type { Operation } from "../../../src/http/operation.ts";
import { runnerGroupListing, runnerListing } from "../json/runner-json.ts";
import { listRows } from "../listing.ts";
import { workspaceOperation } from "../operation.ts";
import { pageOf, runnerGroupReply, runnerReply } from "../reply-schemas.ts";
import { createRunnerGroup, deleteRunnerGroup, listRunnerGroups } from "../rules/runner-groups.ts";
import { json } from "../wire.ts";

const tag = "Runners";
const source = "docs/products/blink.md#runners";
const evidence = observed("the specification of 2022");
const data = "fixture: blink.workspaces[].runnerGroups; POST runner_groups";

const listGroups = workspaceOperation({
  id: "runner-groups.list",
  method: "GET",
  path: "/runner_groups",
  tag,
  summary: "List the runner groups of a workspace",
  evidence,
  source,
  data,
  assumptions: ["runner-shape", "cloud-runner-group", "default-order", "default-limit", "limit-above-maximum"],
  right: "view",
  failure: "Can not find Runner Groups",
  input: z.object({ q: z.string().optional().describe("A query as JSON.") }),
  replies: { 200: { description: "A page.", schema: pageOf(runnerGroupReply) } },
  handle: (served) => listRows(served, runnerGroupListing, listRunnerGroups(served.state, served.workspace)),
});

const createGroup = workspaceOperation({
  id: "runner-groups.create",
  method: "POST",
  path: "/runner_groups",
  tag,
  summary: "Create a runner group",
  evidence,
  source,
  data,
  assumptions: ["runner-shape", "runner-managers"],
  right: "manage-runners",
  failure: "Cannot create runner group",
  input: z.object({
    name: z.string().trim().min(1).max(100),
    is_default: z.boolean().nullish(),
    tags: z.array(z.string().max(100)).max(100).nullish(),
  }),
  replies: { 200: { description: "The new group.", schema: runnerGroupReply } },
  handle(served) {
    const { name, is_default, tags } = served.input;
    const wanted = { name, is_default: is_default ?? false, tags: tags ?? [] };
    const group = createRunnerGroup(served, served.workspace, wanted);
    return json(200, runnerGroupListing.toJson(served, group));
  },
});

const deleteGroup = workspaceOperation({
  id: "runner-groups.delete",
  method: "DELETE",
  path: "/runner_groups/:id",
  tag,
  summary: "Delete a runner group by its id or its name",
  evidence,
  source,
  data,
  assumptions: ["runner-managers", "runner-group-delete", "cloud-runner-group"],
  right: "manage-runners",
  failure: "Cannot delete runner group",
  replies: { 200: { description: "The group's id.", schema: z.string() } },
  handle: (served) => json(200, deleteRunnerGroup(served, served.workspace, served.params.id ?? "").id),
});

const listRunners = workspaceOperation({
  id: "runners.list",
  method: "GET",
  path: "/runners",
  tag,
  summary: "List the runners of a workspace's groups",
  evidence,
  source,
  data: "fixture: blink.workspaces[].runnerGroups[].runners",
  assumptions: ["runner-shape", "default-order", "default-limit", "limit-above-maximum"],
  right: "view",
  failure: "Can not find Runners",
  input: z.object({ q: z.string().optional().describe("A query as JSON.") }),
  replies: { 200: { description: "A page.", schema: pageOf(runnerReply) } },
  handle(served) {
    const groups = listRunnerGroups(served.state, served.workspace);
    return listRows(
      served,
      runnerListing,
      groups.flatMap(({ id }) => served.state.runners.where("group", id)),
    );
  },
});

/** What is done with runner groups and their runners. */
export const runnerOperations: readonly Operation[] = [listGroups, createGroup, deleteGroup, listRunners].flat();
