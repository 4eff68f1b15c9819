import path from "node:path";
import { pathToFileURL } from "node:url";
import { ContractsError } from "../contracts-error.ts";
import type { Connector } from "../port.ts";

/** The function that a module exports to make its connector. Throws a `ContractsError` that says what is wrong with the module. */
export async function loadModule(file: string): Promise<() => Connector> {
  const { createConnector } = await importModule(file);
  if (typeof createConnector === "function") return createConnector as () => Connector;
  throw new ContractsError(`${file} exports no function 'createConnector'; let it return your connector.`);
}

async function importModule(file: string): Promise<{ createConnector?: unknown }> {
  try {
    return (await import(pathToFileURL(path.resolve(file)).href)) as { createConnector?: unknown };
  } catch (error) {
    throw new ContractsError(`${file} cannot be loaded: ${explain(file, error)}`, { cause: error });
  }
}

function explain(file: string, error: unknown): string {
  const { code, message } = error instanceof Error ? (error as NodeJS.ErrnoException) : { message: String(error) };
  if (code !== "ERR_UNKNOWN_FILE_EXTENSION" || !/\.[cm]?ts$/.test(file)) return message;
  return `Node ${process.version} does not run TypeScript. Take Node 22.18 or later, name the JavaScript that you compile it to (npx tsc), or run it through vitest.`;
}
