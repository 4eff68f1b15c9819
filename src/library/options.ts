/** What a fauxvault in this process starts with. */
export interface FauxvaultOptions {
  /**
   * What the vaults hold: `demo` (when absent), `contract` or `empty`; the path of a YAML or JSON file, which ends in `.yaml`, `.yml`
   * or `.json`; or a fixture's content.
   */
  readonly fixture?: string | object;
  /** In place of the fixture's own: another seed, other ids, keys and passwords where the fixture does not give them. */
  readonly seed?: number;
  /** Ports by listener (`passwordstate`), and `control`. Free ones for all that are absent. */
  readonly ports?: Readonly<Record<string, number>>;
  /** More ports, whose callers come from a host of the fixture. */
  readonly hosts?: readonly HostPort[];
  /**
   * Hosts that mocks may call beside this machine, by name or address, with a port or for any: `vault.example.com`, `10.20.0.11:443`. Names
   * are looked up in the sandbox's hosts alone.
   */
  readonly allowHosts?: readonly string[];
  /** The address to listen on; 127.0.0.1 and, where present, ::1 when absent. */
  readonly bind?: string;
  /** Demanded of whoever steers it. Absent: none on loopback, a random one on any other address. */
  readonly controlToken?: string;
  /** Where the local certificate authority is kept; the user's own folder for such things when absent. */
  readonly authorityFolder?: string;
  /** Whether refusals carry their reason in an `x-fauxvault-reason` header; they do unless this is false. */
  readonly explain?: boolean;
  /** Told of what no client is told, such as a certificate that cannot be made; written to the standard error when absent. */
  readonly onTrouble?: (message: string) => void;
}

/** A port whose callers come from a host. */
export interface HostPort {
  readonly host: string;
  readonly listener: string;
  /** A free one when absent. */
  readonly port?: number;
}
