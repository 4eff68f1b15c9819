import { z } from "zod";
import { observed } from "../../../src/http/evidence.ts";
import { choiceOf, statusOf } from "../choice.ts";
import { refusal } from "../document.ts";
import { looseBoolean, presence, readFlags } from "../loose.ts";
import { operation } from "../operation.ts";
import { changedRecordBody, newRecordBody } from "../record-body.ts";
import { lookOf, recordText } from "../record-json.ts";
import { recordReply, resetReply } from "../reply-schemas.ts";
import { auditRead, auditWrite } from "../rules/audit.ts";
import { createRecord } from "../rules/create-record.ts";
import { deleteRecord } from "../rules/delete-record.ts";
import { queryAllLists, queryList } from "../rules/gather-records.ts";
import { readPathId, readRecord } from "../rules/read-record.ts";
import { updateRecord } from "../rules/update-record.ts";
import { showRecords } from "../show-records.ts";
import { pathOf } from "../tree.ts";
import { json, jsonText, NO_CONTENT, PasswordstateRefusal } from "../wire.ts";

const tag = "Passwords";
const data = "fixture: passwordstate.lists[].records; records.add; POST passwords";

const readParameters = z.object({
  QueryAll: presence("Says, by being there, that the id is a list's: all its records come back."),
  CheckIn: presence("Ends, by being there, a check-out of the record."),
  ExcludePassword: looseBoolean("Whether passwords are left blank.").optional(),
  ...readFlags,
});

/** One record by its id; with `QueryAll` the records of a list, with `CheckIn` none. */
export const getPassword = operation({
  id: "passwords.get",
  method: "GET",
  path: "/api/passwords/:id",
  tag,
  summary: "Retrieve one password, or with QueryAll every password of a list",
  evidence: observed("18 clients, recorded replies"),
  source: "docs/products/passwordstate.md#records",
  assumptions: [
    "foreign-record",
    "private-list",
    "non-numeric-id",
    "empty-list",
    "excluded-password",
    "check-in-reply",
  ],
  data,
  keys: ["System Wide", "Password List"],
  parameters: readParameters,
  replies: { 200: { description: "", schema: z.array(recordReply) }, 204: { description: "Checked in." } },
  handle(served) {
    const { input, params } = served;
    const id = readPathId(served, params.id);
    if (input.QueryAll) return showRecords(served, queryList(served, id), input.ExcludePassword);
    const { record, list } = readRecord(served, id);
    if (input.CheckIn && choiceOf(served.sandbox, "check-in-reply") === "204") {
      auditWrite(served, "Password Checked In", record);
      return NO_CONTENT;
    }
    auditRead(served, "Password Retrieved", record);
    return jsonText(200, `[${recordText(record, list, lookOf(served, input.ExcludePassword))}]`);
  },
});

/** Every record of every shared list. */
export const queryPasswords = operation({
  id: "passwords.query",
  method: "GET",
  path: "/api/passwords",
  tag,
  summary: "Retrieve every password of every shared list",
  evidence: observed("6 clients"),
  source: "docs/products/passwordstate.md#query-all",
  assumptions: [
    "missing-query-all",
    "empty-collection",
    "collection-with-list-key",
    "reason-across-lists",
    "record-tree-path",
    "excluded-password",
  ],
  data,
  keys: ["System Wide", "Password List"],
  parameters: readParameters.omit({ CheckIn: true }),
  replies: { 200: { description: "", schema: z.array(recordReply) } },
  handle(served) {
    const { input, state, sandbox } = served;
    if (!input.QueryAll) {
      const why = "there is neither an id nor QueryAll";
      throw new PasswordstateRefusal(statusOf(sandbox, "missing-query-all"), "No PasswordID was specified.", why);
    }
    const showsPath = choiceOf(sandbox, "record-tree-path") === "all-lists";
    const found = queryAllLists(served);
    const paths = new Map<number, string>();
    for (const { list } of showsPath ? found : []) {
      if (!paths.has(list.PasswordListID)) paths.set(list.PasswordListID, pathOf(state, list.NestUnderFolderID));
    }
    return showRecords(served, found, input.ExcludePassword, paths);
  },
});

/** A new record. */
export const addPassword = operation({
  id: "passwords.add",
  method: "POST",
  path: "/api/passwords",
  tag,
  summary: "Add a password to a list",
  evidence: observed("12 clients"),
  source: "docs/products/passwordstate.md#record-body",
  assumptions: [
    "query-string-writes",
    "missing-member",
    "over-long-value",
    "unknown-list",
    "generate-wins",
    "list-switches",
  ],
  data,
  keys: ["System Wide", "Password List"],
  callType: "add",
  parameters: newRecordBody,
  carriers: ["query", "body"],
  replies: {
    201: { description: "The new record, not in an array.", schema: recordReply },
    500: { description: "Password is an object.", schema: refusal },
  },
  handle(served) {
    const { record, list } = createRecord(served, served.input);
    return jsonText(201, recordText(record, list, lookOf(served, false)));
  },
});

/** Some members of a record. */
export const updatePassword = operation({
  id: "passwords.update",
  method: "PUT",
  path: "/api/passwords",
  tag,
  summary: "Change a password; what is not sent stays",
  evidence: observed("11 clients"),
  source: "docs/products/passwordstate.md#record-body",
  assumptions: [
    "query-string-writes",
    "over-long-value",
    "put-list-id",
    "null-on-update",
    "generate-wins",
    "reset-queue",
  ],
  data,
  keys: ["System Wide", "Password List"],
  callType: "update",
  parameters: changedRecordBody,
  carriers: ["query", "body"],
  replies: {
    200: { description: "An array of one.", schema: z.union([z.array(recordReply), z.array(resetReply)]) },
    500: { description: "Password is an object.", schema: refusal },
  },
  handle(served) {
    const { found, reset } = updateRecord(served, served.input);
    if (found) return jsonText(200, `[${recordText(found.record, found.list, lookOf(served, false))}]`);
    const { PasswordID, ...values } = reset;
    return json(200, [{ PasswordID, Status: QUEUED, ...values }]);
  },
});

const QUEUED = "Password Queued for Reset(s). Check auditing data, or UI for results.";

/** A record, into the recycle bin or for good. */
export const deletePassword = operation({
  id: "passwords.delete",
  method: "DELETE",
  path: "/api/passwords/:id",
  tag,
  summary: "Delete a password",
  evidence: observed("5 clients"),
  source: "docs/products/passwordstate.md#delete",
  assumptions: ["delete-default", "foreign-record", "private-list", "non-numeric-id"],
  data,
  keys: ["System Wide", "Password List"],
  callType: "delete",
  parameters: z.object({
    MoveToRecycleBin: looseBoolean("Whether it goes to the recycle bin and not for good.").optional(),
    PreventAuditing: readFlags.PreventAuditing,
  }),
  replies: { 204: { description: "Deleted." } },
  handle(served) {
    deleteRecord(served, readPathId(served, served.params.id), served.input.MoveToRecycleBin ?? undefined);
    return NO_CONTENT;
  },
});
