import { check } from "../../check.ts";
import { expectFailure, expectSameValue, expectThat, failureOf } from "../../expect.ts";
import type { PasswordstateVault } from "../../products/passwordstate-vault.ts";

/** Records with more to them: see `docs/products/passwordstate.md#record-body`. */
export const recordChecks = [
  check<PasswordstateVault>("passwordstate.keeps-fields", {
    level: "standard",
    needs: ["updateSecret"],
    intent: "Updates a record that has notes, a URL and generic fields",
    promise: "What a connector does not know of a record survives an update",
    fix: "Send nothing but what changes: a PUT keeps what it does not name",
    source: "docs/products/passwordstate.md#record-body",
    async run({ connector, vault }) {
      const secret = await vault.plant();
      await vault.adorn(secret);
      const before = await vault.adornmentOf(secret);
      await connector.updateSecret(secret.ref, { value: vault.makeValue(), description: "changed" });
      expectThat((await vault.adornmentOf(secret)) === before, "The update changed what the connector does not know.");
    },
  }),

  check<PasswordstateVault>("passwordstate.queued-update", {
    level: "standard",
    needs: ["updateSecret"],
    intent: "Gives a managed record another password, which the vault only queues",
    promise: "A change that is only queued is not reported as done: it is `queued`, or a failure",
    fix: "Look at the Status of the answer; updateSecret answers { state: 'queued' } for it",
    source: "docs/products/passwordstate.md#managed-records",
    async run({ connector, vault }) {
      const secret = await vault.plantManaged();
      const value = vault.makeValue();
      let state = "done";
      const failure = await failureOf(
        connector.updateSecret(secret.ref, { value }).then((answer) => {
          ({ state } = answer);
        }),
      );
      const right = failure === undefined ? state === "queued" : failure.kind !== "not-found";
      expectThat(right, `A change that was only queued was reported as '${failure?.kind ?? state}'.`);
      expectSameValue((await connector.getSecret(secret.ref)).value, secret.value, "While it is queued, the value");
      await vault.completeReset(secret);
      expectSameValue((await connector.getSecret(secret.ref)).value, value, "After the queue's end, the value");
    },
  }),

  check<PasswordstateVault>("passwordstate.history", {
    level: "standard",
    needs: ["getHistory"],
    intent: "Reads the history of a secret that was changed twice, from a vault that sends it in either order",
    promise: "The history has every value that a secret had, the latest first, in whichever order the vault sends it",
    fix: "Sort by PasswordHistoryID: it grows with each change, and DateChanged is written as the installation likes",
    source: "docs/products/passwordstate.md#history-shape",
    async run({ connector, vault }) {
      const secret = await vault.plant();
      const values = [secret.value];
      for (let time = 0; time < 2; time += 1) {
        const value = vault.makeValue();
        await vault.change(secret, value);
        values.unshift(value);
      }
      for (const order of ["newest-first", "oldest-first"] as const) {
        await vault.sendHistory(order);
        const history = await connector.getHistory(secret.ref);
        const told = history.map(({ value }) => value);
        const right = told.length === values.length && told.every((value, at) => value === values[at]);
        expectThat(right, `Sent ${order}, the history of ${values.length} values came wrong: ${told.length} values.`);
      }
    },
  }),

  check<PasswordstateVault>("passwordstate.history-removed", {
    level: "standard",
    needs: ["getHistory"],
    intent: "Reads the history of a secret that was removed",
    promise: "What is removed has no history: it is `not-found`, and not an empty list",
    fix: "Map the vault's 404 to `not-found`, for a history as for a read",
    source: "docs/products/passwordstate.md#history-shape",
    async run({ connector, vault }) {
      const secret = await vault.plant();
      await vault.remove(secret);
      await expectFailure(connector.getHistory(secret.ref), ["not-found"], "For the history of what was removed");
    },
  }),
];
