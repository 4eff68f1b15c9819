import type { Visit } from "../access.ts";
import type { ResourceRow } from "../state/vault.ts";
import { audit } from "./audit.ts";
import { type AccountInput, createAccount } from "./create-resource.ts";

/** What became of accounts that were to be added. */
interface Addition {
  /** One object for each, keyed by its name. */
  readonly rows: readonly object[];
  readonly added: number;
}

/** Adds accounts to a resource; those that exist already are left as they are. See `docs/products/pmp.md#accounts`. */
export function addAccounts(visit: Visit, resource: ResourceRow, wanted: readonly AccountInput[]): Addition {
  const rows: object[] = [];
  let added = 0;
  for (const one of wanted) {
    const exists = visit.state.accounts.find("name", `${resource.ResourceID} ${one.ACCOUNTNAME}`) !== undefined;
    if (!exists) {
      audit(visit, "Account Added", { resource, account: createAccount(visit, resource, one) });
      added += 1;
    }
    const STATUS = exists ? "Account is not added  as it already exists" : "Account added successfully";
    rows.push({ [one.ACCOUNTNAME]: { STATUS } });
  }
  return { rows, added };
}
