import type { MockService } from "../../src/http/mock.ts";
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
import { remoteResetOperations } from "./operations/remote-reset.ts";
import { resourceGroupOperations } from "./operations/resource-groups.ts";
import { resourceWrites } from "./operations/resource-writes.ts";
import { resourceOperations } from "./operations/resources.ts";
import { sharingOperations } from "./operations/sharing.ts";
import { userOperations } from "./operations/users.ts";

/** What serves Password Manager Pro: each operation of its API that is known. */
export const service: MockService = {
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
    ...remoteResetOperations,
    ...auditOperations,
    ...nativeOperations,
    ...nativeLogin,
    ...pkiOperations,
    ...operationsNotBuilt,
  ],
  document,
};
