import type { ShareLevel } from "../share-level.ts";

/** Who must be asked before a password is given out; see `docs/products/pmp.md#access-control`. */
export interface AccessControl {
  readonly On: boolean;
  /** Ids of designated users; whoever may approve at all when empty. */
  readonly Approvers: readonly number[];
  readonly Approvals: 1 | 2;
}

/** What can be shared. */
export type Shareable = "resource" | "account" | "group";

/** That something is shared with a user or a group of users. */
export interface ShareRow {
  readonly ShareID: number;
  readonly Thing: Shareable;
  readonly ThingID: number;
  readonly With: "user" | "usergroup";
  readonly WithID: number;
  readonly Level: ShareLevel;
}

/** Somebody's request for a password; what became of it by itself is worked out when it is read. */
export interface RequestRow {
  readonly RequestID: number;
  readonly AccountID: number;
  readonly UserID: number;
  readonly Reason: string;
  readonly RequestedAt: number;
  /** The window of a request for later; absent: now. */
  readonly StartAt: number | undefined;
  readonly EndAt: number | undefined;
  /** Who approved so far. */
  readonly ApprovedBy: readonly number[];
  /** When the last approval came; absent while one is due. */
  readonly ApprovedAt: number | undefined;
  /** When it was checked out; absent until then. */
  readonly CheckedOutAt: number | undefined;
}
