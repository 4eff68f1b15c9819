import { z } from "zod";
import { documented } from "../../../src/http/evidence.ts";
import type { Operation } from "../../../src/http/operation.ts";
import { toPackJson } from "../json/playbook-json.ts";
import { workspaceOperation } from "../operation.ts";
import { createPack } from "../rules/packs.ts";
import { json } from "../wire.ts";
import { automationsReply, idReply } from "../workflow-reply-schemas.ts";

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

/** What is done with packs. */
export const packOperations: readonly Operation[] = [list, create].flat();
