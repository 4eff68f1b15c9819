import type { AdminAction } from "../../src/http/mock.ts";
import { accountActions } from "./administration/accounts.ts";
import { apiUserActions } from "./administration/api-users.ts";
import { userActions } from "./administration/users.ts";
import { vaultActions } from "./administration/vault.ts";

/** What an administrator does on the product's own screens; see `docs/products/pmp.md#api-user-form`. */
export const administration: readonly AdminAction[] = [
  ...apiUserActions,
  ...userActions,
  ...vaultActions,
  ...accountActions,
];
