import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { PassThrough } from "node:stream";
import { expect, onTestFinished } from "vitest";
import { Canaries } from "../../contracts/canaries.ts";
import { readTarget } from "../../contracts/live/read-target.ts";
import type { Target } from "../../contracts/live/target.ts";
import type { VerifyOptions } from "../../contracts/verify/options.ts";
import { verify } from "../../contracts/verify/verify.ts";
import { ControlClient } from "../../src/control/client.ts";
import { ControlError } from "../../src/control/control-error.ts";
import type { JournalInfo } from "../../src/control/protocol.ts";
import type { SandboxClient } from "../../src/control/sandbox-client.ts";
import { startCli } from "../cli/cli.ts";

/** A fauxvault in a process of its own. A run knows its address and a credential; the test alone has the token that steers it. */
export interface LiveTarget {
  readonly http: string;
  readonly https: string;
  readonly caFile: string;
  readonly credential: string;
  /** Where a connector may write. */
  readonly container: string;
  readonly sandbox: SandboxClient;
  /** All that the vault holds, but for what it writes down about calls. */
  content(): Promise<unknown>;
  /** The requests that were no reads. */
  writes(): Promise<readonly JournalInfo[]>;
}

/** What a vault writes down about calls, and values that are no more: see the audit of each product. */
const ASIDE = /\.(audit|history|accesses)$/;

/** Starts a fauxvault that nobody but the test can steer. */
export async function startTarget(product: "passwordstate" | "pmp"): Promise<LiveTarget> {
  const token = randomBytes(16).toString("hex");
  const { ready } = await startCli(["--fixture", "contract", "--control-token", token]);
  const { url } = ready.control;
  await expect(new ControlClient({ url }).sandboxes()).rejects.toThrow(ControlError);
  const control = new ControlClient({ url, token });
  const sandbox = control.sandbox();
  const folder = await mkdtemp(path.join(os.tmpdir(), "fauxvault-live-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const caFile = path.join(folder, "ca.pem");
  await writeFile(caFile, await control.caPem());
  const name = product === "pmp" ? "contract@localhost" : "System Wide";
  const credential = ready.credentials.find((one) => one.product === product && one.name === name)?.value;
  const addresses = ready.products[product];
  if (credential === undefined || addresses === undefined) throw new Error(`The fixture has no ${name}.`);
  return {
    ...addresses,
    ...{ caFile, credential, container: "101", sandbox },
    async content() {
      const { tables } = JSON.parse(await sandbox.snapshot()) as { tables: Record<string, { rows: unknown }> };
      const kept = Object.entries(tables).filter(([table]) => !ASIDE.test(table));
      return Object.fromEntries(kept.map(([table, { rows }]) => [table, rows]));
    },
    async writes() {
      return (await sandbox.journal()).filter(({ method }) => method !== "GET");
    },
  };
}

/** The target as a run gets it; it may write. */
export function permitWrites({ https, caFile, credential, container }: LiveTarget, canaries = new Canaries()): Target {
  const choice = { address: https, caFile, container, allowWrites: true, prefix: "fv-" };
  const environment = { FAUXVAULT_TARGET_CREDENTIAL: credential };
  return readTarget(choice, { http: false, environment, canaries });
}

/** Runs `verify` at a target; gives the exit code and all that was written. */
export async function verifyAt({ https, caFile, credential }: LiveTarget, options: Partial<VerifyOptions>) {
  const out = new PassThrough();
  const environment = { FAUXVAULT_TARGET_CREDENTIAL: credential };
  const code = await verify({ target: https, caFile, environment, out, seed: 1, ...options });
  out.end();
  return { code, text: (await out.setEncoding("utf8").toArray()).join("") };
}

/** A file of this test's own. */
export async function writeTemporary(name: string, text: string): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "fauxvault-live-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, name);
  await writeFile(file, text);
  return file;
}
