import { z } from "zod";
import { observed } from "../../../src/http/evidence.ts";
import { choiceOf } from "../choice.ts";
import { looseBoolean, requiredInteger } from "../loose.ts";
import { operation } from "../operation.ts";
import { lookOf, recordText } from "../record-json.ts";
import { recordReply } from "../reply-schemas.ts";
import { copyRecord, moveToList } from "../rules/copy-record.ts";
import { jsonText } from "../wire.ts";

const tag = "Copy and Move";
const source = "docs/products/passwordstate.md#copy-and-move";
const data = "fixture: passwordstate.lists[].records, passwordstate.keys.copyMove";
const evidence = observed("1 client; the replies are assumed");

const journey = {
  PasswordID: requiredInteger("The record."),
  DestinationPasswordListID: requiredInteger("The list that it goes to."),
};

/** A record once more, in another list. */
export const copyPassword = operation({
  id: "passwords.copy",
  method: "POST",
  path: "/api/passwords/copy",
  tag,
  summary: "Copy a password to another list, linked with it if wanted",
  evidence,
  source,
  assumptions: ["copy-reply", "linked-copy", "unknown-list", "list-switches"],
  data,
  keys: ["Copy/Move Password Record"],
  callType: "add",
  parameters: z.object({ ...journey, Link: looseBoolean("Whether both change together from now on.").optional() }),
  carriers: ["query", "body"],
  replies: { 201: { description: "The new record.", schema: z.union([recordReply, z.array(recordReply)]) } },
  handle(served) {
    const { record, list } = copyRecord(served, served.input, served.input.Link === true);
    const text = recordText(record, list, lookOf(served, false));
    return jsonText(201, choiceOf(served.sandbox, "copy-reply") === "object" ? text : `[${text}]`);
  },
});

/** A record in another list. */
export const movePassword = operation({
  id: "passwords.move",
  method: "PUT",
  path: "/api/passwords/move",
  tag,
  summary: "Move a password to another list",
  evidence,
  source,
  assumptions: ["move-reply", "unknown-list", "list-switches"],
  data,
  keys: ["Copy/Move Password Record"],
  callType: "update",
  parameters: z.object(journey),
  carriers: ["query", "body"],
  replies: { 200: { description: "The moved record.", schema: z.union([z.array(recordReply), recordReply]) } },
  handle(served) {
    const { record, list } = moveToList(served, served.input);
    const text = recordText(record, list, lookOf(served, false));
    return jsonText(200, choiceOf(served.sandbox, "move-reply") === "array" ? `[${text}]` : text);
  },
});
