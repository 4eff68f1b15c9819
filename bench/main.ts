import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { blink } from "./blink/product.ts";
import { type Context, FULL, QUICK, type Row } from "./context.ts";
import { findRoot } from "./find-root.ts";
import { startLoad } from "./load.ts";
import { pinSelf, readMachine } from "./machine.ts";
import { passwordstate } from "./passwordstate/product.ts";
import { pmp } from "./pmp/product.ts";
import type { Product } from "./product.ts";
import { printProfile } from "./profile.ts";
import { RefusalError, type Refusals } from "./refusals.ts";
import { type Finished, printHead, printRefusals, printRow, printTitle, printVerdict, writeResults } from "./report.ts";
import { blinkExecutions, blinkRun, blinkRunSync } from "./rows/blink.ts";
import { coldStart } from "./rows/cold-start.ts";
import { contract } from "./rows/contract.ts";
import { http } from "./rows/http.ts";
import { library } from "./rows/library.ts";
import { memory } from "./rows/memory.ts";
import { pmpById, pmpByNames, pmpList, pmpSearch } from "./rows/pmp.ts";
import { recordBytes } from "./rows/record-bytes.ts";
import { sandboxes } from "./rows/sandboxes.ts";
import { search } from "./rows/search.ts";
import { tls } from "./rows/tls.ts";
import { measureSandboxes } from "./sandbox-costs.ts";
import { startVault } from "./vault.ts";
import { writeFixture } from "./write-fixture.ts";

const ROWS: readonly Row[] = [
  ...[coldStart, http, tls, memory, recordBytes, search, sandboxes, library, contract],
  ...[pmpById, pmpByNames, pmpList, pmpSearch],
  ...[blinkRun, blinkRunSync, blinkExecutions],
];

const USAGE = `npm run bench -- [options]
  --quick         short rounds, for trying out; writes no results
  --only ROW      only this row (repeatable); writes no results
  --profile ROW   run the row's subject alone under Node's profiler and print its 25 heaviest functions
  --help          this text
Rows: ${ROWS.map(({ id }) => id).join(", ")}`;

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    only: { type: "string", multiple: true, default: [] },
    profile: { type: "string" },
    help: { type: "boolean", default: false },
    // How the row "sandboxes" starts this program once more.
    sandboxes: { type: "string" },
    forks: { type: "string" },
  },
});
const unknown = [...values.only, ...(values.profile === undefined ? [] : [values.profile])].find((id) => !findRow(id));
if (values.sandboxes !== undefined) {
  console.log(JSON.stringify(await measureSandboxes(Number(values.sandboxes), Number(values.forks))));
} else if (values.help || unknown !== undefined) {
  console.log(unknown === undefined ? USAGE : `There is no row '${unknown}'.\n${USAGE}`);
  process.exitCode = unknown === undefined ? 0 : 2;
} else {
  try {
    await run();
  } catch (error) {
    console.error(error instanceof RefusalError ? error.message : error);
    process.exitCode = 1;
  }
}

function findRow(id: string | undefined): Row | undefined {
  return ROWS.find((row) => row.id === id);
}

async function run(): Promise<void> {
  const root = findRoot(fileURLToPath(import.meta.url));
  const machine = readMachine();
  const settings = values.quick ? QUICK : FULL;
  const folder = mkdtempSync(path.join(tmpdir(), "fauxvault-bench-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  process.once("SIGINT", () => process.exit(130));
  const load = startLoad(root, machine.pins?.load);
  const refusals: Refusals[] = [];
  const context: Context = {
    root,
    folder,
    machine,
    settings,
    load,
    program: fileURLToPath(import.meta.url),
    noteRefusals: (seen) => void refusals.push(seen),
  };
  if (machine.pins) pinSelf(machine.pins.load);
  try {
    const profiled = findRow(values.profile);
    if (profiled) return await printProfile(context, profiled);
    printHead(machine, settings);
    // Nothing at all is timed before this; each row asks the servers that it times once more.
    for (const product of [passwordstate, pmp, blink]) refusals.push(await checkRefusalsFirst(context, product));
    const wanted = ROWS.filter(({ id }) => values.only.length === 0 || values.only.includes(id));
    const rows: Finished[] = [];
    for (const row of wanted) {
      printTitle(row);
      const finished = await finish(row, context);
      printRow(finished);
      rows.push(finished);
    }
    printRefusals(refusals);
    printVerdict(rows);
    if (rows.some(({ invalid }) => invalid !== undefined)) process.exitCode = 1;
    if (values.quick || wanted.length < ROWS.length) return;
    const at = new Date().toISOString();
    writeResults(path.join(root, "bench/results.json"), { at, machine, settings, refusals, rows });
    console.log("Written to bench/results.json.");
  } finally {
    await load.end();
  }
}

async function checkRefusalsFirst(context: Context, product: Product): Promise<Refusals> {
  const vault = await startVault(context, { fixture: writeFixture(context.folder, product, 1000) });
  try {
    const { bases, control } = vault;
    const server = `fauxvault's ${product.name} before anything else`;
    return await product.checkRefusals({ server, base: bases[product.name], control, sandbox: "default" });
  } finally {
    await vault.end();
  }
}

/** Runs a row. What goes wrong makes it invalid, except a server that does not refuse: that ends the whole run. */
async function finish(row: Row, context: Context): Promise<Finished> {
  const { id, title } = row;
  try {
    return { id, title, result: await row.run(context) };
  } catch (error) {
    if (error instanceof RefusalError) throw error;
    return { id, title, invalid: error instanceof Error ? error.message : String(error) };
  }
}
