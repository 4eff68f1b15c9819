import { z } from "zod";
import { documented } from "../../../src/http/evidence.ts";
import type { Operation } from "../../../src/http/operation.ts";
import { listCatalogue } from "../json/catalogue-json.ts";
import { operation } from "../operation.ts";
import { json } from "../wire.ts";
import { actionEntryReply, triggerEntryReply } from "../workflow-reply-schemas.ts";

const tag = "Workflows";
const source = "docs/products/blink.md#catalogue";
const evidence = documented("the vendor's editor plugin");

const listActions = operation({
  id: "catalogue.actions",
  method: "GET",
  path: "/copilot_data/actions",
  tag,
  summary: "List the actions that workflows can use",
  evidence,
  source,
  data: "none: what steps of this fake can do; fixture: blink.connectionTypes",
  assumptions: ["catalogue"],
  failure: "Can not find Actions",
  replies: { 200: { description: "Every action.", schema: z.array(actionEntryReply) } },
  handle: ({ state }) => json(200, listCatalogue(state)),
});

const listTriggers = operation({
  id: "catalogue.triggers",
  method: "GET",
  path: "/copilot_data/triggers",
  tag,
  summary: "List the triggers that workflows can have",
  evidence,
  source,
  data: "none: no trigger is faked",
  assumptions: ["catalogue"],
  failure: "Can not find Triggers",
  replies: { 200: { description: "None.", schema: z.array(triggerEntryReply) } },
  handle: () => json(200, []),
});

/** What workflows can be made of. */
export const catalogueOperations: readonly Operation[] = [listActions, listTriggers];
