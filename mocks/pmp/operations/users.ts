import { z } from "zod";
import { documented, observed } from "../../../src/http/evidence.ts";
import { choiceOf } from "../choice.ts";
import { count, flag, text } from "../members.ts";
import { operation } from "../operation.ts";
import { createUser } from "../rules/create-user.ts";
import { isId, notThere } from "../rules/find.ts";
import { nameOfRole } from "../rules/name-by-id.ts";
import { deleteUser, demandManager, findUserByName, renewKey, setLocked } from "../rules/users.ts";

const tag = "Users";
const source = "docs/products/pmp.md#users-and-groups";
const data = "fixture: pmp.users, pmp.apiUsers; api-users.create";
const byName = z.object({ USERNAME: text("The user's name.") });

const create = operation({
  id: "users.create",
  method: "POST",
  path: "/user",
  tag,
  summary: "Create an ordinary or an API user",
  evidence: observed("2 clients, documented"),
  source: "docs/products/pmp.md#creating-users",
  assumptions: [
    ...(["unique-api-user", "host-names", "form-refusals", "rest-made-key", "unknown-names"] as const),
    ...(["granting-roles", "unseen-messages", "unseen-members"] as const),
  ],
  data,
  name: "CREATE USER",
  message: "User created successfully",
  details: z.object({
    USERNAME: text("Its name.", 100),
    FIRSTNAME: text("First name.").optional(),
    LASTNAME: text("Last name.").optional(),
    FULLNAME: text("What audit trails show.").optional(),
    EMAIL: text("Mail address.").optional(),
    ROLE: text("The role's display name.").optional(),
    ROLEID: count("PAM360: the id of a custom role instead.").optional(),
    ISSUPERADMIN: flag("Whether it sees everything.").optional(),
    ISAPIUSER: flag("Whether it stands for a program on a host.").optional(),
    HOSTNAME: text("The one host that may call; in PAM360 a list with commas.").optional(),
    PASSWORD: text("First login password.").optional(),
    POLICY: text("A policy's name.").optional(),
    DEPARTMENT: text("Free text.").optional(),
    LOCATION: text("Free text.").optional(),
    EXPIRYDATE: text("NeverExpires or yyyy-MM-dd, today or later.").optional(),
    USERGROUPNAME: text("PAM360: a group to join.").optional(),
    RESTAPIACCESS: flag("PAM360: whether REST is on.").optional(),
    SDKACCESS: flag("PAM360: accepted, and without effect.").optional(),
    TOKENVALIDITYDAYS: count("PAM360: how long the token lives.").optional(),
    HOSTCHECK: flag("PAM360: whether the host is looked at.").optional(),
  }),
  reply: z.object({ USERID: z.string(), AUTHTOKEN: z.string().optional() }).describe("PAM360 alone."),
  handle(served) {
    const ROLE = nameOfRole(served, served.details.ROLE, served.details.ROLEID) ?? "Password User";
    const user = createUser(served, { ...served.details, ROLE });
    if (served.state.settings.get(1)?.Flavour !== "pam360") return {};
    const key = user.Key === undefined ? {} : { AUTHTOKEN: user.Key };
    return { details: { USERID: String(user.UserID), ...key } };
  },
});

const remove = operation({
  id: "users.delete",
  method: "DELETE",
  path: "/user/:userId",
  tag,
  summary: "Delete a user",
  evidence: observed("2 clients"),
  source,
  assumptions: ["delete-user", "unseen-messages"],
  data,
  name: "DELETE USER",
  message: "User deleted successfully",
  handle(served) {
    const { userId } = served.params;
    const user = isId(userId) ? served.state.users.get(Number(userId)) : undefined;
    demandManager(served, user?.Kind ?? "person");
    if (!user) throw notThere(served, "no-user", `there is no user ${userId}`);
    deleteUser(served, user);
    return {};
  },
});

const getId = operation({
  id: "users.id",
  method: "GET",
  path: "/user/getUserId",
  tag,
  summary: "Look up the id of a user by its name",
  evidence: observed("3 clients"),
  source,
  assumptions: ["not-found", "unseen-messages"],
  data,
  name: "GET USER ID",
  message: "User ID fetched successfully",
  query: byName,
  reply: z.object({ USERID: z.string() }),
  handle(served) {
    return { details: { USERID: String(findUserByName(served, served.query.USERNAME).UserID) } };
  },
});

const getGroupId = operation({
  id: "users.group-id",
  method: "GET",
  path: "/user/getUserGroupId",
  tag,
  summary: "Look up the id of a user group by its name",
  evidence: observed("1 client, PAM360"),
  source,
  assumptions: ["pam360-only-calls", "unseen-messages", "unseen-members"],
  data: "fixture: pmp.userGroups",
  name: "GET USER GROUP ID",
  message: "User group ID fetched successfully",
  onlyPam360: true,
  query: z.object({ USERGROUPNAME: text("The group's name.") }),
  reply: z.object({ USERGROUPID: z.string() }),
  handle(served) {
    const name = served.query.USERGROUPNAME;
    const group = served.state.userGroups.find("name", name);
    if (!group) throw notThere(served, "no-group", `there is no user group '${name}'`);
    return { details: { USERGROUPID: String(group.UserGroupID) } };
  },
});

/** PUT `/user/lock` and PUT `/user/unlock`. */
function lockOperation(verb: "lock" | "unlock") {
  return operation({
    id: `users.${verb}`,
    method: "PUT",
    path: `/user/${verb}`,
    tag,
    summary: verb === "lock" ? "Lock a user out" : "Let a locked user in again",
    evidence: observed("1 client"),
    source,
    assumptions: ["locked-user", ...(verb === "lock" ? (["delete-user"] as const) : []), "unseen-messages"],
    data,
    name: `${verb.toUpperCase()} USER`,
    message: `User ${verb}ed successfully`,
    query: byName,
    handle(served) {
      const [user] = served.state.users.where("name", served.query.USERNAME);
      demandManager(served, user?.Kind ?? "person");
      setLocked(served, findUserByName(served, served.query.USERNAME), verb === "lock");
      return {};
    },
  });
}

const regenerate = operation({
  id: "users.regenerate-token",
  method: "PUT",
  path: "/user/regenerateAuthtoken",
  tag,
  summary: "Renew the token that the call is made with",
  evidence: documented("the vendor's API help, with a sample; PAM360"),
  source,
  assumptions: ["pam360-only-calls", "regenerate-reply", "old-key"],
  data,
  name: "REGENERATE AUTHTOKEN",
  message: "Authtoken regenerated successfully.",
  right: "Renew Own Token",
  onlyPam360: true,
  reply: z.object({ AUTHTOKEN: z.string() }),
  handle(served) {
    const key = renewKey(served, served.access.user);
    return { status: choiceOf(served.sandbox, "regenerate-reply"), details: { AUTHTOKEN: key } };
  },
});

export const userOperations = [
  create,
  remove,
  getId,
  getGroupId,
  lockOperation("lock"),
  lockOperation("unlock"),
  regenerate,
];
