import { ControlClient } from "../control/client.ts";
import type { SandboxClient } from "../control/sandbox-client.ts";
import type { ConnectionOptions, SandboxOptions } from "./connection-options.ts";

const DEFAULT_CONTROL = "http://127.0.0.1:9400";

/** The control client of the fauxvault that a command means. Asks nothing yet. */
export function connect(options: ConnectionOptions, env: NodeJS.ProcessEnv = process.env): ControlClient {
  // An empty variable counts as none: that is how a shell or a CI job unsets one.
  const url = options.control ?? (env.FAUXVAULT_CONTROL || DEFAULT_CONTROL);
  return new ControlClient({ url, token: findToken(options, env) });
}

/** The token that a command was given, if any. */
export function findToken({ controlToken }: ConnectionOptions, env: NodeJS.ProcessEnv = process.env) {
  return controlToken ?? (env.FAUXVAULT_CONTROL_TOKEN || undefined);
}

/** The client of the sandbox that a command means. */
export function connectSandbox(options: SandboxOptions): SandboxClient {
  return connect(options).sandbox(options.sandbox);
}
