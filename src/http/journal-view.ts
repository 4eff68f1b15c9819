import type { JournalEntry } from "../engine/journal.ts";
import type { Sandbox } from "../engine/sandbox.ts";
import type { JournalView } from "./journal-shape.ts";
import { maskSecrets, maskTarget, prepareSecrets, type Secrets } from "./mask.ts";
import type { Mock } from "./mock.ts";

const NONE: ReadonlySet<string> = new Set();

/** Shows the entries of a sandbox's journal. */
export type JournalViewer = (entry: JournalEntry) => JournalView;

/** What must not be seen in anything that is printed of a sandbox: its credentials, in force or retired. */
export function secretsOf(sandbox: Sandbox, mocks: readonly Mock[]): Secrets {
  const values = mocks.flatMap((mock) => [
    ...mock.credentials(sandbox).map(({ value }) => value),
    ...mock.retiredCredentials(sandbox),
  ]);
  return prepareSecrets(values);
}

/** A viewer of one sandbox's journal. What is secret is looked up anew when the sandbox has changed. */
export function viewJournal(sandbox: Sandbox, mocks: readonly Mock[]): JournalViewer {
  let version: object | undefined;
  let secrets: Secrets;
  return (entry) => {
    const now = sandbox.store.version();
    if (version !== now) secrets = secretsOf(sandbox, mocks);
    version = now;
    const mock = mocks.find(({ name }) => name === entry.product);
    return toView(entry, sandbox.id, mock?.wire.plainParameters ?? NONE, secrets);
  };
}

function toView(
  entry: JournalEntry,
  sandbox: string,
  plainParameters: ReadonlySet<string>,
  secrets: Secrets,
): JournalView {
  const { caller, operation, agent, reason } = entry;
  return {
    seq: entry.seq,
    at: new Date(entry.at).toISOString(),
    sandbox,
    product: entry.product,
    channel: entry.channel,
    method: entry.method,
    target: maskTarget(entry.target, plainParameters, secrets),
    ...(operation === undefined ? {} : { operation }),
    caller: {
      address: caller.address,
      ...(caller.host === undefined ? {} : { host: caller.host }),
      ...(caller.credential === undefined ? {} : { credential: caller.credential }),
      ...(caller.carrier === undefined ? {} : { carrier: caller.carrier }),
    },
    ...(agent === undefined ? {} : { agent: maskSecrets(agent, secrets) }),
    status: entry.status,
    ...(reason === undefined ? {} : { reason: maskSecrets(reason, secrets) }),
    faults: entry.faults.map(({ id, effect }) => ({ id, kind: effect.kind })),
    requestBytes: entry.requestBytes,
    replyBytes: entry.replyBytes,
    milliseconds: Math.round(entry.milliseconds * 1000) / 1000,
  };
}
