import { check, liveCheck } from "../check.ts";
import { expectFailure, expectThat, failureOf } from "../expect.ts";
import { expectTrouble } from "./expect-trouble.ts";

/** Short, so that the checks that wait for it stay quick; in milliseconds. */
const SHORT_LIMIT = 300;
/** A resolver asks a server again after five seconds, and another one after that; in milliseconds. */
const LOOK_UP = 20_000;
/** A time limit that a slow answer keeps, and two of them do not; in milliseconds. */
const SLOW_LIMIT = 800;
const SLOW = 500;

/** Whether trouble between a connector and its vault is told apart. */
export const networkChecks = [
  liveCheck("network.refused", "live-read", {
    level: "core",
    intent: "Gives an address where nobody listens",
    promise: "A connection that is refused is reported as `unreachable`",
    fix: "Map the system's connection errors (such as ECONNREFUSED) to `unreachable`",
    source: "T6",
    async run(scene) {
      const address = await scene.vault.deadAddress();
      await expectTrouble(scene, ["unreachable"], "Where nobody listens", { address });
    },
  }),

  liveCheck("network.unknown-host", "live-read", {
    level: "core",
    intent: "Gives an address whose host nobody knows",
    promise: "A host that nobody knows is reported as `unreachable`",
    fix: "Map the failures of a look-up (such as ENOTFOUND and EAI_AGAIN) to `unreachable`",
    source: "T6",
    async run(scene) {
      const dead = new URL(await scene.vault.deadAddress());
      // Nobody has such a name; where every name below localhost is this machine, nobody listens.
      const address = `${dead.protocol}//no-vault-here.localhost:${dead.port}`;
      await expectTrouble(scene, ["unreachable"], "With a host that nobody knows", { address, timeLimit: LOOK_UP });
    },
  }),

  check("network.reasons", {
    level: "core",
    intent: "Compares what is said of a refused connection with what is said of one that was reset",
    promise: "A vault that nobody can connect to and one that hangs up have a message each: they are mended elsewhere",
    fix: "Put the system's code for what happened (ECONNREFUSED, ECONNRESET) into the message, or words for it",
    source: "T6",
    async run({ vault, settings, read }) {
      // An unknown host is none of the ways that are compared: there are systems that know every name below localhost.
      const dead = await vault.deadAddress();
      const hear = async (address: string) => {
        const { host } = new URL(address);
        // That the address is another one says nothing of what happened.
        return (await failureOf(read(vault.missing(), { address })))?.message.replaceAll(host, "");
      };
      const refused = await hear(dead);
      await vault.disturb({ kind: "reset" });
      const reset = await hear(settings.address);
      expectThat(refused !== reset, `Of a refused connection and of one that was reset, the same is said: ${reset}`);
    },
  }),

  check("network.reset", {
    level: "core",
    intent: "Resets every connection when the request has come",
    promise: "A connection that is reset is reported as `unreachable`, not as the vault's own word",
    fix: "Map a connection that ends before the answer (such as ECONNRESET) to `unreachable`",
    source: "T6",
    async run(scene) {
      await scene.vault.disturb({ kind: "reset" });
      await expectTrouble(scene, ["unreachable"], "When the connection is reset");
    },
  }),

  check("network.timeout", {
    level: "core",
    intent: "Takes every request and never answers",
    promise: "A vault that does not answer is given up at the time limit, and reported as `timeout`",
    fix: "Put the settings' time limit on every call, and map its end to `timeout`",
    source: "T6",
    async run(scene) {
      await scene.vault.disturb({ kind: "hang" });
      await expectTrouble(scene, ["timeout"], "When no answer comes", { timeLimit: SHORT_LIMIT });
    },
  }),

  check("network.slow-reply", {
    level: "hardened",
    intent: "Sends every answer one byte at a time",
    promise: "The time limit holds for the whole call, also while bytes still come in",
    fix: "Measure the time limit from the call's start, not from the last byte that came",
    source: "X7",
    async run({ vault, read }) {
      const { ref } = await vault.plant();
      await vault.disturb({ kind: "drip", ms: 50, bytes: 1 });
      await expectFailure(read(ref, { timeLimit: SHORT_LIMIT }), ["timeout"], "When the answer only drips in");
    },
  }),

  check("network.whole-method", {
    level: "hardened",
    intent: `Lets every answer take ${SLOW} of the ${SLOW_LIMIT} ms that a method has`,
    promise: "The time limit holds for a whole method, however many requests it makes one after the other",
    fix: "Measure the time limit from the method's start, and give each request what is left of it",
    source: "docs/adapter-protocol.md#settings",
    async run({ connector, vault, connect, description: { capabilities } }) {
      const { ref, name, container } = await vault.plant();
      const secret = { name: vault.makeName(), container: vault.container, value: vault.makeValue() };
      const calls: Readonly<Record<string, () => Promise<unknown>>> = {
        "A read by id": () => connector.getSecret(ref),
        ...(capabilities.includes("readByName")
          ? { "A read by name": () => connector.getSecret({ name, container }) }
          : {}),
        ...(capabilities.includes("createSecret") ? { "A create": () => connector.createSecret(secret) } : {}),
      };
      await connect({ timeLimit: SLOW_LIMIT });
      await vault.disturb({ kind: "delay", ms: SLOW });
      for (const [what, call] of Object.entries(calls)) {
        const before = (await vault.requests()).length;
        const started = performance.now();
        const failure = await failureOf(call());
        const took = performance.now() - started;
        const right = failure === undefined || failure.kind === "timeout";
        expectThat(right, `${what} from a slow vault was reported as '${failure?.kind}'.`);
        // One request may be late on a busy machine; two cannot be in time.
        const made = (await vault.requests()).length - before;
        const isOver = failure === undefined && made > 1 && took >= 2 * SLOW;
        expectThat(!isOver, `${what} went on for ${took | 0} ms; its time limit was ${SLOW_LIMIT} ms.`);
      }
    },
  }),

  check("network.malformed-reply", {
    level: "core",
    intent: "Answers with JSON that is cut in half",
    promise: "An answer that cannot be read is reported as `protocol`",
    fix: "Catch what your JSON reader throws and report `protocol`, without the text that it choked on",
    source: "X7",
    async run({ vault, test, read }) {
      const { ref } = await vault.plant();
      await vault.disturb({ kind: "malformed" });
      await expectFailure(read(ref), ["protocol"], "When broken JSON is answered");
      expectThat((await test()).outcome !== "passed", "With broken JSON for an answer, the connection test passed.");
    },
  }),

  check("network.cut-reply", {
    level: "standard",
    intent: "Ends the connection in the middle of an answer",
    promise: "An answer that breaks off is a failure of the connection or the protocol, never a secret or its absence",
    fix: "Check that the whole body has come before you read it",
    source: "X7",
    async run({ vault, read }) {
      const { ref } = await vault.plant();
      await vault.disturb({ kind: "truncate", bytes: 40 });
      await expectFailure(read(ref), ["protocol", "unreachable", "unavailable"], "When the answer breaks off");
    },
  }),

  check("network.redirect", {
    level: "hardened",
    intent: "Sends a request on to another server",
    promise: "The credential does not follow a redirect to another server",
    fix: "Do not follow redirects, or only within the address of the settings",
    source: "X7",
    async run({ connector, vault }) {
      const secret = await vault.plant();
      const elsewhere = await vault.openDoor({ as: vault.otherHost });
      const location = `${elsewhere}${vault.pathOf(secret)}`;
      await vault.disturb({ kind: "redirect", status: 307, location }, { times: 1 });
      await failureOf(connector.getSecret(secret.ref));
      const followed = (await vault.requests()).some(({ caller }) => caller.host === vault.otherHost && caller.carrier);
      expectThat(!followed, "The connector followed a redirect to another server and gave it the credential.");
    },
  }),
];
