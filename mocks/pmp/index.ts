import type { Mock } from "../../src/http/mock.ts";
import { administration } from "./administration.ts";
import { findExample, listCredentials, listRetiredKeys, renewKeys } from "./credentials.ts";
import { document } from "./document.ts";
import { accessControlOperations } from "./operations/access-control.ts";
import { accountWrites } from "./operations/account-writes.ts";
import { accountOperations } from "./operations/accounts.ts";
import { auditOperations } from "./operations/audit.ts";
import { moreLookups } from "./operations/more-lookups.ts";
import { nativeOperations } from "./operations/native.ts";
import { nativeLogin } from "./operations/native-login.ts";
import { operationsNotBuilt } from "./operations/not-built.ts";
import { passwordOperations } from "./operations/passwords.ts";
import { pkiOperations } from "./operations/pki.ts";
import { resourceGroupOperations } from "./operations/resource-groups.ts";
import { resourceWrites } from "./operations/resource-writes.ts";
import { resourceOperations } from "./operations/resources.ts";
import { sharingOperations } from "./operations/sharing.ts";
import { userOperations } from "./operations/users.ts";
import { section } from "./section.ts";
import { wire } from "./wire.ts";

/** The fake of ManageEngine Password Manager Pro, and of PAM360. What the product does is in `docs/products/pmp.md`. */
export const pmp: Mock = {
  name: "pmp",
  title: "Password Manager Pro",
  section,
  listeners: [{ name: "pmp", port: 7272 }],
  operations: [
    ...resourceOperations,
    ...resourceWrites,
    ...accountOperations,
    ...accountWrites,
    ...moreLookups,
    ...passwordOperations,
    ...accessControlOperations,
    ...sharingOperations,
    ...userOperations,
    ...resourceGroupOperations,
    ...auditOperations,
    ...nativeOperations,
    ...nativeLogin,
    ...pkiOperations,
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
