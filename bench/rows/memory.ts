import type { ChildProcess } from "node:child_process";
import { ask, type Target } from "../ask.ts";
import type { Context, Row } from "../context.ts";
import { type ControlAnswer, startControl } from "../controls.ts";
import { type Line, medianLine } from "../line.ts";
import { type Memory, probeFlags, readMemory } from "../memory.ts";
import { PASSWORD_ROUTE } from "../passwordstate/paths.ts";
import { checkRefusalsBeside } from "../passwordstate/refusals.ts";
import { endProcess } from "../processes.ts";
import { ratios } from "../statistics.ts";
import { startVault } from "../vault.ts";

/** What a server held after a first and a second run of the same load. */
interface Held {
  readonly first: Memory;
  readonly second: Memory;
}

const MEGABYTE = 1e6;
/** How many audit rows a fixture keeps unless it says otherwise; the journal keeps fewer. */
const AUDIT_ROWS = 10_000;

/** What a fake of the demo holds once its journal and its audit are full, beside what Express holds for the same answers. */
export const memory: Row = {
  id: "memory",
  title: "Memory after load, demo fixture, journal and audit full (after garbage collection)",
  profiles: "heap",
  async run(context) {
    const vault: Held[] = [];
    const express: Held[] = [];
    for (let round = 0; round < context.settings.memoryRounds; round += 1) {
      const pair = await weighPair(context);
      vault.push(pair.vault);
      express.push(pair.express);
    }
    return { lines: describe(vault, express), rounds: { vault, express } };
  },
  async profile(context, flags) {
    const vault = await startVault(context, { flags });
    await fill(context, vault.example);
    await vault.end();
  },
};

async function weighPair(context: Context): Promise<{ readonly vault: Held; readonly express: Held }> {
  const plan = { flags: probeFlags(context.root), channel: true };
  const vault = await startVault(context, plan);
  try {
    context.noteRefusals(
      await checkRefusalsBeside("fauxvault with the demo, to be weighed", vault.http, vault.control),
    );
    const target = vault.example;
    const express = await startControl(context, "express", { answers: [await answerTo(target)], ...plan });
    try {
      const control = { url: target.url.replace(vault.http, express.url), headers: target.headers };
      const pair = {
        vault: await weigh(context, vault.child, target),
        express: await weigh(context, express.child, control),
      };
      const { served } = await vault.control.sandbox().info();
      if (served <= AUDIT_ROWS) throw new Error(`The audit is not full: only ${served} requests were served.`);
      return pair;
    } finally {
      await endProcess(express.child);
    }
  } finally {
    await vault.end();
  }
}

/** What the control answers, on the route that the example's path is of. */
async function answerTo(target: Target): Promise<ControlAnswer> {
  const { pathname, search } = new URL(target.url);
  return { ...(await ask(target)), path: `${pathname}${search}`, route: PASSWORD_ROUTE };
}

async function weigh(context: Context, child: ChildProcess, target: Target): Promise<Held> {
  await fill(context, target);
  const first = await readMemory(child);
  await fill(context, target);
  return { first, second: await readMemory(child) };
}

async function fill({ load, settings }: Context, target: Target): Promise<void> {
  await load.run({ ...target, connections: 32, requests: settings.fillingRequests });
}

function describe(vault: readonly Held[], express: readonly Held[]): Line[] {
  const one = (held: readonly Held[], kind: keyof Memory) => held.map(({ second }) => second[kind]);
  const growth = (held: readonly Held[], kind: keyof Memory) =>
    held.map(({ first, second }) => (second[kind] / first[kind] - 1) * 100);
  const megabytes = (held: readonly Held[], kind: keyof Memory) => one(held, kind).map((bytes) => bytes / MEGABYTE);
  const kinds = [
    ["resident", "rss"],
    ["heap used", "heapUsed"],
  ] as const;
  return kinds.flatMap(([name, kind]) => [
    medianLine(`${name}: to Express's`, "x", ratios(one(vault, kind), one(express, kind)), { target: { most: 1.2 } }),
    medianLine(`${name}: a second run adds`, "%", growth(vault, kind), { target: { most: 5 } }),
    medianLine(`${name}: fauxvault`, "MB", megabytes(vault, kind)),
    medianLine(`${name}: Express`, "MB", megabytes(express, kind)),
    medianLine(`${name}: a second run adds to Express`, "%", growth(express, kind)),
  ]);
}
