import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll } from "vitest";
import { ControlClient } from "../../src/control/client.ts";
import { type Running, startRunning } from "../../src/control/running.ts";

/** A fauxvault for all tests of a file: each run sets up vaults of its own in it. Gives what steers it, once the tests run. */
export function startFauxvault(): () => ControlClient {
  let running: Running | undefined;
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "fauxvault-authority-"));
    running = await startRunning({
      fixture: "empty",
      freePorts: true,
      authorityFolder: folder,
      onTrouble: (message) => console.error(message),
      onStopAsked: () => undefined,
    });
  });
  afterAll(async () => {
    await running?.stop();
    await rm(folder, { recursive: true, force: true });
  });
  return () => {
    if (!running) throw new Error("The fauxvault of these tests is not up.");
    return new ControlClient(running.control);
  };
}
