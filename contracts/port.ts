/**
 * What a connector may be able to do beyond testing its connection and reading a secret by its id. `readByName` lets `getSecret` take a
 * name and a container; every other one is a method.
 */
export const CAPABILITIES = [
  "readByName",
  "findSecrets",
  "listContainers",
  "createSecret",
  "updateSecret",
  "deleteSecret",
  "generatePassword",
  "getHistory",
  "getDocument",
  "requestAccess",
  "checkOut",
  "checkIn",
  "runWorkflow",
  "listRuns",
  "listKeys",
  "createKey",
  "deleteKey",
  "rotateKey",
] as const;

/** An ability that a connector declares. */
export type Capability = (typeof CAPABILITIES)[number];

/** The kinds of failure that a connector tells apart; nothing else may come out of one. */
export const ERROR_KINDS = [
  "unauthenticated",
  "forbidden",
  "not-found",
  "invalid",
  "conflict",
  "approval-required",
  "rate-limited",
  "unavailable",
  "timeout",
  "unreachable",
  "tls",
  "protocol",
] as const;

/** A kind of failure. */
export type ErrorKind = (typeof ERROR_KINDS)[number];

/**
 * How a connector fails: a kind that programs act on, and a message for people that never holds a secret. A connector need not
 * import this class: any `Error` with one of the kinds as its `kind` is as good.
 */
export class ConnectorError extends Error {
  override readonly name = "ConnectorError";
  readonly kind: ErrorKind;

  constructor(kind: ErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

/** A setting that the connector's users fill in. */
export interface SettingDescription {
  readonly name: string;
  readonly required: boolean;
  readonly secret: boolean;
}

/** What a connector says of itself, before it is connected to anything. */
export interface Description {
  readonly name: string;
  readonly version: string;
  readonly capabilities: readonly Capability[];
  readonly settings: readonly SettingDescription[];
  /** What deleting a secret that is not there gives; required of connectors that delete. */
  readonly missingDelete?: "not-found" | "done";
  /** What creating a secret whose name is taken in its container gives; required of connectors that create. */
  readonly secondCreate?: "conflict" | "update" | "duplicate";
}

/** What a user would type in: all that a connector learns of the vault. */
export interface Settings {
  /** `https://localhost:9119` or `http://…`; a connector speaks only that scheme. */
  readonly address: string;
  /** A file with the authority's certificate in PEM; with https only. */
  readonly caFile?: string;
  /** The API key or token. */
  readonly credential: string;
  /** How long one call may take, in milliseconds. */
  readonly timeLimit: number;
  /** The text for vaults that ask why. */
  readonly reason?: string;
  /** The id of the ticket for vaults that want one. */
  readonly ticket?: string;
}

/**
 * Which secret is meant: by the product's own id, or, for a connector that declares `readByName`, by its name in a container. The
 * harness always gives the container, for products whose ids live within one.
 */
export interface SecretRef {
  readonly id?: string;
  readonly name?: string;
  /** The list, the resource: what the product keeps its secrets in, by its id. */
  readonly container?: string;
}

/** A secret as a connector hands it on. */
export interface Secret {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly container?: string;
  readonly userName?: string;
  readonly description?: string;
}

/** A secret found by a search; without its value. */
export type SecretSummary = Omit<Secret, "value">;

/** What a connector's connection test says. */
export interface ConnectionReport {
  /** `unknown` is for what cannot be told, with a message that says why. */
  readonly outcome: "passed" | "failed" | "unknown";
  /** Present when it failed. */
  readonly kind?: ErrorKind;
  /** For people; required unless it passed. */
  readonly message?: string;
}

/** What is searched for: a part of the name, in one container or in all. */
export interface SecretQuery {
  readonly name?: string;
  readonly container?: string;
}

/** A secret to be made. */
export interface NewSecret {
  readonly name: string;
  readonly container: string;
  readonly value: string;
  readonly userName?: string;
  readonly description?: string;
}

/** What is to change in a secret; what is left out stays. */
export type SecretChange = Partial<Omit<NewSecret, "container">>;

/** A container of secrets. */
export interface Container {
  readonly id: string;
  readonly name: string;
}

/** How far a change has come. */
export interface UpdateState {
  /** `queued` where the vault has only taken note, and makes the change later. */
  readonly state: "done" | "queued";
}

/** A value that a secret has or had. */
export interface OlderValue {
  readonly value: string;
  /** As the product writes it. */
  readonly changedAt: string;
}

/** A file that a secret holds. */
export interface Document {
  readonly name: string;
  /** Its bytes in base64. */
  readonly content: string;
}

/** How far a request for access has come. */
export interface AccessRequest {
  /** `waiting` for somebody's approval, or `granted`: to be checked out. */
  readonly state: "waiting" | "granted";
}

/** How the end of a run is learned of: in the answer to the request that starts it, by asking, or by being called. */
export type RunMode = "sync" | "poll" | "callback";

/** What a run comes to. */
export const RUN_ENDS = ["completed", "failed", "cancelled", "timed-out", "skipped", "paused"] as const;

/** What a run can be; the first two come before its end. */
export const RUN_STATES = ["pending", "running", ...RUN_ENDS] as const;

/** A state of a run. */
export type RunState = (typeof RUN_STATES)[number];

/** A workflow to be run to its end. */
export interface RunRequest {
  /** By its id. */
  readonly workflow: string;
  /** The workspace that it lies in, by its id. */
  readonly container: string;
  /** By name. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly mode: RunMode;
}

/** A run that has come to its end. Only a `completed` one has done what it is for; the others are answers too, and no errors. */
export interface Run {
  /** The product's own; absent where it does not say, as when its answer is the outputs alone. */
  readonly id?: string;
  readonly state: (typeof RUN_ENDS)[number];
  /** By name; none unless it is `completed`. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Why it is not, in the workflow's own words. */
  readonly error?: string;
}

/** Which runs are meant. */
export interface RunQuery {
  readonly container: string;
  /** Those of one workflow, by its id. */
  readonly workflow?: string;
  readonly state?: RunState;
}

/** A run in a list. */
export interface RunSummary {
  readonly id: string;
  /** The workflow's id. */
  readonly workflow: string;
  readonly state: RunState;
}

/** One of the keys that the credential's user has; without its value. */
export interface AccessKey {
  readonly id: string;
  readonly name: string;
  /** Whether it is the one that may be rotated. */
  readonly isDefault?: boolean;
}

/** A key that was made or rotated. */
export interface NewAccessKey extends AccessKey {
  readonly value: string;
}

/**
 * A connector under test. Every method but `describe` may fail with a `ConnectorError`; anything else thrown fails the check as a
 * fault of the connector. The optional methods are capabilities, to be declared.
 */
export interface Connector {
  describe(): Description | Promise<Description>;
  /** Takes the settings; called again at any time, to change them. Makes no call that is needed later only. */
  connect(settings: Settings): Promise<void>;
  close(): Promise<void>;
  testConnection(): Promise<ConnectionReport>;
  getSecret(ref: SecretRef): Promise<Secret>;
  findSecrets?(query: SecretQuery): Promise<readonly SecretSummary[]>;
  listContainers?(): Promise<readonly Container[]>;
  createSecret?(secret: NewSecret): Promise<SecretSummary>;
  /** To say nothing is to say `done`. */
  // biome-ignore lint/suspicious/noConfusingVoidType: a connector whose method ends without a return is as good.
  updateSecret?(ref: SecretRef, change: SecretChange): Promise<UpdateState | void>;
  deleteSecret?(ref: SecretRef): Promise<void>;
  generatePassword?(): Promise<string>;
  /** Every value that a secret had, the latest first; the one that it has now comes before all others. */
  getHistory?(ref: SecretRef): Promise<readonly OlderValue[]>;
  getDocument?(ref: SecretRef): Promise<Document>;
  /** Asks for a secret that somebody has to allow first; asked again, it tells how far that has come. */
  requestAccess?(ref: SecretRef, reason: string): Promise<AccessRequest>;
  /** Takes what was granted, for oneself alone; `getSecret` reads it from then on. */
  checkOut?(ref: SecretRef): Promise<void>;
  /** Gives it back. */
  checkIn?(ref: SecretRef): Promise<void>;
  /** Starts a workflow once, and comes back when it has ended. */
  runWorkflow?(request: RunRequest): Promise<Run>;
  /** Every run that is meant, however many. */
  listRuns?(query: RunQuery): Promise<readonly RunSummary[]>;
  listKeys?(): Promise<readonly AccessKey[]>;
  createKey?(name: string): Promise<NewAccessKey>;
  deleteKey?(id: string): Promise<void>;
  /** Gives a key another value; who uses the old one has to connect with the new one. */
  rotateKey?(id: string): Promise<NewAccessKey>;
}
