import { check } from "../check.ts";
import { expectFailure, expectThat, failureOf } from "../expect.ts";
import { type ConnectionReport, ConnectorError } from "../port.ts";
import { expectTrouble } from "./expect-trouble.ts";

/** Long enough for a few attempts on a busy machine, and far less than the vault asks for; in milliseconds. */
const PATIENCE = 10_000;
/** How often one call may ask. */
const MOST_ATTEMPTS = 5;

/** Throws what a connection test says. */
async function toFailure(report: Promise<ConnectionReport>): Promise<void> {
  const { kind, message } = await report;
  if (kind !== undefined) throw new ConnectorError(kind, message ?? "");
}

/** Whether a vault is asked again when that may help, and only then. */
export const attemptChecks = [
  check("network.unavailable", {
    level: "core",
    intent: "Answers with a server's and a proxy's failures",
    promise:
      "A vault that answers 500, 502 or 503 is reported as `unavailable` after few attempts, never as a missing secret",
    fix: "Map these statuses to `unavailable`, whatever the body is, and ask a handful of times at most",
    source: "R3, X4",
    async run(scene) {
      for (const status of [500, 502, 503]) {
        await scene.vault.endDisturbances();
        await scene.vault.disturb({ kind: "status", status, body: "<html><h1>Service trouble</h1></html>" });
        const before = (await scene.vault.requests()).length;
        await expectTrouble(scene, ["unavailable"], `When status ${status} is answered`);
        const attempts = (await scene.vault.requests()).length - before;
        // For a test and a read.
        const most = 2 * MOST_ATTEMPTS;
        expectThat(attempts <= most, `A vault that answers ${status} was asked ${attempts} times in two calls.`);
      }
    },
  }),

  check("network.rate-limited", {
    level: "core",
    intent: "Answers 429 with a Retry-After beyond the time limit",
    promise: "A vault that asks for patience is reported as `rate-limited` within the time limit, after few attempts",
    fix: "Map 429 to `rate-limited`; wait no longer than the time limit leaves, and try a handful of times at most",
    source: "X4",
    async run({ vault, read }) {
      const { ref } = await vault.plant();
      await vault.disturb({ kind: "status", status: 429, headers: { "Retry-After": "60" } });
      await expectFailure(read(ref, { timeLimit: PATIENCE }), ["rate-limited"], "When status 429 is answered");
      const attempts = (await vault.requests()).length;
      expectThat(attempts <= MOST_ATTEMPTS, `The connector asked ${attempts} times although it was told to wait.`);
    },
  }),

  check("network.refusals-not-retried", {
    level: "core",
    intent: "Counts the requests that refused calls make",
    promise: "What the vault refuses is not asked again: keys and accounts get locked by that",
    fix: "Retry nothing that the vault refused; only what it could not do",
    source: "X5",
    async run({ vault, test, read }) {
      const { ref } = await vault.plant();
      const denied = await vault.credentialWithoutReading();
      const refusals: Readonly<Record<string, () => Promise<unknown>>> = {
        "a missing secret": () => read(vault.missing()),
        "an unknown credential": () => read(ref, { credential: vault.unknownCredential() }),
        "an unknown credential in a test": () => toFailure(test({ credential: vault.unknownCredential() })),
        "a credential that may not read": () => read(ref, { credential: denied.credential }),
        "a request that is called wrong": () => vault.disturb({ kind: "status", status: 400 }).then(() => read(ref)),
      };
      for (const [what, call] of Object.entries(refusals)) {
        const before = (await vault.requests()).length;
        expectThat((await failureOf(call())) !== undefined, `A call with ${what} succeeded.`);
        const made = (await vault.requests()).slice(before).map(({ method, target }) => `${method} ${target}`);
        const repeated = made.find((request, at) => made.indexOf(request) !== at);
        expectThat(repeated === undefined, `After the refusal of ${what}, ${repeated} was sent again.`);
      }
    },
  }),
];
