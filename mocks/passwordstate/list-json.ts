import type { z } from "zod";
import type { Sandbox } from "../../src/engine/sandbox.ts";
import { choiceOf } from "./choice.ts";
import type { passwordListReply } from "./reply-schemas.ts";
import { nameSite } from "./rules/name-site.ts";
import type { PasswordListRow, PasswordstateState } from "./state.ts";
import { pathOf } from "./tree.ts";

type ListJson = z.infer<typeof passwordListReply>;

/** What version 9 shows for a list without a generator policy of its own; see `docs/products/passwordstate.md#list-shape`. */
const PERSONAL_GENERATOR = "Using user's personal Password Generator Options";

/** A list's `TreePath`: since version 9 with its own name as the last part (`list-tree-path`). */
export function listTreePath(sandbox: Sandbox, state: PasswordstateState, list: PasswordListRow): string {
  const withName = choiceOf(sandbox, "list-tree-path") === "with-name";
  return pathOf(state, withName ? list.PasswordListID : list.NestUnderFolderID);
}

/**
 * A list as version 9 writes it: every member, in its order; see `docs/products/passwordstate.md#list-shape`. What the fake does not
 * act on has the value of a list that nobody has changed (`list-settings`).
 */
export function toListJson(sandbox: Sandbox, state: PasswordstateState, list: PasswordListRow): ListJson {
  return {
    PasswordListID: list.PasswordListID,
    PasswordList: list.PasswordList,
    Description: list.Description,
    ImageFileName: list.ImageFileName,
    Guide: list.Guide,
    AllowExport: list.AllowExport,
    PrivatePasswordList: list.PrivatePasswordList,
    NoApprovers: "1",
    DisableNotifications: false,
    TimeBasedAccessRequired: false,
    PasswordStrengthPolicyID: list.PasswordStrengthPolicyID,
    PasswordGeneratorID: list.PasswordGeneratorID,
    CodePage: "Using Passwordstate Default Code Page",
    PreventPasswordReuse: 0,
    AuthenticationType: "None Required",
    AuthenticationPerSession: false,
    PreventExpiryDateModification: false,
    SetExpiryDate: 0,
    ResetExpiryDate: 0,
    PreventDragDrop: true,
    PreventBadPasswordUse: false,
    ProvideAccessReason: list.ProvideAccessReason,
    TreePath: listTreePath(sandbox, state, list),
    TotalPasswords: state.passwords.count("list", list.PasswordListID),
    GeneratorName: state.generatorPolicies.get(list.PasswordGeneratorID)?.GeneratorName ?? PERSONAL_GENERATOR,
    PolicyName: "Default Policy",
    PasswordResetEnabled: list.PasswordResetEnabled,
    ForcePasswordGenerator: false,
    HidePasswords: "False:False:False",
    ShowGuide: false,
    EnablePasswordResetSchedule: false,
    PasswordResetSchedule: "00:00:00:00",
    AddToExpiryDate: 90,
    AddToExpiryDateInterval: "Days",
    SiteID: list.SiteID,
    SiteLocation: nameSite(list.SiteID),
    OneTimePasswords: list.OneTimePasswords,
    DisableInheritance: list.DisableInheritance,
  };
}
