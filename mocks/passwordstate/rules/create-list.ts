import type { Visit } from "../access.ts";
import type { ListSettings, PasswordListRow } from "../state.ts";
import { addList } from "../tree.ts";
import { PasswordstateRefusal } from "../wire.ts";
import { auditWrite } from "./audit.ts";
import { checkGrants, type Grants, type Maybe } from "./check-grants.ts";
import { placeNode, placeSite } from "./place-node.ts";
import { reachTemplate } from "./reach-template.ts";
import { reachList } from "./read-record.ts";

/** What a new list is to be; see `docs/products/passwordstate.md#list-body`. */
export interface ListWish extends Grants {
  readonly PasswordList: string;
  readonly Description?: Maybe<string>;
  readonly NestUnderFolderID?: Maybe<number>;
  readonly CopySettingsFromPasswordListID?: Maybe<number>;
  readonly CopySettingsFromTemplateID?: Maybe<number>;
  readonly LinkToTemplate?: Maybe<boolean>;
  readonly ImageFileName?: Maybe<string>;
  readonly SiteID?: Maybe<number>;
  readonly Guide?: Maybe<string>;
}

const DEFAULTS: ListSettings = {
  AllowExport: false,
  PasswordStrengthPolicyID: 1,
  PasswordGeneratorID: 0,
  ProvideAccessReason: false,
  PasswordResetEnabled: false,
  OneTimePasswords: false,
  GenericFields: [],
};

/** Makes a list, with settings of its own, of another list or of a template. Where its permissions come from is checked and not kept. */
export function createList(visit: Visit, wish: ListWish): PasswordListRow {
  const { state } = visit;
  const place = placeNode(visit, wish.NestUnderFolderID);
  checkGrants(visit, place, wish);
  const list = addList(state, {
    ...copySettings(visit, wish),
    PasswordList: wish.PasswordList,
    Description: wish.Description ?? "",
    ImageFileName: wish.ImageFileName ?? "",
    Guide: wish.Guide ?? "",
    NestUnderFolderID: place.parent,
    PrivatePasswordList: wish.PrivatePasswordList ?? false,
    DisableInheritance: false,
    SiteID: placeSite(wish.SiteID),
  });
  auditWrite(visit, "Password List Added", { PasswordListID: list.PasswordListID });
  return list;
}

/** The settings that a new list starts with: a list's before a template's (`copy-sources`). */
function copySettings(visit: Visit, wish: ListWish): ListSettings {
  const { CopySettingsFromPasswordListID: listId, CopySettingsFromTemplateID: templateId } = wish;
  if (wish.LinkToTemplate && !templateId) {
    const why = "LinkToTemplate is true and CopySettingsFromTemplateID is absent";
    throw new PasswordstateRefusal(400, "Linking to a template takes CopySettingsFromTemplateID.", why);
  }
  const template = templateId ? reachTemplate(visit, templateId).Settings : DEFAULTS;
  if (!listId) return template;
  const source = reachList(visit, listId);
  return {
    AllowExport: source.AllowExport,
    PasswordStrengthPolicyID: source.PasswordStrengthPolicyID,
    PasswordGeneratorID: source.PasswordGeneratorID,
    ProvideAccessReason: source.ProvideAccessReason,
    PasswordResetEnabled: source.PasswordResetEnabled,
    OneTimePasswords: source.OneTimePasswords,
    GenericFields: source.GenericFields,
  };
}
