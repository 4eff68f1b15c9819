/** How a run of the command line ends, for whoever called it. `fauxvault --help` lists them. */
export const EXIT = {
  ok: 0,
  /** A check failed: of a contract, of a fixture. */
  failed: 1,
  /** Wrong usage or configuration: an unknown option, a taken port, a sandbox that is not there. */
  usage: 2,
  /** `verify` found nothing to run. */
  nothingRan: 3,
  /** No fauxvault answered. */
  unreachable: 4,
  /** A fault of fauxvault itself. */
  internal: 70,
  interrupted: 130,
} as const;
