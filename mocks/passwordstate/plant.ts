import { EngineError } from "../../src/engine/engine-error.ts";
import { IdSequence } from "../../src/engine/id-sequence.ts";
import type { Seeding } from "../../src/engine/section.ts";
import type { PasswordstatePart } from "./fixture-schema.ts";
import { generateRecords } from "./generate-records.ts";
import { newRecord } from "./new-record.ts";
import { BUILT_IN_POLICY } from "./plant-ids.ts";
import { plantedFolder, plantFolders, reserveIds, toListSettings } from "./plant-tree.ts";
import { generatePassword } from "./rules/generate-password.ts";
import type { GeneratorPolicyRow, KeyKind, PasswordListRow, PasswordRow, PasswordstateState } from "./state.ts";
import { addList } from "./tree.ts";

type ListPart = PasswordstatePart["lists"][number];
type RecordPart = ListPart["records"][number];

/** What a list is planted with: the ids of the records of all lists are one sequence. */
interface ListPlan {
  readonly seeding: Seeding;
  readonly recordIds: IdSequence;
}

/** The kinds of the system keys, by their names in a fixture. */
export const SYSTEM_KEYS: Readonly<Record<keyof PasswordstatePart["keys"], KeyKind>> = {
  systemWide: "System Wide",
  passwordGenerator: "Password Generator",
  hosts: "Hosts",
  copyMove: "Copy/Move Password Record",
};

/** Turns Passwordstate's part of a fixture into rows. */
export function plant(state: PasswordstateState, part: PasswordstatePart, seeding: Seeding): void {
  state.settings.insert({
    SettingsID: 1,
    AllowedIPRanges: part.allowedIpRanges,
    DateFormat: part.dateFormat,
    Version: part.version,
    AuditKeep: part.auditRows,
    SetUpAt: seeding.clock.now(),
  });
  plantKeys(state, part, seeding);
  plantPolicies(state, part);
  const templateIds = new IdSequence(part.templates);
  for (const { id, name, ...settings } of part.templates) {
    state.templates.insert({ TemplateID: templateIds.take(id), Template: name, Settings: toListSettings(settings) });
  }
  reserveIds(state, part);
  plantFolders(state, part);
  const recordIds = new IdSequence(part.lists.flatMap(({ records }) => records));
  for (const list of part.lists) plantList(state, list, { seeding, recordIds });
}

function plantKeys(state: PasswordstateState, part: PasswordstatePart, seeding: Seeding): void {
  for (const [member, kind] of Object.entries(SYSTEM_KEYS)) {
    const key = part.keys[member as keyof PasswordstatePart["keys"]];
    if (!key) continue;
    state.keys.insert({
      Kind: kind,
      Value: key.value ?? seeding.chance.hex(32),
      PasswordListID: undefined,
      CallTypes: [],
      AllowedIPRanges: key.allowedIpRanges,
    });
  }
}

function plantPolicies(state: PasswordstateState, part: PasswordstatePart): void {
  const builtIn = {
    name: "Default Password Generator",
    minLength: 12,
    maxLength: 16,
    lowerCase: true,
    upperCase: true,
  };
  const first = { ...builtIn, id: BUILT_IN_POLICY, numeric: true, special: true, specialText: "!#$%&*+-=?@_" };
  const policies = [first, ...part.generatorPolicies];
  const ids = new IdSequence(policies);
  for (const policy of policies) {
    state.generatorPolicies.insert({
      PasswordGeneratorID: ids.take(policy.id),
      GeneratorName: policy.name,
      minLength: policy.minLength,
      maxLength: policy.maxLength,
      lowerCaseChars: policy.lowerCase,
      upperCaseChars: policy.upperCase,
      numericChars: policy.numeric,
      specialChars: policy.special,
      specialCharsText: policy.specialText,
    });
  }
}

function plantList(state: PasswordstateState, part: ListPart, { seeding, recordIds }: ListPlan): void {
  const list = addList(state, {
    ...(part.id === undefined ? {} : { PasswordListID: part.id }),
    ...toListSettings(part),
    PasswordList: part.name,
    Description: part.description,
    ImageFileName: "",
    Guide: part.guide,
    NestUnderFolderID: plantedFolder(state, part.folder),
    PrivatePasswordList: part.private,
    DisableInheritance: part.disablesInheritance,
    SiteID: 0,
  });
  if (part.key) {
    state.keys.insert({
      Kind: "Password List",
      Value: part.key.value ?? seeding.chance.hex(32),
      PasswordListID: list.PasswordListID,
      CallTypes: part.key.callTypes,
      AllowedIPRanges: part.key.allowedIpRanges,
    });
  }
  for (const record of part.records) plantRecord(state, list, { ...record, id: recordIds.take(record.id) }, seeding);
  const count = part.generate?.passwords ?? 0;
  if (count > 0) generateRecords(state, { list, count, policy: policyOf(state, list), ids: recordIds }, seeding);
}

/** Turns a record of a fixture into its row and those of its history. */
export function plantRecord(
  state: PasswordstateState,
  list: PasswordListRow,
  part: RecordPart,
  seeding: Omit<Seeding, "faker">,
): PasswordRow {
  const row = state.passwords.insert({
    ...newRecord(list.PasswordListID, part.title),
    ...(part.id === undefined ? {} : { PasswordID: part.id }),
    UserName: part.userName,
    Password: part.password ?? generatePassword(policyOf(state, list), seeding.chance),
    Description: part.description,
    Domain: part.domain,
    HostName: part.hostName,
    Notes: part.notes,
    URL: part.url,
    AccountTypeID: part.accountTypeId,
    AccountType: part.accountType,
    GenericField: part.genericFields,
    ExpiryDate: part.expires === undefined ? "" : toDay(seeding.instant(part.expires)),
    AllowExport: part.allowExport,
    OTPUri: part.otpUri,
    PasswordResetEnabled: part.resetEnabled,
    RecycledAt: part.recycled ? seeding.clock.now() : undefined,
  });
  for (const { password, changed, by } of part.history) {
    state.history.insert({
      PasswordID: row.PasswordID,
      DateChanged: seeding.instant(changed),
      UserID: by,
      FirstName: "",
      Surname: "",
      Record: { ...row, Password: password },
    });
  }
  return row;
}

/** The policy that a list's passwords are drawn by; the default one where it has none of its own. */
function policyOf(state: PasswordstateState, list: PasswordListRow): GeneratorPolicyRow {
  const policy = state.generatorPolicies.get(list.PasswordGeneratorID) ?? state.generatorPolicies.get(1);
  if (!policy) throw new EngineError("The vault has no generator policy to draw passwords with.");
  return policy;
}

function toDay(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
