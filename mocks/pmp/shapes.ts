import { z } from "zod";

/** A schema of an object whose members are texts, in this order. */
function texts<const Name extends string>(...names: readonly Name[]) {
  return z.object(Object.fromEntries(names.map((name) => [name, z.string()])) as Record<Name, z.ZodString>);
}

const customFields = {
  "CUSTOM FIELD": z
    .array(texts("CUSTOMFIELDLABEL", "CUSTOMFIELDVALUE", "CUSTOMFIELDTYPE", "CUSTOMFIELDCOLUMNNAME"))
    .optional()
    .describe("Only where custom fields exist."),
};
const oneTimeCodes = z.literal("true").optional().describe("Only where the account has one-time codes.");

/** A resource in a list; see `docs/products/pmp.md#resource-shape`. */
export const listedResource = texts(
  "RESOURCE DESCRIPTION",
  "RESOURCE TYPE",
  "RESOURCE ID",
  "RESOURCE NAME",
  "NOOFACCOUNTS",
).meta({ id: "ListedResource" });

const listedAccount = z
  .object({
    ...texts("ACCOUNT_DESCRIPTION", "ISFAVPASS", "ACCOUNT ID").shape,
    AUTOLOGONLIST: z.array(z.string()),
    ...texts(
      "ACCOUNT NAME",
      "PASSWORDREQUEST_REASON_MANDATORY",
      "PASSWORD STATUS",
      "ISREMOTEAPPONLY",
      "ACCOUNT PASSWORD POLICY",
      "IS_USER_WITH_COMMAND_CONTROL_ROLE",
      "AUTOLOGONSTATUS",
      "IS_TICKETID_REQD_ACW",
      "IS_COMMAND_CONTROL_CONFIGURED",
      "PASSWDID",
      "IS_TICKETID_REQD_MANDATORY",
      "IS_TICKETID_REQD",
      "ISREASONREQUIRED",
    ).shape,
    IS_TOTP_CONFIGURED: oneTimeCodes,
  })
  .meta({ id: "ListedAccount" });

/** A resource with its accounts; see `docs/products/pmp.md#resource-shape`. */
export const resourceWithAccountsShape = z
  .object({
    ...texts("LOCATION", "RESOURCE DESCRIPTION", "RESOURCE TYPE", "RESOURCE ID").shape,
    "ACCOUNT LIST": z.union([z.array(listedAccount), z.literal("")]).describe("Perhaps an empty text where none is."),
    ...texts(
      "DEPARTMENT",
      "PASSWORDREQUEST_REASON_MANDATORY",
      "RESOURCE OWNER",
      "RESOURCE PASSWORD POLICY",
      "IS_LOCAL_ACCOUNTS_AUTOLOGON_RESTRICTED",
      "RESOURCE URL",
      "IS_SSH_RESTRICTED",
      "NEWSSHTERMINAL",
      "DOMAIN NAME",
      "ALLOWOPENURLINBROWSER",
      "RESOURCE NAME",
      "DNS NAME",
      "ISRDPRESTRICTED",
    ).shape,
    ...customFields,
  })
  .meta({ id: "ResourceWithAccounts" });

/** An account by itself; see `docs/products/pmp.md#account-shape`. */
export const accountShape = z
  .object({
    ...texts(
      "DESCRIPTION",
      "PASSWDID",
      "LAST MODIFIED TIME",
      "EXPIRY STATUS",
      "COMPLIANT REASON",
      "PASSWORDREQUEST_REASON_MANDATORY",
      "PASSWORD STATUS",
      "PASSWORD POLICY",
      "COMPLIANT STATUS",
      "LAST ACCESSED TIME",
    ).shape,
    IS_TOTP_CONFIGURED: oneTimeCodes,
    TOTP_VALIDITY: z.string().optional().describe("Seconds; where IS_TOTP_CONFIGURED is."),
    ...customFields,
  })
  .meta({ id: "AccountDetails" });

/** The requests of one requester; see `docs/products/pmp.md#password-request-shape`. */
export const requesterShape = z
  .object({
    ...texts("REQUESTED BY", "REQUESTED BY FULLNAME", "REQUESTEDID").shape,
    PASSWORDREQUESTLIST: z.array(
      texts(
        "PASSWD ID",
        "RESOURCE NAME",
        "ACCOUNT NAME",
        "REASON",
        "STATUS",
        "REQUESTED TIME",
        "START_TIME",
        "END_TIME",
      ),
    ),
  })
  .meta({ id: "Requester" });

/** A row of the audit; see `docs/products/pmp.md#audit-shape`. */
export const auditShape = texts(
  "Resource Name",
  "Operation Type",
  "User Account",
  "User Name",
  "Audit ID",
  "Client Type",
  "TIME",
  "User Account ID",
  "Reason",
  "Operated by",
  "IP Address",
  "Resource ID",
  "Time Stamp",
  "User's Full Name",
  "Ticket ID",
).meta({ id: "AuditRow" });

/** A resource group; see `docs/products/pmp.md#resource-groups`. */
export const groupShape = texts(
  "resourceGroupId",
  "resourceGroupName",
  "resourceGroupDescription",
  "ownerId",
  "groupType",
).meta({ id: "ResourceGroup" });

/** A type of resources (`unseen-members`). */
export const typeShape = texts("RESOURCETYPEID", "RESOURCETYPENAME");

/** The address of a resource; see `docs/products/pmp.md#resources`. */
export const urlShape = texts("RESOURCE ID", "RESOURCE URL");

/** The groups that a resource is in (`unseen-members`). */
export const associatedGroupsShape = z.object({ "ASSOCIATED GROUPS": z.array(texts("GROUP ID", "GROUP NAME")) });

/** What a person who was let in gets; see `docs/products/pmp.md#native-login`. */
export const loginShape = z
  .object({
    AUTHKEY: z.string().describe("The token."),
    PERMISSIONS: z.object({
      USERDETAILS: z.object({
        ORGLIST: z.record(z.string(), z.object({ ORGID: z.int(), ...texts("ORGNAME", "ORGURLNAME").shape })),
        ...texts("USEREMAILID", "USERFULLNAME").shape,
      }),
    }),
  })
  .meta({ id: "Login" });

/** What the first of two steps gives. */
export const firstFactorShape = texts("FIRSTFACTORSECRETKEY");
