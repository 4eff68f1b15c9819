import { z } from "zod";
import { instantText } from "../../src/engine/fixture-schema.ts";
import { isIpRange } from "./rules/ip-ranges.ts";
import { CALL_TYPES } from "./state.ts";

/** An id that a fixture gives; the product keeps them as 32-bit integers. */
const id = z.int().min(1).max(0x7fffffff).optional();

/** A key's allowed IP ranges. */
export const ranges = z
  .array(z.string().refine(isIpRange, "expected an address, a range such as 10.0.0.1-10.0.0.9, or 192.168.1.*"))
  .default([])
  .describe("Where it may be used from: 10.1.2.3, 192.168.1.*, 10.0.0.1-10.0.0.9; everywhere when empty.");

/** A key that somebody gives. */
export const keyValue = z
  .string()
  .regex(/^[0-9a-f]{32}$/, "expected 32 lower-case hexadecimal digits")
  .optional()
  .describe("The key itself; drawn from the seed when absent.");

const systemKey = z.strictObject({ value: keyValue, allowedIpRanges: ranges });

/** A record of a list. */
export const record = z.strictObject({
  id: id.describe("Its PasswordID; the next free one when absent."),
  title: z.string().max(255),
  userName: z.string().max(255).default(""),
  password: z.string().optional().describe("Drawn from the seed when absent."),
  description: z.string().max(255).default(""),
  domain: z.string().max(50).default(""),
  hostName: z.string().max(200).default(""),
  notes: z.string().max(8000).default(""),
  url: z.string().max(255).default(""),
  accountTypeId: z.int().min(0).default(0),
  accountType: z.string().max(50).default(""),
  genericFields: z.array(z.string()).max(10).default([]).describe("GenericField1 and on."),
  expires: instantText.optional().describe("A date such as 'in 30 days'."),
  allowExport: z.boolean().default(false),
  otpUri: z.string().default("").describe("A time-based otpauth://totp/… address, for one-time passwords."),
  resetEnabled: z.boolean().default(false).describe("Managed: a new password is queued for a reset."),
  recycled: z.boolean().default(false).describe("Whether it lies in the recycle bin."),
  history: z
    .array(z.strictObject({ password: z.string(), changed: instantText, by: z.string().default("") }))
    .default([])
    .describe("Older passwords, oldest first."),
});

/** A generic field of a list. */
export const genericField = z.strictObject({
  name: z.string().max(100),
  type: z.enum(["Text", "Password", "Date Picker", "Select List"]).default("Text"),
});

/** What templates and lists have in common. */
const listSettings = {
  allowExport: z.boolean().default(false),
  demandsReason: z.boolean().default(false).describe("Whether calls for its records must carry a Reason header."),
  resetEnabled: z.boolean().default(false),
  oneTimePasswords: z.boolean().default(false),
  generatorPolicy: z.int().min(0).default(1),
  genericFields: z.array(genericField).max(10).default([]),
};

const template = z.strictObject({ id, name: z.string(), ...listSettings });

const list = z.strictObject({
  id: id.describe("Its PasswordListID, from the sequence that folders share."),
  name: z.string().max(200),
  folder: z
    .string()
    .default("\\")
    .describe("The path of the folder it lies in, such as \\Infra\\Databases; made when absent."),
  description: z.string().max(255).default(""),
  guide: z.string().default(""),
  private: z.boolean().default(false),
  disablesInheritance: z.boolean().default(false).describe("Whether a propagating folder above stops at it."),
  ...listSettings,
  key: z
    .strictObject({
      value: keyValue,
      allowedIpRanges: ranges,
      callTypes: z.array(z.enum(CALL_TYPES)).default([...CALL_TYPES]),
    })
    .optional()
    .describe("The list's own API key; none when absent."),
  records: z.array(record).default([]),
  generate: z
    .strictObject({ passwords: z.int().min(0).max(1_000_000) })
    .optional()
    .describe("So many believable records more."),
});

const folder = z.strictObject({
  id: id.describe("Its FolderID, from the sequence that lists share."),
  path: z.string().regex(/^\\[^\\]/, "expected a path such as \\Infra\\Databases"),
  description: z.string().max(255).default(""),
  propagatesPermissions: z.boolean().default(false),
});

const generatorPolicy = z.strictObject({
  id,
  name: z.string(),
  minLength: z.int().min(1).max(512).default(12),
  maxLength: z.int().min(1).max(512).default(16),
  lowerCase: z.boolean().default(true),
  upperCase: z.boolean().default(true),
  numeric: z.boolean().default(true),
  special: z.boolean().default(true),
  specialText: z.string().default("!#$%&*+-=?@_"),
});

/** Passwordstate's part of a fixture. */
export const partSchema = z.strictObject({
  version: z.string().default("9.8 (Build 9866)"),
  dateFormat: z
    .enum(["d/MM/yyyy", "dd/MM/yyyy", "M/d/yyyy", "d.M.yyyy", "yyyy-MM-dd"])
    .default("d/MM/yyyy")
    .describe("The short date of the Default Locale."),
  allowedIpRanges: ranges,
  auditRows: z.int().min(1).max(10_000_000).default(10_000).describe("How many audit rows are kept."),
  keys: z
    .strictObject({
      systemWide: systemKey.optional(),
      passwordGenerator: systemKey.optional(),
      hosts: systemKey.optional(),
      copyMove: systemKey.optional(),
    })
    .default({}),
  generatorPolicies: z.array(generatorPolicy).default([]),
  templates: z.array(template).default([]).describe("What new lists may copy their settings from."),
  folders: z.array(folder).default([]),
  lists: z.array(list).default([]),
});

/** Passwordstate's part of a fixture, once read. */
export type PasswordstatePart = z.infer<typeof partSchema>;
