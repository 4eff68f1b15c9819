import { ask } from "./ask.ts";
import type { Context } from "./context.ts";
import { CONTROLS, startControl } from "./controls.ts";
import { KEYS, RECORDS, writeFixture } from "./fixtures.ts";
import type { RowResult } from "./line.ts";
import { endProcess } from "./processes.ts";
import { checkRefusals } from "./refusals.ts";
import { runRounds, type Subject } from "./rounds.ts";
import { checkSameAnswers, compareWithControls, describeControls } from "./served-lines.ts";
import { startVault, type Vault } from "./vault.ts";

const PATH = `/api/passwords/${RECORDS.timed}`;

const GUARDED_NOTE =
  "Every vault holds two records more, or among its many, behind the keys that must be refused: '1 record' has three.";

/** How the request is served: over which scheme, with how many records around. */
interface Served {
  readonly secure: boolean;
  readonly records: readonly number[];
}

/** Times the request on a fake with each number of records, all of them beside the same controls in the same rounds. */
export async function measureServed(context: Context, { secure, records }: Served): Promise<RowResult> {
  const subjects: Subject[] = [];
  try {
    for (const count of records) subjects.push(await startCheckedVault(context, count, secure));
    const [first] = subjects;
    if (!first) throw new Error("There is no vault to time.");
    const answer = await ask(first);
    for (const name of CONTROLS) {
      const { child, url } = await startControl(context, name, { answer, secure });
      subjects.push({ name, child, url: `${url}${PATH}`, headers: first.headers });
    }
    const { body } = await checkSameAnswers(subjects);
    const samples = await runRounds(context, subjects);
    const lines = [
      ...records.flatMap((count) => compareWithControls(nameVault(count), samples)),
      ...describeControls(samples),
    ];
    const notes = records.includes(1) ? [GUARDED_NOTE] : [];
    return { lines, notes, rounds: { bodyBytes: Buffer.byteLength(body), samples } };
  } finally {
    for (const { child } of subjects) await endProcess(child);
  }
}

/** Loads the fake alone for a while. */
export async function profileServed(
  context: Context,
  flags: readonly string[],
  { secure, records }: { readonly secure: boolean; readonly records: number },
): Promise<void> {
  const vault = await startVault(context, { fixture: writeFixture(context.folder, records), flags });
  const { seconds, warmUpSeconds } = context.settings;
  await context.load.run({ ...targetOf(vault, secure), connections: 32, seconds: 2 * (seconds + warmUpSeconds) });
  await vault.end();
}

async function startCheckedVault(context: Context, records: number, secure: boolean): Promise<Subject> {
  const vault = await startVault(context, { fixture: writeFixture(context.folder, records) });
  const name = nameVault(records);
  const base = secure ? vault.https : vault.http;
  try {
    const server = `fauxvault ${secure ? "over TLS " : ""}with ${name}`;
    context.noteRefusals(await checkRefusals({ server, base, control: vault.control, sandbox: "default" }));
  } catch (error) {
    await vault.end();
    throw error;
  }
  return { name, child: vault.child, ...targetOf(vault, secure) };
}

function targetOf(vault: Vault, secure: boolean) {
  return { url: `${secure ? vault.https : vault.http}${PATH}`, headers: { APIKey: KEYS.system } };
}

function nameVault(records: number): string {
  return records === 1 ? "1 record" : `${records.toLocaleString("en")} records`;
}
