import { check, liveCheck } from "../check.ts";
import { expectFailure, expectSameValue, expectThat } from "../expect.ts";
import { DIFFICULT_NAMES } from "./values.ts";

/** Whether what is read by its name is what bears that name. */
export const readingNameChecks = [
  check("reading.by-name", {
    level: "standard",
    needs: ["readByName"],
    intent: "Reads a secret by its name, among others that hold the name in theirs",
    promise: "A secret is read by its exact name in its container, and a name that is not there is `not-found`",
    fix: "Search for the exact name in the container that is given, and compare what the search gives with it",
    source: "R1",
    async run({ connector, vault }) {
      const name = vault.makeName();
      const { container } = vault;
      await vault.plant({ name: `${name} and more` });
      const { ref, value } = await vault.plant({ name });
      await vault.plant({ name, container: vault.readOnly.container });
      const secret = await connector.getSecret({ name, container });
      expectThat(secret.id === ref.id, `By its name, the secret '${secret.id}' was read instead of '${ref.id}'.`);
      expectSameValue(secret.value, value, "By its name, the value");
      const other = connector.getSecret({ name: vault.makeName(), container });
      await expectFailure(other, ["not-found"], "For a name that is not there");
    },
  }),

  liveCheck("reading.names", "live-write", {
    level: "standard",
    needs: ["readByName"],
    intent: "Reads by names that get damaged easily",
    promise: "A name is looked up as it is: spaces, backslashes, other scripts and the characters of URLs included",
    fix: "Let a URL library write names into addresses, and a JSON library into documents; escape nothing by hand",
    source: "R1, R5",
    async run({ connector, vault }) {
      const { container } = vault;
      for (const end of DIFFICULT_NAMES) {
        // What is made at a real product is known by how its name begins.
        const name = `${vault.makeName()} ${end}`;
        const { ref, value } = await vault.plant({ name });
        const secret = await connector.getSecret({ name, container });
        expectThat(secret.id === ref.id, `By the name '${name}', the secret '${secret.id}' was read.`);
        expectSameValue(secret.value, value, `By the name '${name}', the value`);
      }
    },
  }),

  check("reading.name-case", {
    level: "standard",
    needs: ["readByName"],
    intent: "Reads by each of two names that differ in nothing but capitals",
    promise: "Of two names that differ in capitals alone, the one is read that was asked for",
    fix: "Compare what a search gives with the name letter by letter: most vaults search without regard to capitals",
    source: "R7",
    async run({ connector, vault }) {
      const name = vault.makeName();
      for (const one of [name, name.toUpperCase()]) await vault.plant({ name: one });
      for (const one of [name, name.toUpperCase()]) {
        const secret = await connector.getSecret({ name: one, container: vault.container });
        expectThat(secret.name === one, `By the name '${one}', the secret '${secret.name}' was read.`);
      }
    },
  }),

  liveCheck("reading.name-moves", "live-write", {
    level: "standard",
    needs: ["readByName"],
    intent: "Reads by a name that nobody has, that a secret is given, and that another one has after it",
    promise: "By a name, what bears it now is read: neither its absence nor its bearer is remembered",
    fix: "Ask the vault each time which secret has the name, and keep no ids between reads",
    source: "X2",
    async run({ connector, vault }) {
      const { container } = vault;
      const name = vault.makeName();
      await expectFailure(connector.getSecret({ name, container }), ["not-found"], "For a name that nobody has");
      const first = await vault.plant({ name });
      expectSameValue((await connector.getSecret({ name, container })).value, first.value, "By a new name, the value");
      await vault.remove(first);
      const second = await vault.plant({ name });
      expectSameValue(
        (await connector.getSecret({ name, container })).value,
        second.value,
        "By its new bearer, the value",
      );
    },
  }),
];
