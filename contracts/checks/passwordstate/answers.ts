import { check } from "../../check.ts";
import { expectFailure, expectThat, failureOf } from "../../expect.ts";

const JSON_TYPE = "application/json";

/** What an answer is made of: see `docs/products/passwordstate.md#errors`. */
export const answerChecks = [
  check("passwordstate.errors-in-200", {
    level: "core",
    intent: "Answers every call with status 200 and the vault's own array of errors",
    promise: "An array of errors is a failure whatever its status is, and never a secret",
    fix: "Look for the member errors before you take an element of the array for a record",
    source: "docs/products/passwordstate.md#errors",
    async run({ vault, read }) {
      const { ref } = await vault.plant();
      const body = JSON.stringify([{ errors: [{ message: "Not Found" }, { phrase: "Nothing of the kind." }] }]);
      await vault.disturb({ kind: "status", status: 200, type: JSON_TYPE, body });
      expectThat((await failureOf(read(ref))) !== undefined, "Out of an array of errors, the connector read a secret.");
    },
  }),

  check("passwordstate.no-record", {
    level: "core",
    intent: "Answers a read with an array of none",
    promise: "A read is an array of one; one of none is `protocol` or `not-found`, and never an empty secret",
    fix: "Demand the first element of a read's array",
    source: "docs/products/passwordstate.md#records",
    async run({ vault, read }) {
      const { ref } = await vault.plant();
      await vault.disturb({ kind: "status", status: 200, type: JSON_TYPE, body: "[]" });
      await expectFailure(read(ref), ["protocol", "not-found"], "When a read is answered with an array of none");
    },
  }),

  check("passwordstate.foreign-404", {
    level: "standard",
    needs: ["findSecrets"],
    intent: "Lets a web server answer a search with its own 404",
    promise: "Only the vault's own 404 is a search without a match: that of a web server is a failure",
    fix: "Look into the body of a 404 for the vault's array of errors",
    source: "docs/products/passwordstate.md#search",
    async run({ connector, vault }) {
      await vault.disturb({ kind: "status", status: 404, type: "text/html", body: "<h1>404 - Not here</h1>" });
      const search = connector.findSecrets({ name: vault.makeName() });
      await expectFailure(search, ["protocol", "unavailable"], "When a web server answers a search with 404");
    },
  }),
];
