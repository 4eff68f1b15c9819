import { observed } from "../../../src/http/operation.ts";
import { operation } from "../operation.ts";
import { toRecordJson } from "../record-json.ts";
import { auditRecord, phraseNotFound, readRecord } from "../rules/read-record.ts";
import { json, PasswordstateRefusal } from "../wire.ts";

/** One record by its id. */
export const getPassword = operation({
  id: "passwords.get",
  method: "GET",
  path: "/api/passwords/:id",
  tag: "Passwords",
  summary: "Retrieve one password",
  evidence: observed("18 clients, recorded replies"),
  source: "docs/products/passwordstate.md#records",
  data: "fixture: passwordstate.lists[].records",
  keys: ["System Wide", "Password List"],
  handle({ state, access, params, sandbox, caller }) {
    const id = Number(params["id"]);
    if (!Number.isSafeInteger(id))
      throw new PasswordstateRefusal(404, phraseNotFound(params["id"] ?? ""), "the id is not a number");
    const { record, list } = readRecord(state, access, id);
    auditRecord(sandbox, state, access, { activity: "Password Retrieved", address: caller.address, record });
    return json(200, [toRecordJson(record, { list })]);
  },
});
