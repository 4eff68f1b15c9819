import { check } from "../check.ts";
import { expectSameValue, expectThat, failureOf } from "../expect.ts";
import { untilHolds } from "../running-time.ts";

/** What the vault asks to be given, in milliseconds; and what the clocks of two machines may differ by. */
const ASKED_FOR = 1_000;
const TOLERANCE = 100;
/** Reads are made so many at once, so many times. */
const AT_ONCE = 10;
const TIMES = 6;
/** Far more than so many reads at once need, and fewer than they leave behind which never close one. */
const MOST_OPEN = 4 * AT_ONCE;
/** How long connections may take to be gone, in milliseconds. */
const CLOSING = 2_000;

/** Whether a connector is a good guest of its vault. */
export const loadChecks = [
  check("network.retry-after", {
    level: "hardened",
    intent: "Asks once for a second of patience, with status 429 and then with 503",
    promise: "When a vault says when to come again, nobody comes before that",
    fix: "Wait as long as Retry-After says before you ask again, or report `rate-limited` and leave it to the user",
    source: "X4",
    async run({ vault, read }) {
      const { ref } = await vault.plant();
      for (const status of [429, 503]) {
        await vault.endDisturbances();
        const before = (await vault.requests()).length;
        const headers = { "Retry-After": String(ASKED_FOR / 1_000) };
        await vault.disturb({ kind: "status", status, headers }, { times: 1 });
        const started = performance.now();
        const failure = await failureOf(read(ref));
        const took = performance.now() - started;
        const asked = (await vault.requests()).length - before;
        const early = (failure === undefined || asked > 1) && took < ASKED_FOR - TOLERANCE;
        expectThat(
          !early,
          `Asked with status ${status} to wait ${ASKED_FOR} ms, it was there again within ${took | 0} ms.`,
        );
      }
    },
  }),

  check("network.few-connections", {
    level: "hardened",
    intent: `Counts the connections of ${AT_ONCE * TIMES} reads, ${AT_ONCE} at a time`,
    promise: "Connections are used again or closed: they do not pile up with the number of calls",
    fix: "Keep one bounded pool for all calls, or close each connection with its answer",
    source: "X6",
    async run({ connector, vault, connect }) {
      const { ref, value } = await vault.plant();
      const relay = await vault.openRelay();
      await connect({ address: relay.address });
      for (let time = 0; time < TIMES; time += 1) {
        const reads = Array.from({ length: AT_ONCE }, () => connector.getSecret(ref));
        for (const secret of await Promise.all(reads))
          expectSameValue(secret.value, value, "Through a relay, the value");
      }
      expectThat(relay.most > 0, "The connector read a secret, but did not come to the address that it was given.");
      expectThat(
        relay.most <= MOST_OPEN,
        `With ${AT_ONCE} reads at a time, ${relay.most} connections were open at once.`,
      );
    },
  }),

  check("network.close", {
    level: "standard",
    intent: "Closes a connector that has worked, and counts the connections that stay",
    promise: "A connector that is closed leaves no connection open",
    fix: "Let close end the pool with all its connections",
    source: "X6",
    async run({ connector, vault, connect }) {
      const { ref } = await vault.plant();
      const relay = await vault.openRelay();
      await connect({ address: relay.address });
      await connector.getSecret(ref);
      await connector.close();
      const isEmpty = await untilHolds(CLOSING, () => relay.open === 0);
      expectThat(isEmpty, `After close, ${relay.open} connections stayed open.`);
    },
  }),
];
