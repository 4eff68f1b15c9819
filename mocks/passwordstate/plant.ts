import { EngineError } from "../../src/engine/engine-error.ts";
import type { Seeding } from "../../src/engine/section.ts";
import type { PasswordstatePart } from "./fixture.ts";
import { newRecord } from "./new-record.ts";
import { generatePassword } from "./rules/generate-password.ts";
import type { KeyKind, PasswordListRow, PasswordstateState } from "./state.ts";

type ListPart = PasswordstatePart["lists"][number];
type RecordPart = ListPart["records"][number];

const SYSTEM_KEYS: Readonly<Record<keyof PasswordstatePart["keys"], KeyKind>> = {
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
  });
  plantKeys(state, part, seeding);
  plantPolicies(state, part);
  for (const folder of part.folders) {
    const id = folderAt(state, folder.path, folder.id);
    state.folders.update(id, { Description: folder.description, PropagatePermissions: folder.propagatesPermissions });
  }
  for (const list of part.lists) plantList(state, list, seeding);
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
  const first = { ...builtIn, id: undefined, numeric: true, special: true, specialText: "!#$%&*+-=?@_" };
  for (const policy of [first, ...part.generatorPolicies]) {
    if (policy.minLength > policy.maxLength) {
      throw new EngineError(`generatorPolicies: '${policy.name}' has a minLength above its maxLength.`);
    }
    state.generatorPolicies.insert({
      ...(policy.id === undefined ? {} : { PasswordGeneratorID: policy.id }),
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

/** The id of the folder at a path, made with all above it when it is not there; 0 for the root. */
function folderAt(state: PasswordstateState, path: string, id?: number): number {
  let parent = 0;
  const names = path.split("\\").filter(Boolean);
  for (const [at, name] of names.entries()) {
    const known = state.folders.where("parent", parent).find((folder) => folder.FolderName === name);
    const given = at === names.length - 1 && id !== undefined ? { FolderID: id } : {};
    const folder =
      known ?? state.folders.insert({ ...given, ...emptyFolder, FolderName: name, NestUnderFolderID: parent });
    parent = folder.FolderID;
  }
  return parent;
}

const emptyFolder = { Description: "", Guide: "", PropagatePermissions: false, SiteID: 0 };

function plantList(state: PasswordstateState, part: ListPart, seeding: Seeding): void {
  const list = state.passwordLists.insert({
    ...(part.id === undefined ? {} : { PasswordListID: part.id }),
    PasswordList: part.name,
    Description: part.description,
    ImageFileName: "",
    Guide: part.guide,
    NestUnderFolderID: folderAt(state, part.folder),
    AllowExport: part.allowExport,
    PrivatePasswordList: part.private,
    PasswordStrengthPolicyID: 1,
    PasswordGeneratorID: part.generatorPolicy,
    ProvideAccessReason: part.demandsReason,
    PasswordResetEnabled: part.resetEnabled,
    OneTimePasswords: part.oneTimePasswords,
    DisableInheritance: false,
    SiteID: 0,
    GenericFields: part.genericFields.map((field, at) => ({
      Number: at + 1,
      DisplayName: field.name,
      Type: field.type,
    })),
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
  for (const record of part.records) plantRecord(state, list, record, seeding);
  for (let made = 0; made < (part.generate?.passwords ?? 0); made += 1) generateRecord(state, list, seeding);
}

function plantRecord(state: PasswordstateState, list: PasswordListRow, part: RecordPart, seeding: Seeding): void {
  const row = state.passwords.insert({
    ...newRecord(list.PasswordListID, part.title),
    ...(part.id === undefined ? {} : { PasswordID: part.id }),
    UserName: part.userName,
    Password: part.password ?? drawPassword(state, list, seeding),
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
}

function generateRecord(state: PasswordstateState, list: PasswordListRow, seeding: Seeding): void {
  const faker = seeding.faker();
  const host = `${faker.word.noun()}-${faker.string.alphanumeric({ length: 4, casing: "lower" })}.test`;
  const userName = faker.internet.username().toLowerCase();
  state.passwords.insert({
    ...newRecord(list.PasswordListID, `${host} ${userName}`),
    HostName: host,
    UserName: userName,
    Description: faker.hacker.phrase().slice(0, 255),
    Password: drawPassword(state, list, seeding),
  });
}

function drawPassword(state: PasswordstateState, list: PasswordListRow, { chance }: Seeding): string {
  const policy = state.generatorPolicies.get(list.PasswordGeneratorID) ?? state.generatorPolicies.get(1);
  if (!policy) throw new EngineError("The vault has no generator policy to draw passwords with.");
  return generatePassword(policy, chance);
}

function toDay(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
