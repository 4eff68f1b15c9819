import type { ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { ReadyInfo } from "../src/cli/ready-info.ts";
import { ControlClient } from "../src/control/client.ts";
import type { Target } from "./ask.ts";
import type { Context } from "./context.ts";
import { authorityFolder } from "./controls.ts";
import { endProcess, lastWords, startNode } from "./processes.ts";

/** A running fauxvault, started with the command line that is shipped. */
export interface Vault {
  readonly child: ChildProcess;
  /** `http://127.0.0.1:43211`, the Passwordstate. */
  readonly http: string;
  /** The same over TLS, by address, so that all subjects are reached the same way. */
  readonly https: string;
  readonly control: ControlClient;
  /** The request that it shows to newcomers. */
  readonly example: Target;
  end(): Promise<void>;
}

/** How it is started. */
export interface VaultPlan {
  /** The demo when absent. */
  readonly fixture?: string;
  /** Flags for Node. */
  readonly flags?: readonly string[];
  /** A channel for messages, for what the flags preload. */
  readonly channel?: boolean;
}

const PATIENCE = 120_000;
let started = 0;

/** Starts a fauxvault on free ports and waits until it is ready. */
export async function startVault(context: Context, plan: VaultPlan = {}): Promise<Vault> {
  const { fixture, flags = [], channel = false } = plan;
  started += 1;
  const readyFile = path.join(context.folder, `ready-${started}.json`);
  const child = startNode({
    args: [
      ...flags,
      path.join(context.root, "dist/cli.js"),
      "start",
      ...["--port", "passwordstate=0", "--port", "control=0", "--quiet", "--ready-file", readyFile],
      ...(fixture === undefined ? [] : ["--fixture", fixture]),
    ],
    core: context.machine.pins?.server,
    channel,
    env: { FAUXVAULT_HOME: authorityFolder(context.folder) },
  });
  child.stdout?.resume();
  const ready = await waitForFile(child, readyFile);
  const address = ready.products.passwordstate;
  const example = ready.examples.passwordstate;
  if (!address || !example) throw new Error("The ready file says nothing of Passwordstate.");
  return {
    child,
    http: address.http,
    https: address.http.replace("http:", "https:"),
    control: new ControlClient(ready.control),
    example: { url: `${address.http}${example.path}`, headers: example.headers },
    end: () => endProcess(child),
  };
}

/** Looks every millisecond: a watch on the folder would be late by more than that on some systems. */
async function waitForFile(child: ChildProcess, file: string): Promise<ReadyInfo> {
  const end = performance.now() + PATIENCE;
  while (performance.now() < end) {
    const ready = readIfWhole(file);
    if (ready) return ready;
    if (child.exitCode !== null) break;
    await delay(1);
  }
  throw new Error(`fauxvault did not become ready: ${lastWords(child)}`);
}

function readIfWhole(file: string): ReadyInfo | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as ReadyInfo;
  } catch {
    return undefined;
  }
}
