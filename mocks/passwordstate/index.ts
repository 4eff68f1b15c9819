import type { Mock } from "../../src/http/mock.ts";
import { administration } from "./administration.ts";
import { findExample, listCredentials, listRetiredKeys, renewKeys } from "./credentials.ts";
import { document } from "./document.ts";
import { copyPassword, movePassword } from "./operations/copy-move.ts";
import { folderOperations } from "./operations/folders.ts";
import { generatorOperations } from "./operations/generator.ts";
import { operationsNotBuilt } from "./operations/not-built.ts";
import { getOneTimePassword } from "./operations/one-time-password.ts";
import { getPasswordHistory } from "./operations/password-history.ts";
import { passwordListOperations } from "./operations/password-lists.ts";
import { addPassword, deletePassword, getPassword, queryPasswords, updatePassword } from "./operations/passwords.ts";
import { rootOperations } from "./operations/root.ts";
import { searchAllLists, searchList } from "./operations/search-passwords.ts";
import { section } from "./section.ts";
import { wire } from "./wire.ts";

/** The fake of Click Studios Passwordstate. What the product does is in `docs/products/passwordstate.md`. */
export const passwordstate: Mock = {
  name: "passwordstate",
  title: "Passwordstate",
  section,
  listeners: [{ name: "passwordstate", port: 9119 }],
  operations: [
    getPassword,
    queryPasswords,
    addPassword,
    updatePassword,
    deletePassword,
    searchList,
    searchAllLists,
    getPasswordHistory,
    copyPassword,
    movePassword,
    getOneTimePassword,
    ...passwordListOperations,
    ...folderOperations,
    ...generatorOperations,
    ...rootOperations,
    ...operationsNotBuilt,
  ],
  wire,
  document,
  administration,
  credentials: listCredentials,
  example: findExample,
  renewCredentials: renewKeys,
  retiredCredentials: listRetiredKeys,
};
