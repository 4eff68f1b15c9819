import type { JournalEntry } from "../../src/engine/journal.ts";
import { makeGate, mockWithErrands, type Reach } from "./errand-mock.ts";
import { startTiny, type Tiny } from "./start-tiny.ts";

/** A tiny product whose errands do this while they are out. */
export function startWithErrands(reach: Reach): Promise<Tiny> {
  return startTiny({ mock: mockWithErrands(reach) });
}

/** One whose errands are out until the gate opens or their signal is aborted; `out` is fulfilled once the first one is. */
export async function startGated() {
  const gate = makeGate();
  const arrived = makeGate();
  const tiny = await startWithErrands(async (_name, { signal }) => {
    arrived.open();
    const gone = new Promise<never>((_, reject) => {
      signal.addEventListener("abort", () => reject(new Error("given up")));
    });
    return Promise.race([gate.opened, gone]);
  });
  return { tiny, gate, out: arrived.opened };
}

/** What the journal says next. */
export function nextEntry({ sandbox }: Tiny): Promise<JournalEntry> {
  return new Promise((resolve) => {
    const stop = sandbox.journal.listen((entry) => {
      stop();
      resolve(entry);
    });
  });
}
