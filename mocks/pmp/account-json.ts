import type { Visit } from "./access.ts";
import { customFieldsOf } from "./custom-fields.ts";
import { toMoment } from "./dates.ts";
import type { FoundAccount } from "./rules/find.ts";
import { passwordStatus } from "./rules/password-status.ts";
import { findBreach, isTooOld, policyOf } from "./rules/policies.ts";
import type { Motive } from "./rules/read-password.ts";
import { controlOf } from "./rules/request-phase.ts";
import { showsAccountSecrets } from "./rules/secret-fields.ts";
import type { AccountRow } from "./state/vault.ts";
import type { PmpState } from "./state.ts";

const LOGONS: Readonly<Record<string, readonly string[]>> = {
  Linux: ["SSH", "Telnet"],
  Windows: ["Windows Remote Desktop", "RDP Console Session"],
  WindowsDomain: ["Windows Remote Desktop", "RDP Console Session"],
  "MS SQL Server": ["SQL"],
  "Fortigate Firewall": ["SSH", "Telnet"],
};

/** The id by which an account's password goes (`passwd-id`). */
export function passwdId({ account }: Pick<FoundAccount, "account">): string {
  return String(account.PasswdID ?? account.AccountID);
}

/** An account as it stands in a resource's list; see `docs/products/pmp.md#resource-shape`. */
export function accountInList(visit: Visit, found: FoundAccount): object {
  const { account, resource } = found;
  const { Ticketing = "off" } = visit.state.settings.get(1) ?? {};
  const ticket = text(Ticketing !== "off" && resource.TicketRequired);
  const control = controlOf(account, resource);
  return {
    ACCOUNT_DESCRIPTION: account.Notes,
    ISFAVPASS: text(account.Favourites.includes(visit.access.user.UserID)),
    "ACCOUNT ID": String(account.AccountID),
    AUTOLOGONLIST: LOGONS[resource.ResourceType] ?? [],
    "ACCOUNT NAME": account.AccountName,
    PASSWORDREQUEST_REASON_MANDATORY: "true",
    "PASSWORD STATUS": passwordStatus(visit, found),
    ISREMOTEAPPONLY: "false",
    "ACCOUNT PASSWORD POLICY": account.Policy,
    IS_USER_WITH_COMMAND_CONTROL_ROLE: "false",
    AUTOLOGONSTATUS: "ALLOWED",
    IS_TICKETID_REQD_ACW: control ? ticket : "false",
    IS_COMMAND_CONTROL_CONFIGURED: "false",
    PASSWDID: passwdId(found),
    IS_TICKETID_REQD_MANDATORY: ticket,
    IS_TICKETID_REQD: ticket,
    ISREASONREQUIRED: text(resource.ReasonRequired),
    ...(account.TotpSecret === "" ? {} : { IS_TOTP_CONFIGURED: "true" }),
  };
}

/** An account by itself, to a call that gives this motive; see `docs/products/pmp.md#account-shape`. */
export function accountDetails(visit: Visit, found: FoundAccount, motive: Motive = {}): object {
  const { state } = visit;
  const { account } = found;
  const zone = state.settings.get(1)?.Zone ?? "UTC";
  const moment = (at: number | undefined) => (at === undefined ? "N/A" : toMoment(at, zone));
  const policy = policyOf(state, account);
  const breach = policy && findBreach(policy, account.Password);
  const totp = account.TotpSecret === "" ? {} : { IS_TOTP_CONFIGURED: "true", TOTP_VALIDITY: "30" };
  return {
    DESCRIPTION: account.Notes || "N/A",
    PASSWDID: passwdId(found),
    "LAST MODIFIED TIME": moment(account.ModifiedAt),
    "EXPIRY STATUS": isTooOld(visit, account) ? "Expired" : "Valid",
    "COMPLIANT REASON": breach ?? "-",
    PASSWORDREQUEST_REASON_MANDATORY: "true",
    "PASSWORD STATUS": passwordStatus(visit, found),
    "PASSWORD POLICY": account.Policy,
    "COMPLIANT STATUS": breach === undefined ? "Compliant" : "Non-Compliant",
    "LAST ACCESSED TIME": moment(lastAccess(state, account)),
    ...totp,
    ...customFieldsOf(visit, "account", account.CustomValues, () => showsAccountSecrets(visit, found, motive)),
  };
}

/** When anybody last read an account's password. */
function lastAccess(state: PmpState, { AccountID }: AccountRow): number | undefined {
  const times = state.accesses.where("account", AccountID).map(({ At }) => At);
  return times.length === 0 ? undefined : Math.max(...times);
}

function text(value: boolean): "true" | "false" {
  return value ? "true" : "false";
}
