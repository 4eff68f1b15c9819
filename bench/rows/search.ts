import { ask } from "../ask.ts";
import type { Context, Row, Settings } from "../context.ts";
import { medianLine } from "../line.ts";
import { KEYS, NEEDLE, SECRET } from "../passwordstate/fixture.ts";
import { passwordstate } from "../passwordstate/product.ts";
import { checkRefusals } from "../passwordstate/refusals.ts";
import { runRounds } from "../rounds.ts";
import { startVault, type Vault } from "../vault.ts";
import { writeFixture } from "../write-fixture.ts";

const RECORDS = 100_000;
/** Seconds of load for 32 searches at once: each waits for all before it. */
const CROWD_SECONDS = 3;

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
      const alone = (await runRounds(context, [subject], 1)).search ?? [];
      const crowd = (await runRounds({ ...context, settings: toCrowd(context) }, [subject], 32)).search ?? [];
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
            "32 connections: searches",
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

function toCrowd({ settings }: Context): Settings {
  return {
    ...settings,
    seconds: Math.max(settings.seconds, CROWD_SECONDS),
    warmUpSeconds: Math.max(settings.warmUpSeconds, CROWD_SECONDS),
  };
}

function startLargeVault(context: Context, flags: readonly string[]): Promise<Vault> {
  return startVault(context, { fixture: writeFixture(context.folder, passwordstate, RECORDS), flags });
}

function targetOf({ http }: Vault) {
  return { url: `${http}/api/searchpasswords/?search=${NEEDLE}`, headers: { APIKey: KEYS.system } };
}
