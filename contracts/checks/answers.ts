import { check } from "../check.ts";
import { expectFailure, expectThat, failureOf } from "../expect.ts";

const JSON_TYPE = "application/json";
/** What somebody else's service answers, or a gateway before the vault. */
const FOREIGN_ANSWERS = [`{"service":"portal","status":"up"}`, "null", `"ok"`];
/** Statuses that no vault is known to send: taken, a tea pot, locked. */
const STRANGE_STATUSES = [409, 418, 423];

/** Whether answers that no vault gives are taken for what they are. */
export const foreignAnswerChecks = [
  check("network.blank-reply", {
    level: "core",
    intent: "Answers with status 200 and nothing else",
    promise: "An answer without content is `protocol`: neither a passed test nor an empty secret",
    fix: "Demand the content that the vault's API promises, also with status 200",
    source: "X7",
    async run({ vault, test, read }) {
      const { ref } = await vault.plant();
      await vault.disturb({ kind: "status", status: 200, type: JSON_TYPE, body: "" });
      await expectFailure(read(ref), ["protocol"], "When an answer has no content");
      expectThat((await test()).outcome !== "passed", "With answers without content, the connection test passed.");
    },
  }),

  check("network.foreign-json", {
    level: "core",
    intent: "Answers with JSON that is sound, but not the vault's",
    promise: "JSON that is not the vault's is `protocol`: neither a passed test nor a secret",
    fix: "Check the form of what came before you take anything out of it",
    source: "R4",
    async run({ vault, test, read }) {
      const { ref } = await vault.plant();
      for (const body of FOREIGN_ANSWERS) {
        await vault.endDisturbances();
        await vault.disturb({ kind: "status", status: 200, type: JSON_TYPE, body });
        await expectFailure(read(ref), ["protocol"], `When ${body} is answered`);
        expectThat((await test()).outcome !== "passed", `With ${body} for an answer, the connection test passed.`);
      }
    },
  }),

  check("network.strange-status", {
    level: "core",
    intent: `Answers with the statuses ${STRANGE_STATUSES.join(", ")}`,
    promise: "A status that the vault is not known for is a failure: neither a missing secret nor a refused credential",
    fix: "Name the statuses that you know, and take every other one for `protocol`",
    source: "R3",
    async run({ vault, read }) {
      const { ref } = await vault.plant();
      for (const status of STRANGE_STATUSES) {
        await vault.endDisturbances();
        await vault.disturb({ kind: "status", status, type: JSON_TYPE, body: "{}" });
        const failure = await failureOf(read(ref));
        expectThat(failure !== undefined, `Out of an answer with status ${status}, the connector read a secret.`);
        const isBlamed = failure.kind === "not-found" || failure.kind === "unauthenticated";
        expectThat(!isBlamed, `Status ${status} was reported as '${failure.kind}'.`);
      }
    },
  }),

  check("network.content-type", {
    level: "hardened",
    intent: "Sends the right answers under another content type",
    promise: "An answer that calls itself something else is read all the same or is `protocol`, and nothing in between",
    fix: "Decide once whether the content type counts, and report `protocol` where it is wrong",
    source: "X7",
    async run({ vault, read }) {
      const { ref, value } = await vault.plant();
      await vault.disturb({ kind: "content-type", type: "text/plain" });
      const failure = await failureOf(
        read(ref).then((secret) => expectThat(secret.value === value, "Under another content type, a value changed.")),
      );
      const right = failure === undefined || failure.kind === "protocol";
      expectThat(right, `A right answer under another content type was reported as '${failure?.kind}'.`);
    },
  }),
];
