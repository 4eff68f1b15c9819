import { check } from "../../check.ts";
import { expectFailure, expectThat } from "../../expect.ts";

/** Titles, which need not be unique: see `docs/products/passwordstate.md#records`. */
export const titleChecks = [
  check("passwordstate.same-title", {
    level: "standard",
    needs: ["readByName"],
    intent: "Reads by a title that two records of one list have",
    promise: "A title that two records share is refused as `conflict`: neither of them is picked by chance",
    fix: "Count what the search for a title gives, and refuse more than one",
    source: "docs/products/passwordstate.md#records",
    async run({ connector, vault }) {
      const name = vault.makeName();
      await vault.plant({ name });
      await vault.plant({ name });
      const read = connector.getSecret({ name, container: vault.container });
      await expectFailure(read, ["conflict"], "For a title that two records have");
    },
  }),

  check("passwordstate.quoted-search", {
    level: "standard",
    needs: ["findSecrets"],
    intent: "Searches for a text in double quotes that stands in the middle of a title",
    promise: "A part of a title is found also when it is in double quotes, by which the vault means a whole title",
    fix: "Take double quotes off the ends of what you send, and compare what comes with the text that is meant",
    source: "docs/products/passwordstate.md#search",
    async run({ connector, vault }) {
      const part = `"${vault.makeName()}"`;
      const { container } = vault;
      const wanted = await vault.plant({ name: `the ${part} one` });
      // The text without its quotes is not what was asked for.
      await vault.plant({ name: part.slice(1, -1) });
      const found = await connector.findSecrets({ name: part, container });
      const right = found.length === 1 && found[0]?.id === wanted.ref.id;
      expectThat(right, `A search for ${part} found ${found.length} secrets instead of the one whose title holds it.`);
    },
  }),
];
