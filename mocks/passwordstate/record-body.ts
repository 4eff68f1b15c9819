import { z } from "zod";
import { looseBoolean, looseInteger, looseText, requiredInteger, requiredText } from "./loose.ts";

const field = looseText("A generic field; one of type Date Picker takes yyyy-mm-dd.").optional();
const clock = looseText("HH:MM").optional();
const number = looseInteger("").optional();
const flag = looseBoolean("").optional();

/** What POST and PUT of `passwords` have in common; see `docs/products/passwordstate.md#record-body`. */
const members = {
  Password: z.unknown().optional().meta({ type: "string", description: "The value itself; an object here is a 500." }),
  GeneratePassword: looseBoolean("Whether the list's generator policy draws the value.").optional(),
  UserName: looseText("", 255).optional(),
  Description: looseText("", 255).optional(),
  ADDomainNetBIOS: looseText("Comes back as Domain.", 50).optional(),
  HostName: looseText("", 200).optional(),
  GenericField1: field,
  GenericField2: field,
  GenericField3: field,
  GenericField4: field,
  GenericField5: field,
  GenericField6: field,
  GenericField7: field,
  GenericField8: field,
  GenericField9: field,
  GenericField10: field,
  GenerateGenFieldPassword: looseBoolean("Whether generic fields of type Password get new values.").optional(),
  AccountTypeID: looseInteger("0 is none.").optional(),
  AccountType: looseText("", 50).optional(),
  Notes: looseText("", 8000).optional(),
  URL: looseText("", 255).optional(),
  ExpiryDate: looseText("A date in the installation's format.").optional(),
  AllowExport: looseBoolean("Only where the list allows it.").optional(),
  WebUser_ID: looseText("", 200).optional(),
  WebPassword_ID: looseText("", 200).optional(),
  OTPUri: looseText("otpauth://…").optional(),
  PasswordResetEnabled: looseBoolean("Only where the list has resets enabled.").optional(),
  EnablePasswordResetSchedule: flag,
  PasswordResetSchedule: clock,
  AddDaysToExpiryDate: number,
  ScriptID: number,
  PrivilegedAccountID: number,
  HeartbeatEnabled: flag,
  HeartbeatSchedule: clock,
  ValidationScriptID: looseInteger("Required with HeartbeatEnabled.").optional(),
  ValidateWithPrivAccount: flag,
};

/** The body of POST `passwords`. */
export const newRecordBody = z.object({
  PasswordListID: requiredInteger("The list to put it in."),
  Title: requiredText("", 255),
  ...members,
});

/** The body of PUT `passwords`: what is not sent stays. */
export const changedRecordBody = z.object({
  PasswordID: requiredInteger("The record to change."),
  // Anything goes: a client that knows no list sends "None".
  PasswordListID: z.unknown().optional().meta({ type: "integer", format: "int32", description: "Moves nothing." }),
  Title: looseText("", 255).optional(),
  ...members,
});

/** What POST `passwords` is told. */
export type NewRecordBody = z.infer<typeof newRecordBody>;

/** What PUT `passwords` is told. */
export type ChangedRecordBody = z.infer<typeof changedRecordBody>;

/** The members that POST and PUT share. */
export type RecordMembers = Omit<ChangedRecordBody, "PasswordID" | "PasswordListID">;
