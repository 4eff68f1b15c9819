import { z } from "zod";
import { EngineError } from "../../../src/engine/engine-error.ts";
import { nameUser } from "../name-user.ts";
import type { UserRow } from "../state/users.ts";
import type { Desk } from "./action.ts";

/** What the form of PAM360 has beside that of PMP; see `docs/products/pmp.md#pam360`. */
export const pam360Fields = {
  hostCheck: z.boolean().describe("PAM360: whether the host is looked at."),
  tokenDays: z.int().min(1).describe("PAM360: how many days the key lives from its generation."),
};

/** Refuses what the form of PMP does not have, and a host check without a host. */
export function checkPam360Fields(
  { state }: Desk,
  given: { readonly hostCheck?: boolean | undefined; readonly tokenDays?: number | null | undefined },
  becomes: Pick<UserRow, "HostNames" | "HostCheck">,
): void {
  if (state.settings.get(1)?.Flavour !== "pam360") {
    if (given.hostCheck !== undefined) throw new EngineError(`PMP has no host check to switch: ${ONLY}`);
    if (given.tokenDays !== undefined) throw new EngineError(`PMP has no days for a key: ${ONLY}`);
  }
  if (becomes.HostCheck && becomes.HostNames.length === 0) {
    throw new EngineError("Name a host: it is where the API user may call from.");
  }
}

const ONLY = "only PAM360 has (flavour pam360).";

/** A user as the form shows it. */
export function describeUser({ state }: Desk, user: UserRow) {
  const isPam360 = state.settings.get(1)?.Flavour === "pam360";
  return {
    id: user.UserID,
    name: nameUser(user),
    host: user.HostNames.join(", "),
    ...(isPam360 ? { hostCheck: user.HostCheck, tokenDays: user.TokenDays ?? "as long as the user" } : {}),
    fullName: user.FullName,
    role: user.Role,
    scope: user.SuperAdmin ? "All Passwords in the system" : "Passwords Owned and Shared",
    rest: user.RestApi,
    hasKey: user.Key !== undefined,
    validity: user.ExpiresOn ?? "Never Expires",
    locked: user.Locked,
    department: user.Department,
    location: user.Location,
    publicKey: user.PublicKey !== "",
    certificate: user.Certificate !== "",
  };
}
