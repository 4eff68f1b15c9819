/** What is set for the whole product. One row, number 1. */
export interface SettingsRow {
  readonly SettingsID: number;
  /** Which of the two products it is; see `docs/products/pmp.md#pam360`. */
  readonly Flavour: "pmp" | "pam360";
  readonly BuildNumber: string;
  /** The server's time zone, by its IANA name (`server-zone`). */
  readonly Zone: string;
  /** How many audit rows are kept. */
  readonly AuditKeep: number;
  /** How long requests wait for approval, and approved ones for their check-out, in hours (`access-times`). */
  readonly RequestHours: number;
  /** How long a check-out lasts, in hours. */
  readonly CheckOutHours: number;
  readonly Ticketing: "off" | "on" | "down";
  /** The ids of tickets that the ticketing system knows. */
  readonly Tickets: readonly string[];
  /** Whether a remote reset reaches its target (`remote-reset`). */
  readonly RemoteResetWorks: boolean;
  /** The organisations of an MSP edition; none in other editions. */
  readonly Organisations: readonly string[];
  /** Texts of ours that somebody replaced, by name. */
  readonly Texts: Readonly<Record<string, string>>;
}

/** One line of the audit trail; see `docs/products/pmp.md#audit-shape`. */
export interface AuditRow {
  readonly AuditID: number;
  readonly Kind: "Resource" | "User";
  /** Milliseconds since 1970 UTC. */
  readonly At: number;
  readonly OperationType: string;
  /** Whom a row about users is about; of others who acted. */
  readonly UserName: string;
  readonly FullName: string;
  /** Who acted. */
  readonly OperatedBy: string;
  readonly ResourceID: number;
  readonly ResourceName: string;
  readonly AccountID: number;
  readonly AccountName: string;
  readonly Address: string;
  readonly ClientType: string;
  readonly Reason: string;
  readonly TicketID: string;
}
