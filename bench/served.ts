import { type Answer, askAll, type Target } from "./ask.ts";
import type { Context } from "./context.ts";
import { CONTROLS, startControl } from "./controls.ts";
import type { RowResult } from "./line.ts";
import { endProcess } from "./processes.ts";
import type { Product } from "./product.ts";
import { runRounds, type Subject } from "./rounds.ts";
import { type Aims, checkSameAnswers, compareWithControls, describeControls } from "./served-lines.ts";
import { startVault, type Vault } from "./vault.ts";
import { writeFixture } from "./write-fixture.ts";

/** One request of what is timed. */
export interface Step {
  /** With its query. */
  readonly path: string;
  /** The same as a route of Express, for the controls. */
  readonly route: string;
  /** GET when absent; with a body only the first of some steps. */
  readonly method?: "POST";
  readonly body?: string;
}

/** A vault that is timed: what it is called in the table, how much is in it, and who asks. */
export interface TimedVault {
  readonly name: string;
  readonly rows: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** What is timed, and on which vaults. */
export interface Served {
  readonly product: Product;
  readonly secure?: boolean;
  /** Asked for one after the other; all of them together count as one answer. */
  readonly steps: readonly [Step, ...Step[]];
  /** Whether these are the right answers; looked at before and after the load. */
  isRight(bodies: readonly string[]): boolean;
  readonly vaults: readonly TimedVault[];
  readonly aims: Aims;
  /** 32 when absent. */
  readonly connections?: number;
  readonly notes?: readonly string[];
}

/** Times what is asked for on each vault, all of them beside the same controls in the same rounds. */
export async function measureServed(context: Context, served: Served): Promise<RowResult> {
  const { vaults, steps, secure = false, connections, aims, notes = [] } = served;
  const subjects: Subject[] = [];
  try {
    for (const vault of vaults) subjects.push(await startCheckedVault(context, served, vault));
    const [first] = subjects;
    if (!first) throw new Error("There is no vault to time.");
    const answers = await askAll(first);
    const given = steps.map((step, at) => ({ ...step, ...pickAnswer(answers, at) }));
    for (const name of CONTROLS) {
      const { child, url } = await startControl(context, name, { answers: given, secure });
      subjects.push({ name, child, ...toTarget(url, steps, first.headers) });
    }
    const bodies = await checkAnswers(served, subjects);
    const samples = await runRounds(context, subjects, connections);
    await checkAnswers(served, subjects);
    const lines = [
      ...vaults.flatMap(({ name }) => compareWithControls(name, samples, aims)),
      ...describeControls(samples),
    ];
    const bodyBytes = bodies.reduce((sum, body) => sum + Buffer.byteLength(body), 0);
    return { lines, notes, rounds: { bodyBytes, samples } };
  } finally {
    for (const { child } of subjects) await endProcess(child);
  }
}

/** Loads the last of the vaults alone for a while. */
export async function profileServed(context: Context, flags: readonly string[], served: Served): Promise<void> {
  const { vaults, product, steps, secure = false, connections = 32 } = served;
  const last = vaults.at(-1);
  if (!last) throw new Error("There is no vault to profile.");
  const vault = await startVault(context, { fixture: writeFixture(context.folder, product, last.rows), flags });
  const { seconds, warmUpSeconds } = context.settings;
  const target = toTarget(baseOf(vault, product, secure), steps, last.headers);
  try {
    await context.load.run({ ...target, connections, seconds: 2 * (seconds + warmUpSeconds) });
  } finally {
    await vault.end();
  }
}

async function startCheckedVault(context: Context, served: Served, { name, rows, headers }: TimedVault) {
  const { product, steps, secure = false } = served;
  const vault = await startVault(context, { fixture: writeFixture(context.folder, product, rows) });
  const base = baseOf(vault, product, secure);
  try {
    const server = `fauxvault's ${product.name} ${secure ? "over TLS " : ""}with ${name}`;
    context.noteRefusals(await product.checkRefusals({ server, base, control: vault.control, sandbox: "default" }));
  } catch (error) {
    await vault.end();
    throw error;
  }
  return { name, child: vault.child, ...toTarget(base, steps, headers) };
}

/** Sees to it that all subjects give the same answers, and that these are right. */
async function checkAnswers({ isRight }: Served, subjects: readonly Subject[]): Promise<readonly string[]> {
  const bodies = await checkSameAnswers(subjects);
  if (!isRight(bodies)) throw new Error(`The servers do not give the right answer: ${bodies.join(" ").slice(0, 500)}`);
  return bodies;
}

function pickAnswer(answers: readonly Answer[], at: number): Answer {
  const answer = answers[at];
  if (!answer) throw new Error(`There is no answer to step ${at + 1}.`);
  return answer;
}

function baseOf(vault: Vault, { name }: Product, secure: boolean): string {
  const base = vault.bases[name];
  return secure ? base.replace("http:", "https:") : base;
}

function toTarget(base: string, [first, ...others]: Served["steps"], headers: Target["headers"]): Target {
  const { path, method, body } = first;
  return { url: `${base}${path}`, headers, method, body, followUps: others.map((other) => other.path) };
}
