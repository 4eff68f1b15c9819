import { check, liveCheck } from "../check.ts";
import { expectSameValue, expectThat, failureOf } from "../expect.ts";
import { DIFFICULT_VALUES } from "./values.ts";

/** Whether what is changed arrives, and what does not is told. */
export const updatingChecks = [
  liveCheck("writing.updated-values", "live-write", {
    level: "standard",
    needs: ["updateSecret"],
    intent: "Gives a secret values that get damaged easily, one after the other",
    promise: "A new value of a secret arrives in the vault byte for byte, as that of a new secret does",
    fix: "Send the new value the way createSecret does: written by a JSON library, and nothing escaped by hand",
    source: "R5, W1",
    async run({ connector, vault }) {
      const { ref, container } = await vault.plant();
      for (const [what, value] of Object.entries(DIFFICULT_VALUES)) {
        await connector.updateSecret(ref, { value });
        const stored = (await vault.list(container)).find(({ id }) => id === ref.id);
        expectSameValue(stored?.value ?? "", value, `In the vault, a new value of ${what}`);
      }
    },
  }),

  liveCheck("writing.update-without-value", "live-write", {
    level: "standard",
    needs: ["updateSecret"],
    intent: "Gives a secret another name and another description, and no value",
    promise: "An update without a value changes the name and the description, and leaves the value as it is",
    fix: "Leave the value out of what you send when the change has none: neither empty nor null",
    source: "W1, W6",
    async run({ connector, vault }) {
      const { ref, container, value } = await vault.plant();
      const change = { name: vault.makeName(), description: "another one" };
      await connector.updateSecret(ref, change);
      const stored = (await vault.list(container)).find(({ id }) => id === ref.id);
      expectThat(stored !== undefined, "After the update, the secret is gone from its container.");
      expectSameValue(stored.value, value, "After an update that has no value, the value in the vault");
      for (const member of ["name", "description"] as const) {
        const [got, wanted] = [stored[member], change[member]];
        expectThat(got === wanted, `After the update, the vault holds ${member} '${got}' and not '${wanted}'.`);
      }
    },
  }),

  check("writing.failures", {
    level: "core",
    needs: ["createSecret", "updateSecret", "deleteSecret"],
    intent: "Answers every write with a login page and status 200, and with a proxy's 502",
    promise: "A write whose answer is not the vault's is never reported as done",
    fix: "Look at what a write is answered with, and not only at its status",
    source: "T5, W1",
    async run({ connector, vault }) {
      const { ref } = await vault.plant();
      const value = vault.makeValue();
      const writes: Readonly<Record<string, () => Promise<unknown>>> = {
        "A create": () => connector.createSecret({ name: vault.makeName(), container: vault.container, value }),
        "An update": () => connector.updateSecret(ref, { value }),
        "A delete": () => connector.deleteSecret(ref),
      };
      for (const effect of [{ kind: "html" } as const, { kind: "status", status: 502 } as const]) {
        const answer = effect.kind === "html" ? "an HTML page" : "status 502";
        await vault.endDisturbances();
        await vault.disturb(effect);
        for (const [what, write] of Object.entries(writes)) {
          const failure = await failureOf(write());
          expectThat(failure !== undefined, `${what} that was answered with ${answer} was reported as done.`);
          expectThat(failure.kind !== "not-found", `${what} that was answered with ${answer} ended as 'not-found'.`);
        }
      }
    },
  }),
];
