import { spawnSync } from "node:child_process";
import path from "node:path";
import { isFresh } from "./freshness.mjs";
import { root } from "./project.mjs";

/** A build takes a second or two; one that takes this long, in milliseconds, never ends. */
const PATIENCE = 120_000;

/**
 * Builds dist/ when it is absent or older than the sources; ends this process when that fails. The bundler runs
 * in a process of its own, so that its memory and its start-up are not those of what comes after.
 */
export function ensureBuilt() {
  if (isFresh()) return;
  console.error("fauxvault: building dist/ ...");
  const program = path.join(root, "scripts", "build.mjs");
  const build = spawnSync(process.execPath, [program, "--quick"], { stdio: "inherit", timeout: PATIENCE });
  if (build.status === 0) return;
  if (build.status === null) console.error("fauxvault: the build did not end and was stopped; try 'npm run build'.");
  process.exit(build.status ?? 1);
}
