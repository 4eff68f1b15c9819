import type { NewJournalEntry } from "../../src/engine/journal.ts";
import type { Sandbox } from "../../src/engine/sandbox.ts";
import type { Version } from "../../src/engine/store.ts";

/** A journal's entry as some request would leave it, with the sandbox's versions before and after. */
export function makeEntry(sandbox: Sandbox, before: Version = sandbox.store.version()): NewJournalEntry {
  return {
    at: 0,
    product: "store",
    channel: "http",
    method: "GET",
    target: "/",
    operation: undefined,
    caller: { address: "127.0.0.1", host: undefined, credential: undefined, carrier: undefined },
    status: 200,
    reason: undefined,
    agent: undefined,
    faults: [],
    requestBytes: 0,
    replyBytes: 0,
    milliseconds: 0,
    before,
    after: sandbox.store.version(),
  };
}
