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
import type { Product } from "./product.ts";

/** A running fauxvault, started with the command line that is shipped. */
export interface Vault {
  readonly child: ChildProcess;
  /** `http://127.0.0.1:43211`, for each product; by address also over TLS, so that all subjects are reached the same way. */
  readonly bases: Readonly<Record<Product["name"], string>>;
  /** That of Passwordstate. */
  readonly http: string;
  readonly control: ControlClient;
  /** The request to Passwordstate that it shows to newcomers. */
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
      ...["passwordstate", "pmp", "blink", "control"].flatMap((name) => ["--port", `${name}=0`]),
      ...["--quiet", "--ready-file", readyFile],
      ...(fixture === undefined ? [] : ["--fixture", fixture]),
    ],
    core: context.machine.pins?.server,
    channel,
    env: { FAUXVAULT_HOME: authorityFolder(context.folder) },
  });
  child.stdout?.resume();
  const ready = await waitForFile(child, readyFile);
  const { passwordstate, pmp, blink } = ready.products;
  const example = ready.examples.passwordstate;
  if (!passwordstate || !pmp || !blink) throw new Error("The ready file does not say where the products are.");
  return {
    child,
    bases: { passwordstate: passwordstate.http, pmp: pmp.http, blink: blink.http },
    http: passwordstate.http,
    control: new ControlClient(ready.control),
    get example() {
      if (!example) throw new Error("This vault has no request to show to newcomers.");
      return { url: `${passwordstate.http}${example.path}`, headers: example.headers };
    },
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
