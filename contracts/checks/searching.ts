import { check, liveCheck } from "../check.ts";
import { expectThat } from "../expect.ts";
import type { Planted } from "../vault.ts";
import { expectTold } from "./expect-told.ts";
import { DIFFICULT_NAMES } from "./values.ts";

/** More than a page of any vault that pages holds by itself. */
const MANY = 60;
/** More than a search in one container needs requests. */
const FEW = 12;

/** Whether a search finds what is there, all of it and nothing else. */
export const searchingChecks = [
  liveCheck("searching.finds", "live-write", {
    level: "standard",
    needs: ["findSecrets"],
    intent: "Searches for a part of some names",
    promise: "A search finds every secret whose name holds the text, each once, and no other",
    fix: "Hand the text to the vault's search for names, and give back all of the answer",
    source: "R6",
    async run({ connector, vault }) {
      const part = vault.makeName();
      const names = [`${part} one`, `${vault.makeName()} ${part}`];
      const wanted = await Promise.all(names.map((name) => vault.plant({ name })));
      await vault.plant();
      expectFound(await connector.findSecrets({ name: part }), wanted, "A search by name");
    },
  }),

  check("searching.container", {
    level: "standard",
    needs: ["findSecrets"],
    intent: "Searches in one container for a name that others hold too",
    promise: "A search in one container finds nothing of another",
    fix: "Narrow the search with the container's id",
    source: "R6",
    async run({ connector, vault }) {
      const name = vault.makeName();
      const { container } = vault;
      const wanted = [await vault.plant({ name, container })];
      await vault.plant({ name, container: vault.readOnly.container });
      expectFound(await connector.findSecrets({ name, container }), wanted, "A search in one container");
    },
  }),

  liveCheck("searching.many", "live-write", {
    level: "standard",
    needs: ["findSecrets"],
    intent: `Searches twice among ${MANY} secrets`,
    promise: "A search finds all of many secrets, each once, and in the same order every time",
    fix: "Follow the vault's pages to their end, and keep its order",
    source: "R6",
    async run({ connector, vault }) {
      const part = vault.makeName();
      const { container } = vault;
      const wanted: Planted[] = [];
      for (let at = 0; at < MANY; at += 1) wanted.push(await vault.plant({ name: `${part} ${at}` }));
      const first = await connector.findSecrets({ name: part, container });
      expectFound(first, wanted, "A search among many");
      const second = await connector.findSecrets({ name: part, container });
      const same = second.every(({ id }, at) => id === first[at]?.id);
      expectThat(same, "The same search came in another order the second time.");
    },
  }),

  check("searching.nothing", {
    level: "standard",
    needs: ["findSecrets"],
    intent: "Searches for what is not there, and in an empty container",
    promise: "A search that finds nothing gives an empty list and no error",
    fix: "Take the vault's way of saying that nothing matched (a 404, perhaps) for an empty list",
    source: "R6",
    async run({ connector, vault }) {
      expectFound(await connector.findSecrets({ name: vault.makeName() }), [], "A search for nothing");
      expectFound(
        await connector.findSecrets({ container: vault.emptyContainer }),
        [],
        "A search in an empty container",
      );
    },
  }),

  liveCheck("searching.names", "live-write", {
    level: "standard",
    needs: ["findSecrets"],
    intent: "Searches for names that get damaged easily, each beside one that only begins like it",
    promise: "A text is searched for as it is: spaces, backslashes, other scripts and the characters of URLs included",
    fix: "Let a URL library write the text into the address; cut nothing off it and escape nothing by hand",
    source: "R6",
    async run({ connector, vault }) {
      const { container } = vault;
      for (const part of DIFFICULT_NAMES) {
        // What is made at a real product is known by how its name begins.
        const begin = `${vault.makeName()} ${part}`;
        const name = `${begin} ${vault.makeName()}`;
        const wanted = [await vault.plant({ name })];
        await vault.plant({ name: `${begin} ${vault.makeName()}` });
        expectFound(await connector.findSecrets({ name, container }), wanted, `A search for '${name}'`);
      }
    },
  }),

  check("searching.tells-container", {
    level: "standard",
    needs: ["findSecrets"],
    intent: "Searches everywhere for a name that two containers have",
    promise: "What a search finds says in which container it lies",
    fix: "Give the id of the list or resource with each summary",
    source: "R6",
    async run({ connector, vault }) {
      const name = vault.makeName();
      const wanted = [await vault.plant({ name }), await vault.plant({ name, container: vault.readOnly.container })];
      const found = await connector.findSecrets({ name });
      expectFound(found, wanted, "A search everywhere");
      for (const { ref, container } of wanted) {
        const said = found.find(({ id }) => id === ref.id)?.container;
        expectThat(said === container, `Secret '${ref.id}' of container '${container}' was found in '${said}'.`);
      }
    },
  }),

  liveCheck("searching.hides-values", "live-write", {
    level: "standard",
    needs: ["findSecrets"],
    intent: "Looks for values in what a search gives",
    promise: "What a search finds comes without values",
    fix: "Leave the value out of what findSecrets gives, and ask the vault not to send it",
    source: "R6",
    async run({ connector, vault }) {
      const { name, value } = await vault.plant();
      const found = JSON.stringify(await connector.findSecrets({ name }));
      expectThat(!found.includes(value), "The search handed on a secret's value.");
    },
  }),

  check("searching.failures", {
    level: "core",
    needs: ["findSecrets"],
    intent: "Searches with a wrong credential, out of a login page and while the vault is in trouble",
    promise: "A search that could not be made is a failure and never an empty list: what is missing gets created anew",
    fix: "Let only the vault's own word for it mean that nothing matched; hand every other failure on",
    source: "R3, T5",
    async run(scene) {
      await expectTold(scene, "search", () => scene.connector.findSecrets({ name: "contract" }));
    },
  }),

  check("searching.few-requests", {
    level: "standard",
    needs: ["findSecrets"],
    intent: `Counts the requests of a search that finds ${FEW}`,
    promise: "A search does not ask for each secret that it finds: reading one leaves a trace in the vault's audit",
    fix: "Make summaries of what the vault's search or list gives, and read nothing for them",
    source: "S4",
    async run({ connector, vault }) {
      const part = vault.makeName();
      const { container } = vault;
      for (let at = 0; at < FEW; at += 1) await vault.plant({ name: `${part} ${at}` });
      const before = (await vault.requests()).length;
      await connector.findSecrets({ name: part, container });
      const made = (await vault.requests()).length - before;
      expectThat(made < FEW, `To find ${FEW} secrets in one container, the connector made ${made} requests.`);
    },
  }),
];

function expectFound(found: readonly { readonly id: string }[], wanted: readonly Planted[], what: string): void {
  const ids = found.map(({ id }) => id);
  const missed = wanted.filter(({ ref }) => !ids.includes(ref.id)).length;
  const strangers = ids.filter((id) => !wanted.some(({ ref }) => ref.id === id)).length;
  const twice = ids.length - new Set(ids).size;
  const message = `${what} should find ${wanted.length}: it missed ${missed}, found ${strangers} others and ${twice} twice.`;
  expectThat(missed + strangers + twice === 0, message);
}
