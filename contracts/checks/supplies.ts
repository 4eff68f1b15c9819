import { check } from "../check.ts";
import { expectThat } from "../expect.ts";
import { expectTold } from "./expect-told.ts";

/** Whether containers and new passwords come as they should. */
export const supplyChecks = [
  check("containers.lists", {
    level: "standard",
    needs: ["listContainers"],
    intent: "Lists the containers",
    promise: "The containers come with the vault's own ids and names, each once",
    fix: "Hand on id and name as the vault gives them, the id as a text",
    source: "R6",
    async run({ connector, vault }) {
      const containers = await connector.listContainers();
      const found = containers.find(({ id }) => id === vault.container);
      expectThat(found !== undefined, `Container '${vault.container}' is not in the list.`);
      expectThat(found.name === vault.containerName, `Container '${found.id}' is called '${found.name}'.`);
      const twice = containers.length - new Set(containers.map(({ id }) => id)).size;
      expectThat(twice === 0, `${twice} containers are twice in the list.`);
    },
  }),

  check("containers.failures", {
    level: "standard",
    needs: ["listContainers"],
    intent: "Lists the containers with a wrong credential, out of a login page and while the vault is in trouble",
    promise: "A list of containers that does not come is a failure, and never an empty list",
    fix: "Hand the failure on; only a list of none that the vault gives is empty",
    source: "R3, T5",
    async run(scene) {
      await expectTold(scene, "list of containers", () => scene.connector.listContainers());
    },
  }),

  check("generating.fresh", {
    level: "standard",
    needs: ["generatePassword"],
    intent: "Lets the vault generate two passwords",
    promise: "A generated password is the vault's, another one each time, and nothing is written for it",
    fix: "Ask the vault's generator each time, and hand on what it gives",
    source: "docs/adapter-protocol.md#methods",
    async run({ connector, vault, connect }) {
      await connect({ credential: vault.generatorCredential });
      const before = (await vault.requests()).length;
      const one = vault.guard(await connector.generatePassword());
      const other = vault.guard(await connector.generatePassword());
      expectThat(one !== "" && one !== other, "Two generated passwords are the same, or empty.");
      const requests = (await vault.requests()).slice(before);
      expectThat(requests.length >= 2, "A password was generated without asking the vault.");
      const write = requests.find((request) => !vault.isRead(request));
      expectThat(write === undefined, `To generate a password, the connector sent ${write?.method} ${write?.target}.`);
    },
  }),
];
