import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/** Gives the preload a file to report to, and fails the run when anything was reported. */
export function setup(): () => void {
  const folder = mkdtempSync(path.join(os.tmpdir(), "fauxvault-network-"));
  const log = path.join(folder, "refused.log");
  writeFileSync(log, "");
  process.env.FAUXVAULT_NETWORK_LOG = log;
  return () => {
    const refused = readFileSync(log, "utf8");
    rmSync(folder, { recursive: true });
    if (refused === "") return;
    console.error(`The suite tried to leave this machine:\n\n${refused}`);
    process.exitCode = 1;
  };
}
