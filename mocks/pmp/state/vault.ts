import type { Criterion } from "../criteria.ts";
import type { AccessControl } from "./sharing.ts";

/** Values of custom fields, by label. */
export type CustomValues = Readonly<Record<string, string>>;

/** A resource; see `docs/products/pmp.md#resource-shape`. */
export interface ResourceRow {
  readonly ResourceID: number;
  readonly ResourceName: string;
  readonly ResourceType: string;
  readonly Description: string;
  readonly Notes: string;
  readonly DnsName: string;
  readonly Url: string;
  readonly Department: string;
  readonly Location: string;
  readonly DomainName: string;
  readonly OwnerID: number;
  readonly Policy: string;
  readonly Control: AccessControl | undefined;
  readonly ReasonRequired: boolean;
  readonly TicketRequired: boolean;
  readonly CustomValues: CustomValues;
  /** What a set-up of remote resets said; absent when there is none. */
  readonly RemoteReset: Readonly<Record<string, string>> | undefined;
}

/** A file that stands for a password; see `docs/products/pmp.md#file-passwords`. */
interface StoredFile {
  readonly Name: string;
  readonly Base64: string;
}

/** An account of a resource; see `docs/products/pmp.md#account-shape`. */
export interface AccountRow {
  readonly AccountID: number;
  /** The other id of the account's password; the account's own when absent (`passwd-id`). */
  readonly PasswdID: number | undefined;
  readonly ResourceID: number;
  readonly AccountName: string;
  readonly Notes: string;
  /** The resource's owner when absent. */
  readonly OwnerID: number | undefined;
  readonly Policy: string;
  readonly Password: string;
  /** Milliseconds since 1970 UTC; absent: never. */
  readonly ModifiedAt: number | undefined;
  readonly CreatedAt: number;
  /** Beats the resource's when there is one. */
  readonly Control: AccessControl | undefined;
  readonly AutoLogonOnly: boolean;
  readonly Favourites: readonly number[];
  readonly TotpSecret: string;
  readonly File: StoredFile | undefined;
  readonly CustomValues: CustomValues;
}

/** When a user last read an account's password: apart from the account, since every read writes it. */
export interface AccessRow {
  readonly AccessID: number;
  readonly AccountID: number;
  readonly At: number;
  readonly By: number;
}

/** An older password of an account. */
export interface HistoryRow {
  readonly HistoryID: number;
  readonly AccountID: number;
  readonly Password: string;
  readonly ChangedAt: number;
  readonly ChangedBy: number;
}

/** A group of resources; see `docs/products/pmp.md#resource-groups`. */
export interface ResourceGroupRow {
  readonly GroupID: number;
  readonly GroupName: string;
  readonly Description: string;
  readonly OwnerID: number;
  /** What resources must meet to be in it; absent for a group whose resources are listed one by one. */
  readonly Criteria: readonly Criterion[] | undefined;
}

/** That a resource is in a group, by being listed there. */
export interface MembershipRow {
  readonly MembershipID: number;
  readonly GroupID: number;
  readonly ResourceID: number;
}
