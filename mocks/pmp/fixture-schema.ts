import { z } from "zod";
import { instantText } from "../../src/engine/fixture-schema.ts";
import { CRITERIA_COLUMNS, CRITERIA_CONDITIONS, CRITERIA_OPERATORS } from "./criteria.ts";
import { isZone } from "./dates.ts";
import { BUILT_IN_ROLES, RIGHTS } from "./role-matrix.ts";
import { SHARE_LEVELS } from "./share-level.ts";

const id = z.int().min(1).optional().describe("The next free one when absent.");
const when = instantText.optional();
const words = z.string().max(255).default("");
const base64 = z.base64("expected base64");

/** The key of an API user. */
export const keyValue = z
  .string()
  .regex(/^[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}$/, "expected an upper-case GUID in groups of 8-4-4-4-12");

/** A user's last day, as a fixture writes it. */
const lastDay = instantText.describe("The last day of validity, such as 'in 30 days'; never expires when absent.");

/** A resource, account or group with whom it is shared. */
export const share = z
  .strictObject({
    user: z.string().optional(),
    userGroup: z.string().optional(),
    level: z.enum(SHARE_LEVELS).default("view"),
  })
  .refine(
    ({ user, userGroup }) => (user === undefined) !== (userGroup === undefined),
    "expected a user or a userGroup",
  );

/** Who must be asked for a password. */
export const accessControl = z.strictObject({
  on: z.boolean().default(true).describe("False lets an account out of its resource's access control."),
  approvers: z.array(z.string()).default([]).describe("Designated users; whoever may approve at all when empty."),
  approvals: z.union([z.literal(1), z.literal(2)]).default(1),
});

const customValues = z.record(z.string(), z.string()).default({}).describe("Values of custom fields, by label.");

const person = z.strictObject({
  id,
  name: z.string().min(1).max(100),
  firstName: words,
  lastName: words,
  fullName: words,
  email: words,
  role: z.string().default("Password User"),
  superAdministrator: z.boolean().default(false),
  department: words,
  location: words,
  locked: z.boolean().default(false),
  expires: lastDay.optional(),
  password: z.string().default("").describe("For the native login; nobody gets in with an empty one."),
  secondFactor: z.string().default("").describe("Base32: the native login then wants a one-time code as well."),
});

const apiUser = person.omit({ firstName: true, lastName: true, password: true, secondFactor: true }).extend({
  host: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).describe("The one host that may call."),
  rest: z.boolean().default(true).describe("Whether REST is switched on."),
  key: keyValue.nullable().optional().describe("Drawn from the seed when absent; null: none was generated."),
  keyMade: when.describe("When the key was generated; now when absent."),
  tokenDays: z.int().min(1).optional().describe("PAM360: how many days the key lives."),
  hostCheck: z.boolean().default(true).describe("PAM360: whether the host is looked at."),
  publicKey: z.string().default(""),
  certificate: z.string().default(""),
});

const request = z.strictObject({
  by: z.string(),
  reason: z.string().default(""),
  requested: instantText.default("now"),
  start: when,
  end: when,
  approvedBy: z.array(z.string()).default([]),
  approved: when.describe("When the last approval came; now when all have come and it is absent."),
  checkedOut: when,
});

/** An account of a resource. */
export const account = z.strictObject({
  id,
  passwdId: z.int().min(1).optional().describe("The same as its id when absent."),
  name: z.string().min(1).max(255),
  password: z.string().optional().describe("Drawn by its policy when absent."),
  notes: words,
  owner: z.string().optional().describe("The resource's owner when absent."),
  policy: z.string().default("Strong"),
  accessControl: accessControl.optional().describe("Beats the resource's."),
  autoLogonOnly: z.boolean().default(false).describe("Whether it may be used, but not viewed."),
  favouriteOf: z.array(z.string()).default([]),
  totpSecret: z.string().default("").describe("Base32, for one-time codes."),
  file: z.strictObject({ name: z.string().min(1), text: z.string().optional(), base64: base64.optional() }).optional(),
  customFields: customValues,
  modified: when,
  accessed: when,
  created: when,
  shares: z.array(share).default([]),
  requests: z.array(request).default([]),
});

/** A resource with its accounts. */
export const resource = z.strictObject({
  id,
  name: z.string().min(1).max(255),
  type: z.string().default("Linux"),
  description: words,
  notes: words,
  dnsName: words,
  url: words,
  department: words,
  location: words,
  domain: words,
  owner: z.string().default("admin"),
  policy: z.string().default("Strong"),
  reasonRequired: z.boolean().default(false),
  ticketRequired: z.boolean().default(false),
  accessControl: accessControl.optional(),
  customFields: customValues,
  shares: z.array(share).default([]),
  accounts: z.array(account).default([]),
});

/** A group of resources, listed one by one or found by criteria. */
const resourceGroup = z.strictObject({
  id,
  name: z.string().min(1).max(255),
  description: words,
  owner: z.string().default("admin"),
  resources: z.array(z.string()).default([]),
  criteria: z
    .array(
      z.strictObject({
        column: z.enum(CRITERIA_COLUMNS),
        operator: z.enum(CRITERIA_OPERATORS).default("contains"),
        value: z.string().min(1),
        condition: z.enum(CRITERIA_CONDITIONS).default("AND"),
      }),
    )
    .min(1)
    .optional()
    .describe("Makes the group dynamic: what is in it, is found anew each time."),
  shares: z.array(share).default([]),
});

/** How a fixture's part is checked; see `docs/products/pmp.md`. */
export const partSchema = z.strictObject({
  flavour: z.enum(["pmp", "pam360"]).default("pmp"),
  build: z.string().regex(/^\d+$/).default("12400"),
  zone: z.string().refine(isZone, "expected a time zone such as UTC or Europe/Berlin").default("UTC"),
  auditRows: z.int().min(1).default(10_000).describe("How many rows the audit keeps."),
  requestHours: z.number().positive().default(24),
  checkOutHours: z.number().positive().default(2),
  ticketing: z.enum(["off", "on", "down"]).default("off"),
  tickets: z.array(z.string()).default([]),
  remoteResetWorks: z.boolean().default(true),
  organisations: z.array(z.string()).default([]).describe("Makes it an MSP edition; the vault is one for all of them."),
  texts: z.record(z.string(), z.string()).default({}).describe("Texts of fauxvault's own choice, by name."),
  resourceTypes: z
    .array(z.strictObject({ name: z.string(), holdsFiles: z.boolean().default(false) }))
    .default([])
    .describe("Beside the built-in ones."),
  policies: z
    .array(
      z.strictObject({
        id,
        name: z.string(),
        minLength: z.int().min(1).max(255),
        maxLength: z.int().min(1).max(255),
        mixedCase: z.boolean().default(true),
        numerals: z.boolean().default(true),
        specialCharacters: z.boolean().default(true),
        maxAgeDays: z.int().min(0).default(0),
      }),
    )
    .default([]),
  roles: z
    .array(z.strictObject({ id, name: z.string(), rights: z.array(z.enum(RIGHTS)) }))
    .default([])
    .describe(`Custom roles, beside ${BUILT_IN_ROLES.join(", ")}.`),
  customFields: z
    .array(
      z.strictObject({
        of: z.enum(["resource", "account"]),
        label: z.string(),
        type: z.enum(["Character", "Password", "File", "Date"]).default("Character"),
      }),
    )
    .default([]),
  users: z.array(person).default([]).describe("People; 'admin', an Administrator, is added unless it is here."),
  apiUsers: z.array(apiUser).default([]),
  userGroups: z.array(z.strictObject({ id, name: z.string(), members: z.array(z.string()).default([]) })).default([]),
  resources: z.array(resource).default([]),
  resourceGroups: z.array(resourceGroup).default([]),
  sshKeys: z
    .array(z.strictObject({ name: z.string(), text: z.string().default(""), users: z.array(z.string()).default([]) }))
    .default([]),
  certificates: z
    .array(
      z.strictObject({
        commonName: z.string(),
        serialNumber: z.string(),
        text: z.string().default(""),
        keyStoreBase64: base64.or(z.literal("")).default(""),
        passphrase: z.string().default(""),
        validUntil: when,
      }),
    )
    .default([]),
  generate: z
    .strictObject({
      resources: z.int().min(0).max(100_000),
      accountsEach: z.int().min(1).max(100).default(2),
      owner: z.string().default("admin"),
    })
    .optional()
    .describe("So many resources more."),
});

/** PMP's part of a fixture, once read. */
export type PmpPart = z.infer<typeof partSchema>;
