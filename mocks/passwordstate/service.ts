import type { MockService } from "../../src/http/mock.ts";
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

/** What serves Passwordstate: each operation of its API that is known. */
export const service: MockService = {
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
  document,
};
