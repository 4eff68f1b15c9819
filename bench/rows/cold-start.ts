import path from "node:path";
import { ask } from "../ask.ts";
import type { Context, Row } from "../context.ts";
import { medianLine } from "../line.ts";
import { checkRefusalsBeside } from "../passwordstate/refusals.ts";
import { endProcess, readFirstLine, readOutput, startNode } from "../processes.ts";
import { ratios } from "../statistics.ts";
import { startVault } from "../vault.ts";

/** From the command to the first correct answer, processes and all. */
export const coldStart: Row = {
  id: "cold-start",
  title: "Cold start of the command line with the demo, to the first correct answer",
  profiles: "cpu",
  async run(context) {
    await checkDemo(context);
    const vault: number[] = [];
    const express: number[] = [];
    const bare: number[] = [];
    // One more than is kept: the first of each reads its files from the disk.
    for (let start = 0; start <= context.settings.starts; start += 1) {
      const took = [await timeVault(context, []), await timeExpress(context), await timeNode(context)] as const;
      if (start === 0) continue;
      vault.push(took[0]);
      express.push(took[1]);
      bare.push(took[2]);
    }
    return {
      lines: [
        medianLine("to the Express script's", "x", ratios(vault, express), { target: { most: 1.5 } }),
        medianLine("fauxvault start", "ms", vault),
        medianLine("Express script", "ms", express),
        medianLine("an empty Node program, start to end", "ms", bare),
      ],
      rounds: { vault, express, bare },
    };
  },
  async profile(context, flags) {
    await timeVault(context, flags);
  },
};

/** A start that is not timed, on which the refusals are checked. */
async function checkDemo(context: Context): Promise<void> {
  const vault = await startVault(context);
  try {
    context.noteRefusals(await checkRefusalsBeside("fauxvault with the demo", vault.http, vault.control));
  } finally {
    await vault.end();
  }
}

async function timeVault(context: Context, flags: readonly string[]): Promise<number> {
  const started = performance.now();
  const vault = await startVault(context, { flags });
  const { status, body } = await ask(vault.example);
  const took = performance.now() - started;
  await vault.end();
  const id = vault.example.url.split("/").at(-1);
  if (status === 200 && body.includes(`"PasswordID":${id},`)) return took;
  throw new Error(`The first answer of 'fauxvault start' was wrong: status ${status}.`);
}

async function timeExpress({ root, machine }: Context): Promise<number> {
  const started = performance.now();
  const script = path.join(root, "bench/controls/express-start.mjs");
  const child = startNode({ args: [script], core: machine.pins?.server });
  const port = await readFirstLine(child);
  const { status } = await ask({ url: `http://127.0.0.1:${port}/api/passwords/1`, headers: {} });
  const took = performance.now() - started;
  await endProcess(child);
  if (status === 200) return took;
  throw new Error(`The first answer of the Express script was wrong: status ${status}.`);
}

async function timeNode({ machine }: Context): Promise<number> {
  const started = performance.now();
  await readOutput(startNode({ args: ["--eval", "0"], core: machine.pins?.server }));
  return performance.now() - started;
}
