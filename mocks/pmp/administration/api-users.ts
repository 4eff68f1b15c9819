import { z } from "zod";
import { EngineError } from "../../../src/engine/engine-error.ts";
import { keyValue } from "../fixture-schema.ts";
import { nameUser } from "../name-user.ts";
import { auditScreen } from "../rules/audit.ts";
import { renewKey } from "../rules/users.ts";
import { action } from "./action.ts";
import {
  admitAdministrator,
  by,
  checkGrant,
  checkName,
  checkRole,
  checkScope,
  fields,
  findApiUser,
  readHosts,
  readValidity,
  scope,
  userName,
} from "./form.ts";
import { checkPam360Fields, describeUser, pam360Fields } from "./pam360-fields.ts";

const source = "docs/products/pmp.md#api-user-form";
const right = "Manage API Users";

const create = action({
  id: "api-users.create",
  summary: "Add an API user, as Users >> Add User >> Add API User does",
  source,
  input: z.strictObject({
    by,
    name: z.string().trim().min(1).max(100).describe("The username; for XML-RPC the CN of the client certificate."),
    host: fields.host.optional(),
    hostCheck: pam360Fields.hostCheck.optional(),
    tokenDays: pam360Fields.tokenDays.optional(),
    fullName: fields.fullName.default(""),
    role: fields.role.default("Password User"),
    scope: scope.optional(),
    publicKey: fields.publicKey.default(""),
    certificate: fields.certificate.default(""),
    rest: fields.rest.default(false),
    validity: fields.validity.default("Never Expires"),
    department: fields.department.default(""),
    location: fields.location.default(""),
  }),
  run(desk, input) {
    const administrator = admitAdministrator(desk, input.by, right);
    const hosts = readHosts(desk, input.host ?? "");
    const binding = { HostNames: hosts, HostCheck: input.hostCheck ?? true };
    checkName(desk, { name: input.name, hosts });
    checkPam360Fields(desk, input, binding);
    checkRole(desk, input.role);
    checkScope(desk, input.role, input.scope);
    checkGrant(desk, administrator, { role: input.role });
    const user = desk.state.users.insert({
      UserName: input.name,
      Kind: "api",
      FirstName: "",
      LastName: "",
      FullName: input.fullName || input.name,
      Email: "",
      Role: input.role,
      SuperAdmin: input.scope === "All Passwords in the system",
      Department: input.department,
      Location: input.location,
      Locked: false,
      ExpiresOn: readValidity(desk, input.validity),
      Password: "",
      SecondFactor: "",
      ...binding,
      RestApi: input.rest,
      Key: undefined,
      KeyMadeAt: 0,
      TokenDays: input.tokenDays,
      PublicKey: input.publicKey,
      Certificate: input.certificate,
    });
    auditScreen(desk, input.by, "User Added", { about: user });
    return describeUser(desk, user);
  },
});

const edit = action({
  id: "api-users.edit",
  summary: "Change an API user; what is not given stays",
  source,
  input: z.strictObject({
    by,
    user: userName,
    name: z.string().trim().min(1).max(100).optional(),
    host: fields.host.optional(),
    hostCheck: pam360Fields.hostCheck.optional(),
    tokenDays: pam360Fields.tokenDays
      .nullable()
      .optional()
      .describe("PAM360: how many days; null: as long as the user."),
    fullName: fields.fullName.optional(),
    role: fields.role.optional(),
    publicKey: fields.publicKey.optional(),
    certificate: fields.certificate.optional(),
    rest: fields.rest.optional(),
    validity: fields.validity.optional(),
    department: fields.department.optional(),
    location: fields.location.optional(),
  }),
  run(desk, input) {
    const administrator = admitAdministrator(desk, input.by, right);
    const user = findApiUser(desk, input.user);
    const hosts = input.host === undefined ? user.HostNames : readHosts(desk, input.host);
    const binding = { HostNames: hosts, HostCheck: input.hostCheck ?? user.HostCheck };
    checkName(desk, { name: input.name ?? user.UserName, hosts }, user.UserID);
    checkPam360Fields(desk, input, binding);
    if (input.role !== undefined) checkRole(desk, input.role);
    const role = input.role ?? user.Role;
    if (role !== user.Role) checkGrant(desk, administrator, { role });
    if (user.SuperAdmin) checkScope(desk, role, "All Passwords in the system");
    const changed = desk.state.users.update(user.UserID, {
      UserName: input.name ?? user.UserName,
      ...binding,
      TokenDays: input.tokenDays === null ? undefined : (input.tokenDays ?? user.TokenDays),
      FullName: input.fullName ?? user.FullName,
      Role: role,
      PublicKey: input.publicKey ?? user.PublicKey,
      Certificate: input.certificate ?? user.Certificate,
      RestApi: input.rest ?? user.RestApi,
      ExpiresOn: input.validity === undefined ? user.ExpiresOn : readValidity(desk, input.validity),
      Department: input.department ?? user.Department,
      Location: input.location ?? user.Location,
    });
    auditScreen(desk, input.by, "User Modified", { about: changed });
    return describeUser(desk, changed);
  },
});

const generateKey = action({
  id: "api-users.generate-key",
  summary: "Generate an API user's key; it is shown here and never again, and the old one dies at once",
  source,
  input: z.strictObject({ by, user: userName, value: keyValue.optional().describe("The new key; drawn when absent.") }),
  run(desk, input) {
    admitAdministrator(desk, input.by, right);
    const user = findApiUser(desk, input.user);
    if (!user.RestApi) throw new EngineError(`Enable REST API for '${input.user}' first: without it there is no key.`);
    const holder = input.value === undefined ? undefined : desk.state.users.find("key", input.value);
    if (holder) throw new EngineError(`${nameUser(holder)} has that key: two users cannot have the same.`);
    auditScreen(desk, input.by, "Auth Token Generated", { about: user });
    return { ...describeUser(desk, user), key: renewKey(desk, user, input.value) };
  },
});

const switchRest = action({
  id: "api-users.rest",
  summary: "Switch REST on or off for an API user; its key stays",
  source,
  input: z.strictObject({ by, user: userName, on: z.boolean() }),
  run(desk, input) {
    admitAdministrator(desk, input.by, right);
    const user = findApiUser(desk, input.user);
    auditScreen(desk, input.by, "User Modified", { about: user });
    return describeUser(desk, desk.state.users.update(user.UserID, { RestApi: input.on }));
  },
});

const setValidity = action({
  id: "api-users.validity",
  summary: "Say when an API user expires",
  source,
  input: z.strictObject({ by, user: userName, validity: fields.validity }),
  run(desk, input) {
    admitAdministrator(desk, input.by, right);
    const user = findApiUser(desk, input.user);
    auditScreen(desk, input.by, "User Modified", { about: user });
    return describeUser(desk, desk.state.users.update(user.UserID, { ExpiresOn: readValidity(desk, input.validity) }));
  },
});

const setScope = action({
  id: "api-users.scope",
  summary: "Make an API user a super administrator, or take that back; nobody does so to themselves",
  source: "docs/products/pmp.md#roles",
  input: z.strictObject({ by, user: userName, scope }),
  run(desk, input) {
    const administrator = admitAdministrator(desk, input.by, right);
    const user = findApiUser(desk, input.user);
    if (administrator.UserID === user.UserID) {
      throw new EngineError("Nobody changes their own access scope: another administrator has to.");
    }
    checkGrant(desk, administrator, { scope: true });
    checkScope(desk, user.Role, input.scope);
    const all = input.scope === "All Passwords in the system";
    auditScreen(desk, input.by, "User Modified", { about: user });
    return describeUser(desk, desk.state.users.update(user.UserID, { SuperAdmin: all }));
  },
});

const show = action({
  id: "api-users.show",
  summary: "What the form says of an API user; its key is not among it",
  source,
  input: z.strictObject({ user: userName }),
  run: (desk, input) => describeUser(desk, findApiUser(desk, input.user)),
});

/** What is done on the form of API users. */
export const apiUserActions = [create, edit, generateKey, switchRest, setValidity, setScope, show];
