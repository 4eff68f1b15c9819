import type { MockService } from "../../src/http/mock.ts";
import { document } from "./document.ts";
import { apiKeyOperations } from "./operations/api-keys.ts";
import { catalogueOperations } from "./operations/catalogue.ts";
import { connectionTypeOperations } from "./operations/connection-types.ts";
import { connectionOperations } from "./operations/connections.ts";
import { draftOperations } from "./operations/drafts.ts";
import { executeOperations } from "./operations/execute.ts";
import { executionOperations } from "./operations/executions.ts";
import { operationsNotBuilt } from "./operations/not-built.ts";
import { packOperations } from "./operations/packs.ts";
import { playbookOperations } from "./operations/playbooks.ts";
import { runnerOperations } from "./operations/runners.ts";
import { testConnectionOperations } from "./operations/test-connection.ts";
import { userOperations } from "./operations/users.ts";
import { workspaceOperations } from "./operations/workspaces.ts";

/** What serves Blink: each operation of its API that is known. */
export const service: MockService = {
  operations: [
    ...apiKeyOperations,
    ...userOperations,
    ...workspaceOperations,
    ...runnerOperations,
    ...connectionTypeOperations,
    ...connectionOperations,
    ...testConnectionOperations,
    ...packOperations,
    ...playbookOperations,
    ...draftOperations,
    ...executeOperations,
    ...executionOperations,
    ...catalogueOperations,
    ...operationsNotBuilt,
  ],
  document,
};
