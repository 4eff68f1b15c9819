import type { JournalInfo } from "../src/control/protocol.ts";
import type { Adapter, Lease, Output } from "./adapters/adapter.ts";
import type { Canaries } from "./canaries.ts";
import type { Check } from "./check.ts";
import { CheckFailure } from "./check-failure.ts";
import { CheckSkipped } from "./check-skipped.ts";
import { expectThat } from "./expect.ts";
import { findLeaks, type Leak } from "./find-leaks.ts";
import { observe, type Saying, type Watch, type WholeConnector } from "./observe.ts";
import { ConnectorError, type Description } from "./port.ts";
import type { CheckResult, Evidence, RequestSeen } from "./result.ts";
import { afterRunning } from "./running-time.ts";
import { type ScenePlan, setScene } from "./set-scene.ts";
import type { Stage, Standing } from "./stage.ts";
import type { Vault } from "./vault.ts";

/** What all checks of a run share. */
export interface CheckSurroundings<Kind extends Vault> {
  readonly stage: Stage<Kind>;
  readonly adapter: Adapter;
  readonly canaries: Canaries;
  readonly description: Description;
  readonly scheme: "https" | "http";
  /** What a check may take, in milliseconds. */
  readonly timeLimit: number;
  /** What the settings allow a call, in milliseconds. */
  readonly callTimeLimit: number;
  /** What a call may take beyond that, in milliseconds. */
  readonly grace: number;
  /** Whether the vault of a check that did not pass stays open. */
  readonly hold: boolean;
  /** Settings of the connector's own. */
  readonly own: Readonly<Record<string, unknown>>;
  readonly onCalled: NonNullable<Watch["onCalled"]>;
}

/** What came of a check: its result, and the secrets that got out meanwhile. */
export interface CheckOutcome {
  readonly result: CheckResult;
  readonly leaks: readonly Leak[];
  /** What explains the leaks of a check that has not failed by itself. */
  readonly evidence?: Evidence;
}

interface Trouble {
  readonly outcome: "failed" | "error" | "skipped";
  readonly message: string;
  /** What to mend, when it is not what the check says. */
  readonly fix?: string | undefined;
}

/** Longer output than this says no more, in characters. */
const MOST_SHOWN = 2_000;

/** Runs one check in a vault and with a connector of its own. Rejects only when there can be no vault or connector at all. */
export async function runCheck<Kind extends Vault>(
  check: Check<Kind>,
  around: CheckSurroundings<Kind>,
): Promise<CheckOutcome> {
  const started = performance.now();
  const lease = await around.adapter.lease();
  let standing: Standing<Kind>;
  try {
    standing = await around.stage.standUp(check.id);
  } catch (error) {
    await lease.release(false);
    throw error;
  }
  const { trouble, output, said } = await perform(check, lease, standing, around);
  const { canaries } = around;
  const leaks = findLeaks(canaries, output, said);
  const told = { ...tellCheck(check), milliseconds: Math.round(performance.now() - started) };
  const isCalm = !trouble || trouble.outcome === "skipped";
  const evidence = isCalm && leaks.length === 0 ? {} : await gather(standing, output, canaries);
  if (isCalm) {
    await standing.remove();
    const result: CheckResult = trouble
      ? { ...told, outcome: "skipped", message: trouble.message }
      : { ...told, outcome: "passed" };
    return { result, leaks, evidence };
  }
  const { caFile } = around.stage;
  const { vault, sandbox } = standing;
  const place = sandbox && { address: vault.address, sandbox: sandbox.id };
  const held = around.hold && place ? { ...place, ...(caFile === undefined ? {} : { caFile }) } : undefined;
  if (!held) await standing.remove();
  const result: CheckResult = {
    ...told,
    outcome: trouble.outcome,
    message: canaries.mask(trouble.message),
    ...(trouble.outcome === "failed" ? { fix: trouble.fix ?? check.fix } : {}),
    ...evidence,
    ...(held ? { held } : {}),
  };
  return { result, leaks };
}

async function gather(standing: Standing<Vault>, output: Output, canaries: Canaries): Promise<Evidence> {
  const requests = standing.requests && (await requestsOf(standing.requests, canaries));
  // Cut only when masked: half a secret is one that no mask knows.
  const written = canaries.mask(`${output.stdout}${output.stderr}`.trim()).slice(-MOST_SHOWN);
  return {
    ...(standing.deeds.length === 0 ? {} : { inPlay: standing.deeds.map((deed) => canaries.mask(deed)) }),
    ...(requests ? { requests } : {}),
    ...(written === "" ? {} : { output: written }),
  };
}

/** What a result says of its check. */
export function tellCheck({ id, level, intent, promise, source }: Check<never>) {
  return { id, level, intent, promise, source };
}

interface Performance {
  readonly trouble: Trouble | undefined;
  readonly output: Output;
  readonly said: readonly Saying[];
}

async function perform<Kind extends Vault>(
  check: Check<Kind>,
  lease: Lease,
  { vault, requests }: Standing<Kind>,
  around: CheckSurroundings<Kind>,
): Promise<Performance> {
  const said: Saying[] = [];
  let stuck = false;
  const onStuck = () => {
    stuck = true;
  };
  const connector = observe(lease.connector, {
    timeLimit: around.callTimeLimit,
    grace: around.grace,
    mask: (text) => around.canaries.mask(text),
    onSaid: (saying) => said.push(saying),
    onStuck,
    onCalled: around.onCalled,
  });
  const trouble = await troubleOf(async () => {
    await inTime(around.timeLimit, play(check, { connector, vault, look: () => lease.look() }, around), onStuck);
    if (requests) await expectOneScheme(requests, around.scheme);
  });
  // What a connector runs beside itself, such as an agent of its tool, runs until it is closed.
  lease.look();
  if (!stuck) await closeQuietly(connector);
  const output = await lease.release(stuck);
  const { stray } = output;
  // What came after the last answer is noticed only now. A check that was left out has failed by it too.
  const failed = trouble && trouble.outcome !== "skipped" ? trouble : stray && judge(stray);
  return { trouble: failed ?? trouble, output, said };
}

async function play<Kind extends Vault>(
  check: Check<Kind>,
  players: Pick<ScenePlan<Kind>, "connector" | "vault" | "look">,
  { stage, description, callTimeLimit, own }: CheckSurroundings<Kind>,
): Promise<void> {
  const plan = { ...players, description, caFile: stage.caFile, timeLimit: callTimeLimit, own };
  await check.run(await setScene(plan));
}

/** A credential has no business on the other scheme than the one in the settings. */
async function expectOneScheme(requests: () => Promise<JournalInfo[]>, scheme: string): Promise<void> {
  const strays = (await requests()).filter(({ channel, caller }) => channel !== scheme && caller.carrier);
  const message = `The credential was sent over ${strays[0]?.channel}, but the settings say ${scheme}.`;
  expectThat(strays.length === 0, message);
}

async function inTime(limit: number, work: Promise<void>, onLate: () => void): Promise<void> {
  let callOff: (() => void) | undefined;
  const late = new Promise<never>((_, reject) => {
    callOff = afterRunning(limit, () => {
      onLate();
      reject(new CheckFailure(`The check did not end within ${limit} ms.`));
    });
  });
  try {
    await Promise.race([work, late]);
  } finally {
    callOff?.();
  }
}

function judge({ message, fix }: CheckFailure): Trouble {
  return { outcome: "failed", message, fix };
}

/** What went wrong, and whose fault it is; undefined when nothing did. */
async function troubleOf(work: () => Promise<void>): Promise<Trouble | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof CheckFailure) return judge(error);
    if (error instanceof CheckSkipped) return { outcome: "skipped", message: error.message };
    if (error instanceof ConnectorError) return { outcome: "failed", message: `${error.message} It should succeed.` };
    const message = error instanceof Error ? error.message : String(error);
    return { outcome: "error", message: `The harness is in trouble, not the connector: ${message}` };
  }
}

/** How the connector takes its leave is no part of any promise; a process that is gone is replaced. */
async function closeQuietly(connector: WholeConnector): Promise<void> {
  try {
    await connector.close();
  } catch {
    // The check has been judged.
  }
}

async function requestsOf(requests: () => Promise<JournalInfo[]>, canaries: Canaries): Promise<RequestSeen[]> {
  try {
    return (await requests()).map(({ at, method, target, channel, status, caller, reason, faults }) => ({
      at,
      method,
      target: canaries.mask(target),
      channel,
      status,
      ...(caller.credential === undefined ? {} : { credential: caller.credential }),
      ...(caller.carrier === undefined ? {} : { carrier: caller.carrier }),
      ...(reason === undefined ? {} : { reason: canaries.mask(reason) }),
      faults: faults.map(({ kind }) => kind),
    }));
  } catch {
    // The trouble that is being reported may be that nobody answers.
    return [];
  }
}
