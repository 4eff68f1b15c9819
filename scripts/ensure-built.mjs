import { spawnSync } from "node:child_process";
import path from "node:path";
import { isFresh } from "./freshness.mjs";
import { root } from "./project.mjs";

/**
 * Builds dist/ when it is absent or older than the sources; ends this process when that fails. The bundler runs
 * in a process of its own, so that its memory and its start-up are not those of what comes after.
 */
export function ensureBuilt() {
  if (isFresh()) return;
  console.error("fauxvault: building dist/ ...");
  const build = spawnSync(process.execPath, [path.join(root, "scripts", "build.mjs"), "--quick"], { stdio: "inherit" });
  if (build.status !== 0) process.exit(build.status ?? 1);
}
