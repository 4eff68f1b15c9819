import type { AdminAction } from "../../src/http/mock.ts";
import { connectionActions } from "./administration/connections.ts";
import { keyActions } from "./administration/keys.ts";
import { peopleActions } from "./administration/people.ts";
import { workflowActions } from "./administration/workflows.ts";

/** What is done on Blink's own screens; see `docs/products/blink.md#key-rules` and `docs/products/blink.md#roles`. */
export const administration: readonly AdminAction[] = [
  ...keyActions,
  ...peopleActions,
  ...connectionActions,
  ...workflowActions,
];
