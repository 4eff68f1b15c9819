import type { AdminAction } from "../../src/http/mock.ts";
import { keyActions } from "./administration/keys.ts";
import { listActions } from "./administration/lists.ts";
import { recordActions } from "./administration/records.ts";

/** What an administrator does on Passwordstate's own screens; see `docs/products/passwordstate.md#key-administration`. */
export const administration: readonly AdminAction[] = [...keyActions, ...recordActions, ...listActions];
