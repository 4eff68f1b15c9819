import { EngineError } from "../../src/engine/engine-error.ts";
import type { NewRow } from "../../src/engine/table.ts";
import type { FolderRow, PasswordListRow, PasswordstateState, TreeNodeRow } from "./state.ts";

/** Adds a folder to the tree; without an id it gets the next one that neither folders nor lists have. */
export function addFolder(state: PasswordstateState, row: NewRow<FolderRow, "FolderID">): FolderRow {
  return state.folders.insert({ ...row, FolderID: takeNode(state, "folder", row.FolderID) });
}

/** Adds a list to the tree; without an id it gets the next one that neither folders nor lists have. */
export function addList(state: PasswordstateState, row: NewRow<PasswordListRow, "PasswordListID">): PasswordListRow {
  return state.passwordLists.insert({ ...row, PasswordListID: takeNode(state, "list", row.PasswordListID) });
}

/** Keeps an id for a folder or a list that is added later, so that no other takes it meanwhile. */
export function reserveNode(state: PasswordstateState, kind: TreeNodeRow["Kind"], id: number): void {
  takeNode(state, kind, id);
}

/**
 * The path to a place in the tree, its own name included and a `\` before each part; empty for the root, which is 0. See
 * `docs/products/passwordstate.md#folder-shape`.
 */
export function pathOf(state: PasswordstateState, id: number): string {
  let path = "";
  for (let node = placeAt(state, id); node; node = placeAt(state, node.parent)) path = `\\${node.name}${path}`;
  return path;
}

/** Whether a folder above pushes its permissions down to what is put here; see `docs/products/passwordstate.md#permissions`. */
export function inheritsPermissions(state: PasswordstateState, id: number): boolean {
  for (let node = placeAt(state, id); node; node = placeAt(state, node.parent)) {
    if (node.propagates) return true;
    if (node.disablesInheritance) return false;
  }
  return false;
}

interface Place {
  readonly name: string;
  readonly parent: number;
  readonly propagates: boolean;
  readonly disablesInheritance: boolean;
}

function placeAt(state: PasswordstateState, id: number): Place | undefined {
  const folder = state.folders.get(id);
  if (folder) {
    const { FolderName: name, NestUnderFolderID: parent, PropagatePermissions: propagates } = folder;
    return { name, parent, propagates, disablesInheritance: false };
  }
  const list = state.passwordLists.get(id);
  if (!list) return undefined;
  const { PasswordList: name, NestUnderFolderID: parent, DisableInheritance: disablesInheritance } = list;
  return { name, parent, propagates: false, disablesInheritance };
}

function takeNode(state: PasswordstateState, kind: TreeNodeRow["Kind"], id: number | undefined): number {
  const known = id === undefined ? undefined : state.nodes.get(id);
  if (known && known.Kind !== kind) {
    throw new EngineError(
      `The id ${id} is wanted for a ${kind} and is a ${known.Kind}'s: both share one sequence of ids.`,
    );
  }
  return (known ?? state.nodes.insert({ ...(id === undefined ? {} : { NodeID: id }), Kind: kind })).NodeID;
}
