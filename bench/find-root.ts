import { existsSync } from "node:fs";
import path from "node:path";

/** The project's folder, from a file somewhere below it: bundles of this program do not lie where its sources do. */
export function findRoot(file: string): string {
  const folder = path.dirname(file);
  if (existsSync(path.join(folder, "bench", "main.ts"))) return folder;
  if (folder === file) throw new Error("The benchmark does not lie below the project that it measures.");
  return findRoot(folder);
}
