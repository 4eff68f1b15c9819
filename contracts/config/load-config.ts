import { readdir } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ContractsError } from "../contracts-error.ts";
import { type Config, configShape } from "./config-shape.ts";
import { findConfigIssues } from "./find-config-issues.ts";
import { checkContent, type FileContent, readContent, refuse } from "./read-checked.ts";
import { utcDay } from "./utc-day.ts";

/** The names under which a configuration is found in a folder. */
export const CONFIG_FILES = ["yaml", "json", "mjs"].map((ending) => `fauxvault.config.${ending}`);

/** The configuration that lies in a folder; undefined when there is none. Throws a `ContractsError` when there are several. */
export async function findConfig(folder: string): Promise<string | undefined> {
  const names = await readdir(folder);
  const [found, other] = CONFIG_FILES.filter((name) => names.includes(name));
  if (other === undefined) return found;
  throw new ContractsError(`There are both ${found} and ${other}: name one with --config, or remove one.`);
}

/** Reads and checks a configuration. Throws a `ContractsError` that tells all that is wrong, with file and line. */
export async function loadConfig(file: string, today = utcDay()): Promise<Config> {
  const content = /\.m?js$/.test(file) ? await importContent(file) : await readContent(file);
  const config = checkContent(content, configShape);
  const issues = findConfigIssues(config, today);
  return issues.length > 0 ? refuse(content, issues) : config;
}

async function importContent(file: string): Promise<FileContent> {
  let exported: { readonly config?: unknown; readonly default?: unknown };
  try {
    exported = (await import(pathToFileURL(path.resolve(file)).href)) as typeof exported;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new ContractsError(`${file} cannot be loaded: ${message}`, { cause: error });
  }
  const content = exported.config ?? exported.default;
  if (content === undefined) throw new ContractsError(`${file} exports neither 'config' nor a default.`);
  return { file, content, locate: () => "" };
}
