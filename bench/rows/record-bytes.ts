import type { Context, Row } from "../context.ts";
import { type Memory, probeFlags, readMemory } from "../memory.ts";
import { passwordstate } from "../passwordstate/product.ts";
import { checkRefusals } from "../passwordstate/refusals.ts";
import { startVault } from "../vault.ts";
import { writeFixture } from "../write-fixture.ts";

const FEW = 1000;
const MANY = 100_000;

/** What one more record costs. Both vaults have made their records with faker, so that it weighs on neither side. */
export const recordBytes: Row = {
  id: "record-bytes",
  title: "Memory for each record, 100,000 records",
  profiles: "heap",
  async run(context) {
    const few = await weigh(context, FEW);
    const many = await weigh(context, MANY);
    const each = (kind: keyof Memory) => (many[kind] - few[kind]) / (MANY - FEW);
    return {
      lines: [
        { what: "heap for each record", unit: "B", value: each("heapUsed") },
        { what: "resident for each record", unit: "B", value: each("rss") },
        { what: "heap with 100,000 records", unit: "MB", value: many.heapUsed / 1e6 },
        { what: "resident with 100,000 records", unit: "MB", value: many.rss / 1e6 },
      ],
      rounds: { few, many },
    };
  },
  async profile(context, flags) {
    const vault = await startVault(context, { fixture: writeFixture(context.folder, passwordstate, MANY), flags });
    await vault.end();
  },
};

async function weigh(context: Context, records: number): Promise<Memory> {
  const fixture = writeFixture(context.folder, passwordstate, records);
  const vault = await startVault(context, { fixture, flags: probeFlags(context.root), channel: true });
  try {
    const server = `fauxvault with ${records.toLocaleString("en")} records, to be weighed`;
    context.noteRefusals(await checkRefusals({ server, base: vault.http, control: vault.control, sandbox: "default" }));
    return await readMemory(vault.child);
  } finally {
    await vault.end();
  }
}
