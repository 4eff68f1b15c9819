import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The folder that holds package.json. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/**
 * Runs the command line of an installed package, without a shell, so that it is the same on every system.
 *
 * @param {string} name of the package
 * @param {string[]} args
 * @param {string} [command] where the package has several
 * @returns {number} its exit code
 */
export function runTool(name, args, command = name) {
  const folder = path.join(root, "node_modules", name);
  const { bin } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const script = path.join(folder, typeof bin === "string" ? bin : bin[command]);
  return spawnSync(process.execPath, [script, ...args], { stdio: "inherit", cwd: root }).status ?? 1;
}
