import type { UserRow } from "./state/users.ts";

/** How the product writes a user: an API user with its host; see `docs/products/pmp.md#api-users`. */
export function nameUser({ UserName, Kind, HostNames }: UserRow): string {
  return Kind === "api" ? `${UserName}@${HostNames.join(",")}` : UserName;
}
