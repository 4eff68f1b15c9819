import type { PasswordstatePart } from "./fixture-schema.ts";
import type { ListSettings, PasswordstateState } from "./state.ts";
import { addFolder, reserveNode } from "./tree.ts";

/** What a fixture says of a list's or a template's settings. */
type SettingsPart = Omit<PasswordstatePart["templates"][number], "id" | "name">;

/** Sets the ids aside that a fixture names, so that folders and lists without one do not take them first. */
export function reserveIds(state: PasswordstateState, part: PasswordstatePart): void {
  for (const { id } of part.folders) if (id !== undefined) reserveNode(state, "folder", id);
  for (const { id } of part.lists) if (id !== undefined) reserveNode(state, "list", id);
}

/** Plants the folders of a fixture, the outer ones first, whatever their order there. */
export function plantFolders(state: PasswordstateState, part: PasswordstatePart): void {
  const outerFirst = part.folders.toSorted((a, b) => splitPath(a.path).length - splitPath(b.path).length);
  for (const { path, id, description, propagatesPermissions } of outerFirst) {
    const folder = plantedFolder(state, path, id);
    state.folders.update(folder, { Description: description, PropagatePermissions: propagatesPermissions });
  }
}

/** The id of the folder at a path, made with all above it when it is not there; 0 for the root. */
export function plantedFolder(state: PasswordstateState, path: string, id?: number): number {
  let parent = 0;
  const names = splitPath(path);
  for (const [at, name] of names.entries()) {
    const known = state.folders.where("parent", parent).find((folder) => folder.FolderName === name);
    const given = at === names.length - 1 && id !== undefined ? { FolderID: id } : {};
    const folder = known ?? addFolder(state, { ...given, ...blank, FolderName: name, NestUnderFolderID: parent });
    parent = folder.FolderID;
  }
  return parent;
}

/** A list's or a template's settings as the product keeps them. */
export function toListSettings(part: SettingsPart): ListSettings {
  return {
    AllowExport: part.allowExport,
    PasswordStrengthPolicyID: 1,
    PasswordGeneratorID: part.generatorPolicy,
    ProvideAccessReason: part.demandsReason,
    PasswordResetEnabled: part.resetEnabled,
    OneTimePasswords: part.oneTimePasswords,
    GenericFields: part.genericFields.map(({ name, type }, at) => ({ Number: at + 1, DisplayName: name, Type: type })),
  };
}

const blank = { Description: "", Guide: "", PropagatePermissions: false, SiteID: 0 };

/** The names of the folders that a path leads through. */
export function splitPath(path: string): string[] {
  return path.split("\\").filter(Boolean);
}
