import { z } from "zod";
import { documented, observed } from "../../../src/http/evidence.ts";
import type { Operation } from "../../../src/http/operation.ts";
import { packListing } from "../json/pack-json.ts";
import { toPackJson } from "../json/playbook-json.ts";
import { listRows } from "../listing.ts";
import { workspaceOperation } from "../operation.ts";
import { pageOf } from "../reply-schemas.ts";
import { createPack } from "../rules/packs.ts";
import { json } from "../wire.ts";
import { automationsReply, idReply, packReply } from "../workflow-reply-schemas.ts";

const tag = "Workflows";
const source = "docs/products/blink.md#workflows";
const evidence = documented("the vendor's editor plugin");
const data = "fixture: blink.workspaces[].packs; POST automation_packs";

const list = workspaceOperation({
  id: "automations.list",
  method: "GET",
  path: "/automations",
  tag,
  summary: "List packs with their workflows",
  evidence,
  source,
  data,
  right: "view",
  failure: "Can not find Playbook",
  replies: { 200: { description: "Every pack.", schema: automationsReply } },
  handle(served) {
    const packs = served.state.packs.where("workspace", served.workspace.id);
    return json(200, { packs: packs.map((pack) => toPackJson(served, pack)) });
  },
});

const create = workspaceOperation({
  id: "packs.create",
  method: "POST",
  path: "/automation_packs",
  tag,
  summary: "Create a pack",
  evidence,
  source,
  data,
  right: "edit",
  failure: "Cannot create Pack",
  input: z.object({ name: z.string().trim().min(1).max(255) }),
  replies: { 200: { description: "The new pack's id.", schema: idReply } },
  handle: (served) => json(200, { id: createPack(served, served.workspace, served.input.name).id }),
});

/** Packs as rows of a table of Blink's own, which is where the command line looks for one. */
const find = workspaceOperation({
  id: "packs.list",
  method: "GET",
  path: "/table/automation_packs",
  tag,
  summary: "List packs, as the command line does",
  evidence: observed("the source of the command line"),
  source: "docs/products/blink.md#command-line",
  data,
  assumptions: ["pack-members", "default-order", "default-limit", "limit-above-maximum"],
  right: "view",
  failure: "Can not find record",
  input: z.object({ q: z.string().optional().describe("A query as JSON.") }),
  replies: { 200: { description: "A page.", schema: pageOf(packReply) } },
  handle: (served) => listRows(served, packListing, served.state.packs.where("workspace", served.workspace.id)),
});

/** What is done with packs. */
export const packOperations: readonly Operation[] = [list, create, find].flat();
