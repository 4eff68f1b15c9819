import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Context, Row } from "../context.ts";
import { medianLine } from "../line.ts";
import { readOutput, startNode } from "../processes.ts";
import { ratios } from "../statistics.ts";

/** What `embedded.mjs` prints, in milliseconds, one number for each time. */
interface Embedded {
  readonly start: readonly number[];
  readonly fork: readonly number[];
  readonly stop: readonly number[];
}

const MODULES = ["fauxvault", "fauxvault/contracts", "express"] as const;

/** What a test process pays for the library: its import, and a server of its own. */
export const library: Row = {
  id: "library",
  title: "The library in a test process",
  profiles: "cpu",
  async run(context) {
    const took = await timeImports(context);
    const { start, fork, stop } = await runEmbedded(context);
    const [first = Number.NaN, ...later] = start;
    return {
      lines: [
        medianLine("import fauxvault", "ms", took.fauxvault),
        medianLine("import fauxvault/contracts", "ms", took["fauxvault/contracts"]),
        medianLine("import express", "ms", took.express),
        medianLine("import fauxvault, to import express", "x", ratios(took.fauxvault, took.express)),
        { what: "first start of an embedded server, demo", unit: "ms", value: first },
        medianLine("later starts of an embedded server, demo", "ms", later),
        medianLine("fork of an embedded server, with a port of its own", "ms", fork),
        medianLine("stop of an embedded server", "ms", stop),
      ],
      rounds: { imports: took, start, fork, stop },
    };
  },
  async profile(context, flags) {
    await runEmbedded(context, flags);
  },
};

/** Each import in a fresh process, in turn. */
async function timeImports(context: Context) {
  const took: Record<(typeof MODULES)[number], number[]> = { fauxvault: [], "fauxvault/contracts": [], express: [] };
  // One more than is kept: the first of each reads its files from the disk.
  for (let start = 0; start <= context.settings.starts; start += 1) {
    for (const name of MODULES) {
      const milliseconds = await timeImport(context, name);
      if (start > 0) took[name].push(milliseconds);
    }
  }
  return took;
}

async function timeImport({ root, machine }: Context, name: (typeof MODULES)[number]): Promise<number> {
  const files = { fauxvault: "dist/index.js", "fauxvault/contracts": "dist/contracts.js", express: undefined };
  const file = files[name];
  const specifier = file === undefined ? name : pathToFileURL(path.join(root, file)).href;
  const args = [path.join(root, "bench/processes/import-time.mjs"), specifier];
  return Number(await readOutput(startNode({ args, core: machine.pins?.server })));
}

async function runEmbedded(context: Context, flags: readonly string[] = []): Promise<Embedded> {
  const { root, machine, settings } = context;
  const script = path.join(root, "bench/processes/embedded.mjs");
  const library = pathToFileURL(path.join(root, "dist/index.js")).href;
  const args = [...flags, script, library, String(settings.starts + 1)];
  return JSON.parse(await readOutput(startNode({ args, core: machine.pins?.server }))) as Embedded;
}
