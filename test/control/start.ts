import { onTestFinished } from "vitest";
import { ControlClient } from "../../src/control/client.ts";
import { type Running, type RunningOptions, startRunning } from "../../src/control/running.ts";
import { makeFreshFolder } from "../authority/make-fresh-folder.ts";

/** The system key of the vault below: no output of ours may show it. */
export const SYSTEM_KEY = "c0ffee00c0ffee00c0ffee00c0ffee01";
/** The key of its first list. */
export const LIST_KEY = "c0ffee00c0ffee00c0ffee00c0ffee02";
/** The value of record 1, which is just as secret. */
export const PASSWORD = "Canary-In-The-Vault-1!";

/** A small vault with planted secrets. */
export const vault = {
  fauxvault: 1,
  seed: 7,
  clock: { at: "2026-03-01T09:00:00Z", frozen: true },
  hosts: { "build-01.test": ["10.20.0.11"] },
  passwordstate: {
    keys: { systemWide: { value: SYSTEM_KEY } },
    lists: [
      {
        name: "Servers",
        key: { value: LIST_KEY },
        records: [
          { title: "web-01", userName: "root", password: PASSWORD },
          { title: "web-02", userName: "root", password: "Another-Value-2!" },
        ],
      },
    ],
  },
};

/** A fauxvault of a test's own, stopped when the test ends. */
export interface Started {
  readonly running: Running;
  readonly client: ControlClient;
  /** Asks the mock's own API; what is in front of the path defaults to the first door. */
  readonly ask: (path: string, init?: RequestInit & { readonly at?: string }) => Promise<Response>;
  /** What `onTrouble` heard. */
  readonly troubles: readonly string[];
}

/** Starts a fauxvault on free ports with the vault above. */
export async function start(options: Partial<RunningOptions> = {}): Promise<Started> {
  const troubles: string[] = [];
  const running = await startRunning({
    fixture: vault,
    freePorts: true,
    authorityFolder: await makeFreshFolder(),
    onTrouble: (message) => troubles.push(message),
    onStopAsked: () => void running.stop(),
    ...options,
  });
  onTestFinished(() => running.stop());
  const door = running.status().doors[0]?.http ?? "";
  const ask: Started["ask"] = (path, { at = door, ...init } = {}) =>
    fetch(`${at}${path}`, { headers: { APIKey: SYSTEM_KEY }, ...init });
  return { running, client: new ControlClient(running.control), ask, troubles };
}
