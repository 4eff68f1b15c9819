import { check } from "../../check.ts";
import { expectFailure, expectPassed, expectSameValue, expectThat } from "../../expect.ts";
import type { PasswordstateVault } from "../../products/passwordstate-vault.ts";

/** What the kinds of keys open: see `docs/products/passwordstate.md#key-kinds`. */
export const keyKindChecks = [
  check<PasswordstateVault>("passwordstate.list-key", {
    level: "standard",
    needs: ["findSecrets", "createSecret", "updateSecret", "deleteSecret"],
    intent: "Does all its work in one list, with that list's own key",
    promise: "With a list's own key everything works in that list as it does with the system's key",
    fix: "Make no call that only the system's key may make, such as one for all lists",
    source: "docs/products/passwordstate.md#list-keys",
    async run({ connector, vault, test }) {
      const { container } = vault;
      expectPassed(await test({ credential: vault.listKey }), "With a list's own key");
      const [name, value] = [vault.makeName(), vault.makeValue()];
      const { id } = await connector.createSecret({ name, container, value: vault.makeValue() });
      const ref = { id, container };
      await connector.updateSecret(ref, { value });
      expectSameValue((await connector.getSecret(ref)).value, value, "With a list's own key, the value");
      const found = await connector.findSecrets({ name, container });
      expectThat(found.length === 1, `With a list's own key, a search for one secret found ${found.length}.`);
      await connector.deleteSecret(ref);
    },
  }),

  check("passwordstate.generator-key", {
    level: "standard",
    needs: ["generatePassword"],
    intent: "Asks for a password with the system's key, which does not open the generator",
    promise: "A good key of another kind is `forbidden`: it is neither unknown nor is the generator missing",
    fix: "Map 403 to `forbidden`: the generator has a key of its own",
    source: "docs/products/passwordstate.md#generator",
    async run({ connector }) {
      await expectFailure(connector.generatePassword(), ["forbidden"], "With a key of another kind");
    },
  }),
];
