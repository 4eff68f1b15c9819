import { ask } from "../ask.ts";
import type { Context, Row } from "../context.ts";
import { medianLine } from "../line.ts";
import { KEYS, NEEDLE, SECRET } from "../passwordstate/fixture.ts";
import { passwordstate } from "../passwordstate/product.ts";
import { checkRefusals } from "../passwordstate/refusals.ts";
import { runRounds } from "../rounds.ts";
import { median } from "../statistics.ts";
import { startVault, type Vault } from "../vault.ts";
import { writeFixture } from "../write-fixture.ts";

const RECORDS = 100_000;
/** A search takes a while on a slow machine. */
const LEAST_SECONDS = 2;
/** How many search at once. */
const CROWD = 32;

/** A search that has to look at every record and finds one of them. */
export const search: Row = {
  id: "search",
  title: "GET /api/searchpasswords/?search={part of a title}, 100,000 records, one match",
  profiles: "cpu",
  async run(context) {
    const vault = await startLargeVault(context, []);
    try {
      const server = "fauxvault with 100,000 records, to be searched";
      const { http: base, control, child } = vault;
      context.noteRefusals(await checkRefusals({ server, base, control, sandbox: "default" }));
      const { body, status } = await ask(targetOf(vault));
      const matches = body.split('"PasswordID"').length - 1;
      if (status !== 200 || matches !== 1 || !body.includes(SECRET)) {
        throw new Error(`The search was answered with status ${status} and ${matches} records instead of one.`);
      }
      const subject = { name: "search", child, ...targetOf(vault) };
      const alone = (await runRounds(lengthen(context, LEAST_SECONDS), [subject], 1)).search ?? [];
      // As long as it takes to answer everybody twice: each waits for all before it.
      const seconds = Math.ceil((2 * CROWD * median(alone.map(({ p50 }) => p50))) / 1000);
      const crowd = (await runRounds(lengthen(context, seconds), [subject], CROWD)).search ?? [];
      return {
        lines: [
          medianLine(
            "one connection: searches",
            "/s",
            alone.map(({ rate }) => rate),
          ),
          medianLine(
            "one connection: p50",
            "ms",
            alone.map(({ p50 }) => p50),
          ),
          medianLine(
            "one connection: p99",
            "ms",
            alone.map(({ p99 }) => p99),
          ),
          medianLine(
            `${CROWD} connections: searches`,
            "/s",
            crowd.map(({ rate }) => rate),
          ),
        ],
        rounds: { alone, crowd },
      };
    } finally {
      await vault.end();
    }
  },
  async profile(context, flags) {
    const vault = await startLargeVault(context, flags);
    const { seconds, warmUpSeconds } = context.settings;
    await context.load.run({ ...targetOf(vault), connections: 1, seconds: 2 * (seconds + warmUpSeconds) });
    await vault.end();
  },
};

/** The same, with rounds of so many seconds at least. */
function lengthen(context: Context, least: number): Context {
  const { seconds, warmUpSeconds } = context.settings;
  const longer = { seconds: Math.max(seconds, least), warmUpSeconds: Math.max(warmUpSeconds, least) };
  return { ...context, settings: { ...context.settings, ...longer } };
}

function startLargeVault(context: Context, flags: readonly string[]): Promise<Vault> {
  return startVault(context, { fixture: writeFixture(context.folder, passwordstate, RECORDS), flags });
}

function targetOf({ http }: Vault) {
  return { url: `${http}/api/searchpasswords/?search=${NEEDLE}`, headers: { APIKey: KEYS.system } };
}
