import { z } from "zod";
import { EngineError } from "../../../src/engine/engine-error.ts";
import { readInstant } from "../../../src/engine/instant.ts";
import { record as recordPart } from "../fixture-schema.ts";
import { plantRecord } from "../plant.ts";
import { toDay } from "../rules/dates.ts";
import { completeResets } from "../rules/update-record.ts";
import { changeRecord, type RecordValues, recycleRecord, removeRecord, settleHistory } from "../rules/write-record.ts";
import { action, type Desk } from "./action.ts";
import { findList, findRecord, listName } from "./find.ts";

const source = "docs/products/passwordstate.md#records";

const id = z.int().describe("The record's PasswordID.");
const by = z.string().default("").describe("Who did it, for the history.");

const addRecord = action({
  id: "records.add",
  summary: "Put a record into a list; whatever the API would refuse is taken as it is",
  source,
  input: recordPart.extend({ list: listName }),
  run({ sandbox, state }, { list: name, ...part }) {
    const list = findList(state, name);
    if (part.id !== undefined && state.passwords.has(part.id)) {
      throw new EngineError(`There is a record ${part.id} already; leave the id out to get a free one.`);
    }
    const { clock, chance } = sandbox;
    const row = plantRecord(state, list, part, { clock, chance, instant: (text) => readInstant(text, clock.now()) });
    settleHistory(state, row, clock.now());
    return { id: row.PasswordID };
  },
});

const setRecord = action({
  id: "records.set",
  summary: "Change a record as somebody else does on the screen, with a row of history; what is not given stays",
  source,
  input: z.strictObject({
    id,
    by,
    title: z.string().optional(),
    userName: z.string().optional(),
    password: z.string().optional(),
    description: z.string().optional(),
    domain: z.string().optional(),
    hostName: z.string().optional(),
    notes: z.string().optional(),
    url: z.string().optional(),
    accountTypeId: z.int().min(0).optional(),
    accountType: z.string().optional(),
    genericFields: z.array(z.string()).max(10).optional().describe("GenericField1 and on; all of them."),
    expires: z.string().optional().describe("A date such as 'in 30 days', or blank."),
    allowExport: z.boolean().optional(),
    otpUri: z.string().optional(),
    resetEnabled: z.boolean().optional(),
  }),
  run(desk, { id: record, by: userId, expires, ...given }) {
    const { state, sandbox } = desk;
    const values: { -readonly [Column in keyof RecordValues]: RecordValues[Column] | undefined } = {
      Title: given.title,
      UserName: given.userName,
      Password: given.password,
      Description: given.description,
      Domain: given.domain,
      HostName: given.hostName,
      Notes: given.notes,
      URL: given.url,
      AccountTypeID: given.accountTypeId,
      AccountType: given.accountType,
      GenericField: given.genericFields,
      ExpiryDate: expires && toDay(readInstant(expires, sandbox.clock.now())),
      AllowExport: given.allowExport,
      OTPUri: given.otpUri,
      PasswordResetEnabled: given.resetEnabled,
    };
    const told = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as RecordValues;
    changeRecord(state, findRecord(state, record), told, { at: sandbox.clock.now(), userId });
    return { id: record };
  },
});

const removeRecordAction = action({
  id: "records.remove",
  summary: "Delete a record as somebody else does on the screen",
  source: "docs/products/passwordstate.md#delete",
  input: z.strictObject({ id, recycle: z.boolean().default(false).describe("Whether to the recycle bin only.") }),
  run({ state, sandbox }, { id: wanted, recycle }) {
    const record = findRecord(state, wanted);
    if (recycle) recycleRecord(state, record, sandbox.clock.now());
    else removeRecord(state, record);
    return { id: wanted };
  },
});

const completeReset = action({
  id: "resets.complete",
  summary: "Let the resets that wait for a managed record come to their end",
  source: "docs/products/passwordstate.md#managed-records",
  input: z.strictObject({ id, by }),
  run({ state, sandbox }: Desk, { id: wanted, by: userId }) {
    const record = findRecord(state, wanted);
    if (completeResets(state, record, { at: sandbox.clock.now(), userId })) return { id: wanted };
    const waiting = [...state.resets.all()].map(({ PasswordID }) => PasswordID).join(", ") || "none";
    throw new EngineError(`No reset waits for record ${wanted}. Records with one: ${waiting}.`);
  },
});

/** What is done to records on the screen. */
export const recordActions = [addRecord, setRecord, removeRecordAction, completeReset];
