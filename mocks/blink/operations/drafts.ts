import { z } from "zod";
import { documented } from "../../../src/http/evidence.ts";
import type { Operation } from "../../../src/http/operation.ts";
import { errorReply } from "../document.ts";
import { toDraftJson } from "../json/playbook-json.ts";
import { type ServedIn, workspaceOperation } from "../operation.ts";
import { findPlaybook, publish, saveDraft } from "../rules/playbooks.ts";
import { json } from "../wire.ts";
import { draftReply, idReply } from "../workflow-reply-schemas.ts";

const tag = "Workflows";
const source = "docs/products/blink.md#workflows";
const evidence = documented("the vendor's editor plugin");
const data = "fixture: blink.workspaces[].packs[].workflows[].draft; POST playbooks/{id}/draft";

const body = {
  branched_from: z.number().nullish(),
  source: z.string().max(100).nullish(),
};

/** `malformed-yaml`. */
const malformed = { description: "As 400, for what is no workflow, if so chosen.", schema: errorReply };

const get = workspaceOperation({
  id: "playbooks.draft",
  method: "GET",
  path: "/playbooks/:id/draft",
  tag,
  summary: "Read a workflow's draft",
  evidence,
  source,
  data,
  assumptions: ["draft-shape"],
  right: "view",
  failure: "Can not find Playbook",
  replies: { 200: { description: "The draft; what runs when there is no other.", schema: draftReply } },
  handle: (served) => json(200, toDraftJson(named(served))),
});

const save = workspaceOperation({
  id: "playbooks.save-draft",
  method: "POST",
  path: "/playbooks/:id/draft",
  tag,
  summary: "Save a workflow's draft; malformed triggers are dropped in silence",
  evidence,
  source,
  data,
  assumptions: ["draft-shape", "malformed-yaml", "workflow-bounds"],
  right: "edit",
  failure: "Cannot save draft playbook",
  input: z.object({ playbook: z.string().describe("The workflow's YAML."), ...body }),
  replies: { 200: { description: "The workflow's id.", schema: idReply }, 500: malformed },
  handle: (served) => json(200, { id: saveDraft(served, named(served), served.input.playbook).id }),
});

const release = workspaceOperation({
  id: "playbooks.publish",
  method: "POST",
  path: "/playbooks/:id/public",
  tag,
  summary: "Publish a workflow",
  evidence,
  source,
  data,
  assumptions: ["malformed-yaml", "workflow-bounds"],
  right: "edit",
  failure: "Cannot publish playbook",
  input: z.object({ playbook: z.string().nullish().describe("The draft when absent."), ...body }),
  replies: { 200: { description: "The workflow's id.", schema: idReply }, 500: malformed },
  handle: (served) => json(200, { id: publish(served, named(served), served.input.playbook ?? undefined).id }),
});

function named(served: ServedIn<unknown>) {
  return findPlaybook(served, served.workspace, served.params.id ?? "");
}

/** What is done with the drafts of workflows. */
export const draftOperations: readonly Operation[] = [get, save, release].flat();
