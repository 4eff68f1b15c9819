import { Secret, TOTP } from "otpauth";

/** The token of the vault below. */
export const KEY = "AAAAAAAA-AAAA-AAAA-AAAA-AAAAAAAAAAAA";
const secondFactor = "JBSWY3DPEHPK3PXP";
/** The instant that its clock stands at. */
export const now = "2026-03-01T09:00:00Z";

const requested = { by: "ann", reason: "month end", requested: "30 minutes ago" };
const approved = { approvedBy: ["robot"], approved: "20 minutes ago" };
/** A vault with a few of everything: the `pmp` member of a fixture. */
export const pmp = {
  customFields: [{ of: "account", label: "Plan", type: "File" }],
  users: [
    { id: 2, name: "ann", role: "Administrator", password: "ann-login-1" },
    { id: 3, name: "eve", password: "eve-login-1", secondFactor },
  ],
  apiUsers: [
    { id: 21, name: "robot", host: "localhost", role: "Administrator", superAdministrator: true, key: KEY },
    { id: 22, name: "spare", host: "localhost" },
  ],
  userGroups: [{ id: 5, name: "night shift", members: ["ann"] }],
  resources: [
    {
      ...{ id: 1, name: "web", owner: "robot", url: "https://web.test" },
      accounts: [{ id: 1, name: "root", password: "quartz/81-Tern", totpSecret: secondFactor }],
    },
    {
      ...{ id: 2, name: "licences", type: "License Store", owner: "robot" },
      accounts: [{ id: 2, name: "cad", file: { name: "cad.lic", text: "0123" } }],
    },
    {
      ...{ id: 3, name: "gate", owner: "robot", accessControl: { approvers: ["robot", "ann"] } },
      accounts: [
        { id: 3, name: "asked" },
        {
          id: 4,
          name: "approved",
          requests: [{ ...requested, by: "robot", approvedBy: ["ann"], approved: approved.approved }],
        },
        {
          ...{ id: 5, name: "held" },
          requests: [
            {
              ...requested,
              by: "robot",
              approvedBy: ["ann"],
              approved: approved.approved,
              checkedOut: "10 minutes ago",
            },
          ],
        },
        { id: 6, name: "waiting", requests: [requested] },
        { id: 7, name: "theirs", requests: [{ ...requested, ...approved, checkedOut: "10 minutes ago" }] },
      ],
    },
  ],
  resourceGroups: [{ id: 9, name: "all of it", owner: "robot", resources: ["web"] }],
  sshKeys: [{ name: "deploy", text: "ssh-ed25519 AAAA deploy", users: ["deploy@web"] }],
  certificates: [
    { commonName: "web.test", serialNumber: "1", text: "a text", passphrase: "Sorrel-9", keyStoreBase64: "MIIA" },
  ],
};

type Form = Readonly<Record<string, string>>;

/** A call that is granted. */
export interface Asked {
  /** Below the REST API's root, unless it is a whole path. */
  readonly path: string;
  /** The members of `INPUT_DATA`. */
  readonly details?: unknown;
  /** Of a login: the form, and one that is refused. Any other call is refused by a strange token. */
  readonly form?: Form | ((ask: Ask) => Promise<Form>);
  readonly refusedForm?: Form;
  /** For a call that nobody is refused. */
  readonly forAll?: boolean;
}

/** Sends a call, with the token or with a strange one. */
export type Ask = (method: string, asked: Asked, granted: boolean) => Promise<Response>;

const account = { PASSWDID: "1" };
const certificate = { common_name: "web.test", serial_number: "1" };
const login = { USERNAME: "ann", PASSWORD: "ann-login-1" };
const wrongLogin = { USERNAME: "ann", PASSWORD: "wrong" };
const native = (operation: string, details?: unknown, more = ""): Asked => ({
  path: `/api/json/request?OPERATION_NAME=${operation}${more}`,
  details,
});
const pki = (call: string, details?: object): Asked => ({ path: `/api/pki/restapi/${call}`, details });
const offline = { AUDITTYPE: "USERAUDIT", OPERATIONTYPE: "User Logged out", OPERATEDTIME: 0 };

/** The form of a second step, behind a first one. */
async function takeFirstStep(ask: Ask): Promise<Form> {
  const form = { USERNAME: "eve", PASSWORD: "eve-login-1" };
  const answer = await ask("POST", { path: "/api/json/firstauth", form }, true);
  const { operation } = (await answer.json()) as { operation: { Details: { FIRSTFACTORSECRETKEY: string } } };
  const code = new TOTP({ secret: Secret.fromBase32(secondFactor) }).generate({ timestamp: Date.parse(now) });
  return { USERNAME: "eve", SECONDPASSWORD: code, ...operation.Details };
}

/** A call of each `OPERATION_NAME` that it grants. */
export const nativeCalls: readonly Asked[] = [
  { ...native("GET_AUTHENTICATION_MODE"), forAll: true },
  { ...native("GET_SECONDAUTHENTICATION_STATUS", undefined, "&USERNAME=eve"), forAll: true },
  native("GET_RESOURCES"),
  native("GET_RESOURCEACCOUNTLIST", { RESOURCEID: "3" }),
  native("GET_ACCOUNTATTRIBUTES", { RESOURCEID: "1", ACCOUNTID: "1" }),
  native("GET_PASSWORD", account),
  native("LOGOUT_USER"),
  native("SET_FAVOURITEPASSWORD", { ACCOUNTID: "1" }),
  native("REMOVE_FAVOURITEPASSWORD", { ACCOUNTID: "1" }),
  native("GET_RESOURCETYPES"),
  native("GET_SEARCHCOLUMNS"),
  native("GET_RESOURCEGROUPS"),
  native("GET_GROUPRESOURCES", { GROUPID: "9" }),
  native("DOWNLOAD_CERTIFICATE", { PASSWDID: "2" }),
  native("REQUEST_PASSWORD", { PASSWDID: "3", REASON: "why" }),
  native("REQUEST_CHECKOUT", { PASSWDID: "4", REASON: "N/A" }),
  native("REQUEST_CHECKIN", { PASSWDID: "5", REASON: "N/A" }),
  native("ADMIN_REQUEST_APPROVE", { PASSWDID: "6", REQUESTEDID: "2" }),
  native("ADMIN_REQUEST_REJECT", { PASSWDID: "6", REQUESTEDID: "2" }),
  native("ADMIN_REQUEST_CHECKIN", { PASSWDID: "7", REQUESTEDID: "2" }),
  native("GET_PASSWORDREQUEST"),
  native("ADD_OFFLINEAUDIT", [offline]),
];

/** A call of each built operation that it grants; a new operation wants a row here. */
export const calls: Readonly<Record<string, readonly Asked[]>> = {
  "resources.list": [{ path: "/resources" }, { path: "/resources", details: { SEARCHVALUE: "nothing like that" } }],
  "resources.create": [
    { path: "/resources", details: { RESOURCENAME: "new", RESOURCETYPE: "Linux", ACCOUNTNAME: "root", PASSWORD: "x" } },
  ],
  "resources.id": [{ path: "/resources/resourcename/web" }],
  "resources.types": [{ path: "/resources/resourcetypes" }],
  "resources.urls": [{ path: "/resources/websiteurls" }],
  "resources.edit": [{ path: "/resources/1", details: { RESOURCENAME: "renamed" } }],
  "resources.delete": [{ path: "/resources/1" }],
  "accounts.list": [{ path: "/resources/3/accounts" }],
  "accounts.add": [
    { path: "/resources/1/accounts", details: { ACCOUNTLIST: [{ ACCOUNTNAME: "svc" }, { ACCOUNTNAME: "root" }] } },
  ],
  "accounts.get": [{ path: "/resources/1/accounts/1" }],
  "accounts.edit": [{ path: "/resources/1/accounts/1", details: { NOTES: "noted" } }],
  "accounts.delete": [{ path: "/resources/1/accounts/1" }],
  "accounts.ids": [{ path: "/resources/getResourceIdAccountId?RESOURCENAME=web&ACCOUNTNAME=root" }],
  "accounts.ids-by-path": [{ path: "/resources/resourcename/web/accounts/accountname/root" }],
  "accounts.totp": [{ path: "/accounts/1/totp" }],
  "resources.account-details": [
    { path: "/resources/getResourceAccountDetails?RESOURCEID=1&ACCOUNTID=1" },
    { path: "/resources/getResourceAccountDetails?RESOURCEID=3&ACCOUNTID=3" },
  ],
  "accounts.file": [{ path: "/resources/2/accounts/2/downloadfile" }],
  "accounts.validate-ticket": [{ path: "/accounts/1/validateHelpDeskID", details: { REASON: "x" } }],
  "resources.groups": [{ path: "/resources/1/associatedGroups" }],
  "passwords.get": [{ path: "/resources/1/accounts/1/password" }, { path: "/resources/3/accounts/3/password" }],
  "passwords.change": [{ path: "/resources/1/accounts/1/password", details: { NEWPASSWORD: "x", RESETTYPE: "LOCAL" } }],
  "passwords.generate": [{ path: "/passwords/generate", details: { POLICY: "Strong" } }],
  "passwords.validate": [{ path: "/passwords/validate", details: { PASSWORD: "x" } }],
  "access.request": [{ path: "/accounts/3/requestpassword", details: { REASON: "why" } }],
  "access.requests": [{ path: "/accounts/passwordaccessrequests" }],
  "resources.share": [{ path: "/resources/1/share", details: { ACCESSTYPE: "view", USERID: "2" } }],
  "accounts.share": [{ path: "/resources/1/accounts/1/share", details: { ACCESSTYPE: "modify", USERGROUPID: 5 } }],
  "resource-groups.share": [
    { path: "/resourcegroup/share", details: { resourceGroupIds: [9], userIds: ["2"], accessType: "view" } },
  ],
  "users.create": [
    { path: "/user", details: { USERNAME: "new", FIRSTNAME: "N", LASTNAME: "Ew", EMAIL: "new@example.test" } },
    {
      path: "/user",
      details: {
        USERNAME: "bot",
        FIRSTNAME: "B",
        LASTNAME: "Ot",
        EMAIL: "b@example.test",
        ISAPIUSER: true,
        HOSTNAME: "x",
      },
    },
  ],
  "users.delete": [{ path: "/user/22" }],
  "users.id": [{ path: "/user/getUserId?USERNAME=ann" }],
  "users.group-id": [{ path: "/user/getUserGroupId?USERGROUPNAME=night%20shift" }],
  "users.lock": [{ path: "/user/lock?USERNAME=ann" }],
  "users.unlock": [{ path: "/user/unlock?USERNAME=ann" }],
  "users.regenerate-token": [{ path: "/user/regenerateAuthtoken" }],
  "resource-groups.list": [{ path: "/resourcegroup" }],
  "resource-groups.create": [{ path: "/resourcegroup", details: { resourceGroupName: "new" } }],
  "resource-groups.associate": [{ path: "/resourcegroup/9/associateResources", details: { RESOURCEIDS: ["2"] } }],
  "resource-groups.dissociate": [{ path: "/resourcegroup/9/dissociateResources", details: { RESOURCEIDS: [1] } }],
  "resource-groups.edit": [{ path: "/resourcegroup/9", details: { resourceGroupName: "renamed" } }],
  "resource-groups.delete": [{ path: "/resourcegroup/9" }],
  "resources.remote-reset": [
    {
      path: "/resources/configureremotepasswordreset",
      details: { RESOURCETYPE: "Linux", ACCOUNTNAME: "root", RESOURCEIDS: [1] },
    },
  ],
  "audit.list": [{ path: "/audit?AUDITTYPE=Resource" }],
  "native.request": nativeCalls,
  "native.request-get": nativeCalls,
  "native.auth": [{ path: "/api/json/auth", form: login, refusedForm: wrongLogin }],
  "native.first-factor": [
    { path: "/api/json/firstauth", form: login, refusedForm: wrongLogin },
    { path: "/api/json/firstauth", form: { USERNAME: "eve", PASSWORD: "eve-login-1" }, refusedForm: wrongLogin },
  ],
  "native.second-factor": [{ path: "/api/json/secondauth", form: takeFirstStep, refusedForm: wrongLogin }],
  "pki.ssh-keys": [pki("getAllSSHKeys")],
  "pki.ssh-key": [pki("getSSHKey", { keyName: "deploy" })],
  "pki.export-ssh-key": [pki("exportSSHKey", { keyName: "deploy" })],
  "pki.users": [pki("getAllAssociatedUsers")],
  "pki.certificates": [pki("getAllSSLCertificates")],
  "pki.certificate": [pki("getCertificate", certificate)],
  "pki.key-store": [pki("getCertificateKeyStore", certificate)],
  "pki.passphrase": [pki("getCertificatePassphrase", certificate)],
  "pki.details": [pki("getCertificateDetails", { common_name: "web.test" })],
};
