import { check } from "../../check.ts";
import { expectFailure } from "../../expect.ts";

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
];
