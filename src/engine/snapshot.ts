import { z } from "zod";
import { LAST_INSTANT } from "./duration.ts";
import { EngineError } from "./engine-error.ts";
import { hostAddresses, hostName } from "./fixture-schema.ts";
import type { Sandbox } from "./sandbox.ts";
import type { ContentDump } from "./section-tables.ts";
import type { Settings, StoreDump } from "./store.ts";

const FORMAT = 1;

const isRow = (row: unknown) => typeof row === "object" && row !== null && !Array.isArray(row);
/** Not a zod record: that passes over a member called `__proto__`, and what was checked is used as it was written. */
const areHosts = (hosts: unknown) =>
  isRow(hosts) &&
  Object.entries(hosts as object).every(
    ([name, addresses]) => hostName.safeParse(name).success && hostAddresses.safeParse(addresses).success,
  );
const instant = z.number().min(-LAST_INSTANT).max(LAST_INSTANT);

/** What a snapshot's text must hold. Its rows are only looked at from outside: there can be very many. */
const shape = z.strictObject({
  fauxvaultSnapshot: z.literal(FORMAT),
  chance: z.strictObject({ seed: z.int().min(0).max(0xffffffff), drawn: z.int().min(0) }),
  clock: z.discriminatedUnion("mode", [
    z.strictObject({ mode: z.literal("real") }),
    z.strictObject({ mode: z.literal("offset"), offset: z.number() }),
    z.strictObject({ mode: z.literal("frozen"), at: instant }),
  ]),
  settings: z.strictObject({
    hosts: z.custom<Settings["hosts"]>(areHosts, "expected host names with their addresses"),
    assumptions: z.record(z.string(), z.record(z.string(), z.string())),
  }),
  tables: z.record(
    z.string(),
    z.strictObject({ next: z.int(), rows: z.custom<object[]>((rows) => Array.isArray(rows) && rows.every(isRow)) }),
  ),
});

interface Snapshot extends StoreDump {
  readonly fauxvaultSnapshot: typeof FORMAT;
}

/**
 * A sandbox's whole content as JSON text: tables, chance, clock, settings; not the journal. It holds the sandbox's secret values:
 * keep it as you would keep them. Taking one, bringing it back and taking another gives the same bytes.
 */
export function takeSnapshot(sandbox: Sandbox): string {
  const { chance, clock, settings } = sandbox.store.version();
  const tables: Record<string, ContentDump> = {};
  for (const { name, content } of sandbox.store.contents()) tables[name] = content.dump();
  return `${JSON.stringify({ fauxvaultSnapshot: FORMAT, chance, clock, settings, tables } satisfies Snapshot)}\n`;
}

/** Replaces a sandbox's content by a snapshot's; what waited ends. A text that is not a snapshot of these products is refused and changes nothing. */
export function bringBackSnapshot(sandbox: Sandbox, text: string): void {
  const snapshot = readSnapshot(text);
  const names = sandbox.store.contents().map(({ name }) => name);
  const missing = names.filter((name) => !Object.hasOwn(snapshot.tables, name));
  const unknown = Object.keys(snapshot.tables).filter((name) => !names.includes(name));
  if (missing.length > 0 || unknown.length > 0) {
    const lacks = missing.length > 0 ? `lacks the tables ${missing.join(", ")}` : "";
    const holds = unknown.length > 0 ? `holds the unknown tables ${unknown.join(", ")}` : "";
    const what = [lacks, holds].filter(Boolean).join(" and ");
    throw new EngineError(`The snapshot ${what}: it was taken by another version of fauxvault.`);
  }
  try {
    for (const [section, choices] of Object.entries(snapshot.settings.assumptions)) {
      for (const [name, choice] of Object.entries(choices)) sandbox.checkAssumption(section, name, choice);
    }
    sandbox.store.load(snapshot);
  } catch (error) {
    throw new EngineError(
      `The snapshot cannot be brought back: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  sandbox.interrupt("restored");
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
  const { success, error } = shape.safeParse(content);
  // What was checked is used as it was written: the order of its members must come back too.
  if (success) return content as Snapshot;
  const issue = error.issues[0];
  throw new EngineError(`The snapshot is damaged at ${issue?.path.join(".")}: ${issue?.message}`);
}
