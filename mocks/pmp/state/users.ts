import type { Right } from "../role-matrix.ts";

/** Somebody who works with the product, or a program that does; see `docs/products/pmp.md#api-users`. */
export interface UserRow {
  readonly UserID: number;
  readonly UserName: string;
  readonly Kind: "person" | "api";
  readonly FirstName: string;
  readonly LastName: string;
  /** What audit trails and reports show. */
  readonly FullName: string;
  readonly Email: string;
  /** A built-in role, or the name of a custom one. */
  readonly Role: string;
  readonly SuperAdmin: boolean;
  readonly Department: string;
  readonly Location: string;
  readonly Locked: boolean;
  /** `yyyy-MM-dd`, the last day; absent: never expires. */
  readonly ExpiresOn: string | undefined;
  /** A person's own password, for the native login. */
  readonly Password: string;
  /** The Base32 secret of a person's one-time codes; empty: the native login wants no second factor. */
  readonly SecondFactor: string;
  /** The hosts that may call; names or addresses. One in PMP. */
  readonly HostNames: readonly string[];
  /** PAM360: whether the host is looked at. */
  readonly HostCheck: boolean;
  readonly RestApi: boolean;
  /** The auth token; absent until one is generated. */
  readonly Key: string | undefined;
  /** When it was generated, in milliseconds since 1970 UTC. */
  readonly KeyMadeAt: number;
  /** PAM360: how many days the key lives; absent: as long as the user. */
  readonly TokenDays: number | undefined;
  /** Opens the SSH CLI. */
  readonly PublicKey: string;
  /** Opens XML-RPC. */
  readonly Certificate: string;
}

/** A key that is no longer in force, kept to explain refusals. */
export interface RetiredKeyRow {
  readonly Value: string;
  readonly Name: string;
  readonly How: "replaced" | "deleted";
  readonly At: number;
}

/** A person who logged in through the native API; see `docs/products/pmp.md#native-login`. */
export interface SessionRow {
  readonly SessionID: string;
  /** The token that later calls carry. */
  readonly AuthKey: string;
  readonly UserID: number;
  /** When it was last used, in milliseconds since 1970 UTC. */
  readonly LastAt: number;
}

/** A person who has proved who they are with one factor of two; see `docs/products/pmp.md#native-login`. */
export interface FirstFactorRow {
  /** What the second step carries. */
  readonly SecretKey: string;
  readonly UserID: number;
  /** When the first step was taken, in milliseconds since 1970 UTC. */
  readonly At: number;
}

/** A role that an administrator put together; see `docs/products/pmp.md#roles`. */
export interface RoleRow {
  readonly RoleID: number;
  readonly RoleName: string;
  readonly Rights: readonly Right[];
}

/** A group of users, as far as sharing and approving need it. */
export interface UserGroupRow {
  readonly UserGroupID: number;
  readonly UserGroupName: string;
  readonly Members: readonly number[];
}
