import { z } from "zod";
import { EngineError } from "../../../src/engine/engine-error.ts";
import { nameUser } from "../name-user.ts";
import { userNamed } from "../plant/users.ts";
import { isAdministratorType } from "../role-matrix.ts";
import { auditScreen } from "../rules/audit.ts";
import { ownedBy, removeUser } from "../rules/users.ts";
import { action } from "./action.ts";
import { admitAdministrator, by, userName } from "./form.ts";

const source = "docs/products/pmp.md#users-and-groups";

const lock = action({
  id: "users.lock",
  summary: "Lock a user out, or let it in again",
  source,
  input: z.strictObject({ by, user: userName, locked: z.boolean().default(true) }),
  run(desk, input) {
    const user = userNamed(desk.state, input.user);
    const administrator = admitAdministrator(desk, input.by, user.Kind === "api" ? "Manage API Users" : "Manage Users");
    if (administrator.UserID === user.UserID) throw new EngineError("Nobody locks themselves out.");
    desk.state.users.update(user.UserID, { Locked: input.locked });
    auditScreen(desk, input.by, input.locked ? "User Locked" : "User Unlocked", { about: user });
    return { id: user.UserID, name: nameUser(user), locked: input.locked };
  },
});

const remove = action({
  id: "users.delete",
  summary: "Delete a user who owns nothing",
  source,
  input: z.strictObject({ by, user: userName }),
  run(desk, input) {
    const user = userNamed(desk.state, input.user);
    const administrator = admitAdministrator(desk, input.by, user.Kind === "api" ? "Manage API Users" : "Manage Users");
    if (administrator.UserID === user.UserID) throw new EngineError("Nobody deletes themselves.");
    const owned = ownedBy(desk.state, user.UserID);
    if (owned > 0) {
      throw new EngineError(`'${input.user}' owns ${owned} resources, accounts or groups: hand them over first.`);
    }
    removeUser(desk.state, user, desk.sandbox.clock.now());
    auditScreen(desk, input.by, "User Deleted", { about: user });
    return { id: user.UserID, name: nameUser(user) };
  },
});

const transfer = action({
  id: "users.transfer",
  summary: "Hand everything that a user owns to another",
  source: "docs/products/pmp.md#ownership",
  input: z.strictObject({ by, user: userName, to: z.string().describe("The new owner's name.") }),
  run(desk, input) {
    const { state } = desk;
    admitAdministrator(desk, input.by, "Manage Users");
    const from = userNamed(state, input.user).UserID;
    const to = userNamed(state, input.to);
    if (!isAdministratorType(to.Role, state.roles.find("name", to.Role)?.Rights)) {
      throw new EngineError(`'${input.to}' is a ${to.Role}, who cannot own resources.`);
    }
    for (const { ResourceID } of state.resources.where("owner", from)) {
      state.resources.update(ResourceID, { OwnerID: to.UserID });
    }
    for (const { AccountID } of state.accounts.where("owner", from)) {
      state.accounts.update(AccountID, { OwnerID: to.UserID });
    }
    for (const { GroupID } of state.resourceGroups.where("owner", from)) {
      state.resourceGroups.update(GroupID, { OwnerID: to.UserID });
    }
    auditScreen(desk, input.by, "Ownership Transferred", { about: userNamed(state, input.user) });
    return { owns: ownedBy(state, to.UserID) };
  },
});

/** What is done to users on the screen. */
export const userActions = [lock, remove, transfer];
