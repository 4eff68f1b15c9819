import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Context, Row } from "../context.ts";
import { type Line, medianLine } from "../line.ts";
import { checkRefusalsBeside } from "../passwordstate/refusals.ts";
import { readOutput, startNode } from "../processes.ts";
import { startVault, type Vault } from "../vault.ts";

/** A run of the contract. */
interface Verified {
  /** From the command to its end, in milliseconds. */
  readonly command: number;
  /** The run alone, as its report says. */
  readonly run: number;
  readonly checks: number;
  readonly sandboxes: number;
}

/** What a report says, as far as it is needed here. */
interface Report {
  readonly milliseconds: number;
  readonly counts: { readonly passed: number; readonly failed: number; readonly error: number };
}

/** The names of Python 3, the usual one of each system first. */
const PYTHONS = process.platform === "win32" ? ["python", "python3"] : ["python3", "python"];

/** How long it takes to prove a connector. */
export const contract: Row = {
  id: "contract",
  title: "The Passwordstate contract, by the command line against a running fauxvault",
  profiles: "cpu",
  async run(context) {
    const vault = await startVault(context);
    try {
      const server = "fauxvault with the demo, for the contract";
      context.noteRefusals(await checkRefusalsBeside(server, vault.http, vault.control));
      const python = findPython();
      const subjects: (readonly [name: string, connector: readonly string[]])[] = [
        ["in process", ["--module", await bundleExample(context)]],
        ...(python === undefined ? [] : [["over stdio, Python", ["--", python, findPythonExample(context)]] as const]),
      ];
      const runs = await verifyInTurn(context, vault, subjects);
      return {
        lines: Object.entries(runs).flatMap(([name, verified]) => describe(name, verified)),
        notes: python === undefined ? ["There is no Python here, so nothing was run over stdio."] : [],
        rounds: runs,
      };
    } finally {
      await vault.end();
    }
  },
  async profile(context, flags) {
    const vault = await startVault(context);
    await verify(context, vault, ["--module", await bundleExample(context)], flags);
    await vault.end();
  },
};

async function verifyInTurn(
  context: Context,
  vault: Vault,
  subjects: readonly (readonly [name: string, connector: readonly string[]])[],
): Promise<Record<string, Verified[]>> {
  const runs: Record<string, Verified[]> = Object.fromEntries(subjects.map(([name]) => [name, []]));
  for (let round = 0; round < context.settings.contractRuns; round += 1) {
    for (const [name, connector] of subjects) runs[name]?.push(await verify(context, vault, connector));
  }
  return runs;
}

async function verify(
  { root, folder, machine }: Context,
  vault: Vault,
  connector: readonly string[],
  flags: readonly string[] = [],
): Promise<Verified> {
  const report = path.join(folder, "report.json");
  const before = await countSandboxes(vault);
  const options = ["--control", vault.control.url, "--seed", "1", "--json", report];
  const args = [...flags, path.join(root, "dist/cli.js"), "verify", "passwordstate", ...options, ...connector];
  const started = performance.now();
  await readOutput(startNode({ args, core: machine.pins?.load }));
  const command = performance.now() - started;
  const { runs } = JSON.parse(readFileSync(report, "utf8")) as { readonly runs: readonly Report[] };
  const [run] = runs;
  if (!run) throw new Error("The report of 'fauxvault verify' tells of no run.");
  const { milliseconds, counts } = run;
  // One of them is the vault that the others were forked from, and one was made to count.
  const sandboxes = (await countSandboxes(vault)) - before - 2;
  return { command, run: milliseconds, checks: counts.passed + counts.failed + counts.error, sandboxes };
}

/** Sandboxes without a name of their own are numbered, so a new one tells how many there have been. */
async function countSandboxes({ control }: Vault): Promise<number> {
  const { id } = await control.createSandbox({ fork: "default" });
  await control.sandbox(id).delete();
  return Number(/^s(\d+)$/.exec(id)?.[1]);
}

/** The example in TypeScript as JavaScript, which Node 20 needs. */
async function bundleExample({ root, folder }: Context): Promise<string> {
  // Imported here, or every process of this program would load the bundler.
  const { rolldown } = await import("rolldown");
  const bundled = await rolldown({
    input: path.join(root, "examples/typescript/passwordstate-connector.ts"),
    platform: "node",
  });
  const file = path.join(folder, "connector.mjs");
  await bundled.write({ file, format: "esm" });
  await bundled.close();
  return file;
}

function findPythonExample({ root }: Context): string {
  return path.join(root, "examples/python/passwordstate_adapter.py");
}

function findPython(): string | undefined {
  const isThree = ["-c", "import sys; sys.exit(sys.version_info < (3, 8))"];
  return PYTHONS.find((command) => spawnSync(command, isThree).status === 0);
}

function describe(name: string, verified: readonly Verified[]): Line[] {
  const [first] = verified;
  return [
    medianLine(
      `${name}: the run`,
      "ms",
      verified.map(({ run }) => run),
    ),
    medianLine(
      `${name}: the whole command`,
      "ms",
      verified.map(({ command }) => command),
    ),
    { what: `${name}: checks that ran`, unit: "", value: first?.checks ?? Number.NaN },
    { what: `${name}: sandboxes forked for them`, unit: "", value: first?.sandboxes ?? Number.NaN },
  ];
}
