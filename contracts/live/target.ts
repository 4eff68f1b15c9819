/** A secret that is there before a run, and whose value the user gave. */
export interface KnownSecret {
  readonly id: string;
  readonly container: string;
  readonly name: string;
  readonly value: string;
}

/** Leave to write. */
export interface WritePermit {
  /** What the name of everything begins with that a run makes. */
  readonly prefix: string;
}

/** A real product that a contract is run against, reached by its address alone; with the secrets that it takes. */
export interface Target {
  /** Without a slash at its end, and without a credential, query or fragment. */
  readonly address: string;
  /** A file with the authority's certificate, to be trusted beside those that everybody trusts. */
  readonly caFile: string | undefined;
  readonly credential: string;
  /** Where secrets are made, and where a missing one is looked for. */
  readonly container: string | undefined;
  readonly known: readonly KnownSecret[];
  /** Absent when the target is only to be read. */
  readonly writes: WritePermit | undefined;
}

/** What the user said of a target. The secrets are named by the environment variables that hold them. */
export interface TargetChoice {
  readonly address: string;
  readonly caFile?: string | undefined;
  readonly credentialEnv?: string | undefined;
  readonly container?: string | undefined;
  readonly secrets?: readonly KnownSecretChoice[] | undefined;
  readonly allowWrites?: boolean | undefined;
  readonly prefix?: string | undefined;
}

/** A known secret, whose value is in an environment variable. */
interface KnownSecretChoice extends Omit<KnownSecret, "value"> {
  readonly valueEnv: string;
}
