import { z } from "zod";
import { documented, observed } from "../../../src/http/evidence.ts";
import type { Operation } from "../../../src/http/operation.ts";
import { choiceOf } from "../choice.ts";
import { playbookListing, toPlaybookJson } from "../json/playbook-json.ts";
import { listRows } from "../listing.ts";
import { type ServedIn, workspaceOperation } from "../operation.ts";
import { pageOf } from "../reply-schemas.ts";
import {
  CANNOT_CREATE,
  createPlaybook,
  deletePlaybook,
  duplicatePlaybook,
  findPlaybook,
  type PlaybookText,
  updatePlaybook,
} from "../rules/playbooks.ts";
import { json } from "../wire.ts";
import { idReply, playbookReply } from "../workflow-reply-schemas.ts";

const tag = "Workflows";
const source = "docs/products/blink.md#workflows";
const spec = observed("the specification of 2022");
const plugin = documented("the vendor's editor plugin");
const data = "fixture: blink.workspaces[].packs[].workflows; POST playbooks";

const words = z.string().max(1000).nullish();
const text = {
  name: z.string().max(1000).nullish(),
  playbook: z.string().nullish().describe("The workflow's YAML."),
  automation: z.string().nullish().describe("The same, as the newest command line calls it."),
  tags: z.array(z.string().max(100)).max(100).nullish(),
  active: z.boolean().nullish(),
  desc: words,
  pack_id: words,
};

const list = workspaceOperation({
  id: "playbooks.list",
  method: "GET",
  path: "/playbooks",
  tag,
  summary: "List workflows",
  evidence: plugin,
  source,
  data,
  assumptions: ["playbook-members", "default-order", "default-limit", "limit-above-maximum"],
  right: "view",
  failure: "Can not find Playbook",
  input: z.object({ q: z.string().optional().describe("A query as JSON.") }),
  replies: { 200: { description: "A page.", schema: pageOf(playbookReply) } },
  handle: (served) => listRows(served, playbookListing, served.state.playbooks.where("workspace", served.workspace.id)),
});

const get = workspaceOperation({
  id: "playbooks.get",
  method: "GET",
  path: "/playbooks/:id",
  tag,
  summary: "Read a workflow",
  evidence: plugin,
  source,
  data,
  assumptions: ["playbook-members"],
  right: "view",
  failure: "Can not find Playbook",
  replies: { 200: { description: "The workflow.", schema: playbookReply } },
  handle: (served) => json(200, toPlaybookJson(served, named(served))),
});

const create = workspaceOperation({
  id: "playbooks.create",
  method: "POST",
  path: "/playbooks",
  tag,
  summary: "Create a workflow",
  evidence: spec,
  source,
  data,
  assumptions: ["create-publishes", "playbook-members", "playbook-without-pack", "workflow-bounds"],
  right: "edit",
  failure: CANNOT_CREATE,
  input: z.object(text),
  replies: { 200: { description: "The new workflow.", schema: playbookReply } },
  handle(served) {
    const choice = choiceOf(served.sandbox, "create-publishes");
    const text = toText(served.input);
    const wanted =
      choice === "when active is true"
        ? { ...text, active: text.active ?? false, publish: text.active ?? false }
        : { ...text, publish: choice === "yes" };
    return json(200, toPlaybookJson(served, createPlaybook(served, served.workspace, wanted)));
  },
});

const createInEditor = workspaceOperation({
  id: "playbooks.create-ui",
  method: "POST",
  path: "/playbooks/ui",
  tag,
  summary: "Create a workflow as a draft, as the editor does",
  evidence: plugin,
  source,
  data,
  assumptions: ["playbook-without-pack", "workflow-bounds"],
  right: "edit",
  failure: CANNOT_CREATE,
  input: z.object({ name: text.name, playbook: text.playbook, pack_id: words }),
  replies: { 200: { description: "The new workflow's id.", schema: idReply } },
  handle(served) {
    const wanted = { ...toText(served.input), publish: false };
    return json(200, { id: createPlaybook(served, served.workspace, wanted).id });
  },
});

const update = workspaceOperation({
  id: "playbooks.update",
  method: "PUT",
  path: "/playbooks/:id",
  tag,
  summary: "Change a workflow",
  evidence: spec,
  source,
  data,
  assumptions: ["playbook-update", "playbook-members"],
  right: "edit",
  failure: "Can not update Playbook",
  input: z.object(text),
  replies: { 200: { description: "The changed workflow.", schema: playbookReply } },
  handle(served) {
    const playbook = updatePlaybook(served, served.workspace, named(served), toText(served.input));
    return json(200, toPlaybookJson(served, playbook));
  },
});

const rename = workspaceOperation({
  id: "playbooks.rename",
  method: "PUT",
  path: "/playbooks/:id/rename",
  tag,
  summary: "Rename a workflow, or change its description and tags",
  evidence: spec,
  source,
  data,
  assumptions: ["playbook-members"],
  right: "edit",
  failure: "Can not update Playbook",
  input: z.object({ name: text.name, desc: text.desc, tags: text.tags }),
  replies: { 200: { description: "The workflow.", schema: playbookReply } },
  handle(served) {
    const playbook = updatePlaybook(served, served.workspace, named(served), toText(served.input));
    return json(200, toPlaybookJson(served, playbook));
  },
});

const duplicate = workspaceOperation({
  id: "playbooks.duplicate",
  method: "PUT",
  path: "/playbooks/:id/duplicate",
  tag,
  summary: "Copy a workflow",
  evidence: spec,
  source,
  data,
  assumptions: ["playbook-members"],
  right: "edit",
  failure: CANNOT_CREATE,
  input: z.object({ name: text.name }),
  replies: { 200: { description: "The copy.", schema: playbookReply } },
  handle(served) {
    const copy = duplicatePlaybook(served, served.workspace, named(served), served.input.name ?? "");
    return json(200, toPlaybookJson(served, copy));
  },
});

const remove = workspaceOperation({
  id: "playbooks.delete",
  method: "DELETE",
  path: "/playbooks/:id",
  tag,
  summary: "Delete a workflow",
  evidence: spec,
  source,
  data,
  assumptions: ["playbook-delete"],
  right: "edit",
  failure: "Can not find Playbook",
  replies: { 200: { description: "The workflow's id.", schema: z.string() } },
  handle(served) {
    const playbook = named(served);
    deletePlaybook(served, playbook);
    return json(200, playbook.id);
  },
});

function named(served: ServedIn<unknown>) {
  return findPlaybook(served, served.workspace, served.params.id ?? "");
}

/** What a request's members say of a workflow; null is nothing. */
function toText(input: {
  readonly name?: string | null | undefined;
  readonly playbook?: string | null | undefined;
  readonly tags?: readonly string[] | null | undefined;
  readonly active?: boolean | null | undefined;
  readonly desc?: string | null | undefined;
  readonly automation?: string | null | undefined;
  readonly pack_id?: string | null | undefined;
}): PlaybookText {
  return {
    name: input.name ?? undefined,
    desc: input.desc ?? undefined,
    tags: input.tags ?? undefined,
    active: input.active ?? undefined,
    yaml: input.playbook ?? input.automation ?? undefined,
    pack_id: input.pack_id ?? undefined,
  };
}

/** What is done with workflows, but for their drafts and for running them. */
export const playbookOperations: readonly Operation[] = [
  ...[createInEditor, list, get, create, update, rename, duplicate, remove].flat(),
];
