import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** Paths from the project's folder, with forward slashes, to the text of each file. */
export type Sources = ReadonlyMap<string, string>;

/** Reads every TypeScript file of these top folders, tests that stand beside the code left out. */
export function readSources(folders: readonly string[]): Sources {
  const sources = new Map<string, string>();
  for (const folder of folders.filter((name) => existsSync(name))) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !entry.name.endsWith(".ts") || entry.name.endsWith(".test.ts")) continue;
      const file = path.join(entry.parentPath, entry.name);
      sources.set(file.split(path.sep).join("/"), readFileSync(file, "utf8"));
    }
  }
  return sources;
}
