import type { Command } from "commander";

/** How a command finds the running fauxvault, as commander gives it. */
export interface ConnectionOptions {
  readonly control?: string;
  readonly controlToken?: string;
}

/** The same, for commands that concern one sandbox. */
export interface SandboxOptions extends ConnectionOptions {
  readonly sandbox: string;
}

/** Adds the options of a command that steers a running fauxvault. */
export function addConnection(command: Command): Command {
  return command
    .option("--control <url>", "where its control API is (default: FAUXVAULT_CONTROL, else http://127.0.0.1:9400)")
    .option("--control-token <token>", "the token it demands; better in FAUXVAULT_CONTROL_TOKEN, out of process lists");
}

/** Adds the options of a command that concerns one sandbox of a running fauxvault. */
export function addSandbox(command: Command): Command {
  return addConnection(command).option("--sandbox <id>", "the sandbox that is meant", "default");
}
