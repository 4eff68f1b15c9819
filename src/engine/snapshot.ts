import type { ChanceState } from "./chance.ts";
import type { ClockSetting } from "./clock.ts";
import { EngineError } from "./engine-error.ts";
import type { Sandbox } from "./sandbox.ts";
import type { ContentDump, Settings } from "./store.ts";

const FORMAT = 1;

interface Snapshot {
  readonly fauxvaultSnapshot: typeof FORMAT;
  readonly chance: ChanceState;
  readonly clock: ClockSetting;
  readonly settings: Settings;
  readonly tables: Readonly<Record<string, ContentDump>>;
}

/**
 * A sandbox's whole content as JSON text: tables, chance, clock, settings; not the journal. It holds the sandbox's secret values:
 * keep it as you would keep them. Taking one, bringing it back and taking another gives the same bytes.
 */
export function takeSnapshot(sandbox: Sandbox): string {
  const version = sandbox.store.version();
  const tables: Record<string, ContentDump> = {};
  for (const [name, content] of sandbox.store.contents()) tables[name] = content.dump();
  const { chance, clock, settings } = version;
  return `${JSON.stringify({ fauxvaultSnapshot: FORMAT, chance, clock, settings, tables } satisfies Snapshot)}\n`;
}

/** Replaces a sandbox's content by a snapshot's. A text that is not a snapshot of these products is refused and changes nothing. */
export function bringBackSnapshot(sandbox: Sandbox, text: string): void {
  const snapshot = readSnapshot(text);
  const contents = sandbox.store.contents();
  const missing = contents.map(([name]) => name).filter((name) => !snapshot.tables[name]);
  if (missing.length > 0)
    throw new EngineError(`The snapshot lacks the tables ${missing.join(", ")}: it was taken by another version.`);
  const before = sandbox.store.version();
  try {
    for (const [name, content] of contents) content.load(snapshot.tables[name] as ContentDump);
    sandbox.store.touched();
    sandbox.store.chance.restore(snapshot.chance);
    sandbox.clock.restore(snapshot.clock);
    sandbox.store.settings = snapshot.settings;
  } catch (error) {
    sandbox.store.restore(before);
    throw new EngineError(
      `The snapshot cannot be brought back: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function readSnapshot(text: string): Snapshot {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new EngineError("The snapshot is not JSON: give a file that 'fauxvault sandbox snapshot' wrote.");
  }
  const format = (content as Partial<Snapshot> | null)?.fauxvaultSnapshot;
  if (format !== FORMAT) {
    throw new EngineError(`The snapshot has format ${String(format)}; this version reads format ${FORMAT}.`);
  }
  return content as Snapshot;
}
