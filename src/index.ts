export type { ControlClient } from "./control/client.ts";
export { ControlError, type ControlErrorDetails, type ControlIssue } from "./control/control-error.ts";
export type { FaultEffect, FaultInfo, FaultMatch, NewFault } from "./control/fault-shapes.ts";
export type {
  ActionInfo,
  AddressInfo,
  AssumptionInfo,
  ClockChange,
  ClockInfo,
  CoverageInfo,
  CredentialInfo,
  DoorInfo,
  ExampleInfo,
  HealthInfo,
  HostsInfo,
  JournalInfo,
  JournalQuery,
  NewDoor,
  NewSandbox,
  SandboxInfo,
  StatusInfo,
} from "./control/protocol.ts";
export type { FollowOptions, SandboxClient } from "./control/sandbox-client.ts";
export { FauxvaultError } from "./library/fauxvault-error.ts";
export type { FauxvaultOptions, HostPort } from "./library/options.ts";
export { createHandler, type HandlerOptions, type MountedVault, startFauxvault } from "./library/start-fauxvault.ts";
export type { ForkOptions, Vault, VaultAuthority, VaultHandler } from "./library/vault.ts";
export type { VaultClock } from "./library/vault-clock.ts";
export type { VaultFaults } from "./library/vault-faults.ts";
export { version } from "./version.ts";
