import { section } from "../mocks/passwordstate/section.ts";
import { Instance } from "../src/control/instance.ts";
import type { Sandbox } from "../src/engine/sandbox.ts";
import { makeFixture, RECORDS } from "./passwordstate/fixture.ts";

/** What doing something to a sandbox costs. */
export interface Cost {
  /** One number for each batch: the time of one in it. */
  readonly microseconds: readonly number[];
  /** What each one still holds after garbage collection. */
  readonly bytes: number;
}

/** What everything that is measured costs. */
export interface SandboxCosts {
  readonly fork: Cost;
  readonly reset: Cost;
  readonly rewind: Cost;
  /** A fork that has written one record. */
  readonly written: Cost;
}

const BATCHES = 25;
/** As many as a journal keeps unless its fixture says otherwise. */
const REQUESTS = 1000;

/**
 * Weighs and times sandboxes with so many records, in this process, which needs `--expose-gc`. `times` says how often each thing
 * is done.
 */
export async function measureSandboxes(records: number, times: number): Promise<SandboxCosts> {
  const { sandboxes } = new Instance({ explain: false, onTrouble: (message) => console.error(message) });
  const original = await sandboxes.create(await sandboxes.world.fixture("bench", makeFixture(records)), "default");
  for (let seq = 1; seq <= REQUESTS; seq += 1) serveWrite(original, seq);
  const batch = Math.ceil(times / BATCHES);
  // Made beforehand, since a name's memory is not the sandbox's.
  const names = Array.from({ length: batch * BATCHES }, (_, at) => `f${at}`);
  const fork = (at: number) => original.fork(names[at] ?? "");
  return {
    fork: measure(batch, () => {
      // Forks are kept, or they would weigh nothing.
      const kept: Sandbox[] = [];
      return { kept, act: (at) => void kept.push(fork(at)) };
    }),
    written: measure(batch, () => {
      const kept: Sandbox[] = [];
      return { kept, act: (at) => void kept.push(writeRecord(fork(at), at)) };
    }),
    reset: measure(batch, () => {
      const kept = original.fork("reset");
      return { kept, before: (at) => void writeRecord(kept, at), act: () => kept.reset() };
    }),
    rewind: measure(batch, () => {
      const kept = original.fork("rewind");
      for (let seq = 1; seq <= REQUESTS; seq += 1) serveWrite(kept, seq);
      // All through the journal, there and back, so that each goes to another state than the last.
      return { kept, act: (at) => kept.rewind(1 + ((at * 617) % REQUESTS), "before") };
    }),
  };
}

/** What is measured: `act` is timed, `before` is not, and `kept` is what it leaves. */
interface Work {
  readonly kept: unknown;
  readonly before?: (at: number) => void;
  readonly act: (at: number) => void;
}

/** Does the work once to warm up, then again and measures it. */
function measure(batch: number, prepare: () => Work): Cost {
  doWork(batch, prepare());
  const work = prepare();
  const before = weighHeap();
  const microseconds = doWork(batch, work);
  const bytes = (weighHeap() - before) / (batch * BATCHES);
  // Looked at after the weighing, so that what was made is still there then.
  if (work.kept === undefined) throw new Error("Nothing was kept.");
  return { microseconds, bytes };
}

function doWork(batch: number, { before, act }: Work): number[] {
  return Array.from({ length: BATCHES }, (_, round) => {
    let took = 0;
    for (let at = round * batch; at < (round + 1) * batch; at += 1) {
      before?.(at);
      const started = performance.now();
      act(at);
      took += performance.now() - started;
    }
    return (took / batch) * 1000;
  });
}

function weighHeap(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

function writeRecord(sandbox: Sandbox, at: number): Sandbox {
  sandbox.transact(() => sandbox.state(section).passwords.update(RECORDS.timed, { Notes: `note ${at}` }));
  return sandbox;
}

/** Writes as a request would, with its entry in the journal. */
function serveWrite(sandbox: Sandbox, seq: number): void {
  const before = sandbox.store.version();
  writeRecord(sandbox, seq);
  sandbox.journal.add({
    at: sandbox.clock.now(),
    product: "passwordstate",
    channel: "http",
    method: "PUT",
    target: "/api/passwords",
    operation: "passwords.update",
    caller: { address: "127.0.0.1", host: undefined, credential: "System Wide", carrier: "header" },
    agent: undefined,
    status: 200,
    reason: undefined,
    faults: [],
    requestBytes: 100,
    replyBytes: 1600,
    milliseconds: 0.1,
    before,
    after: sandbox.store.version(),
  });
}
