import { ConnectorError, type SecretQuery } from "../../../contracts/port.ts";
import { type Flaw, neutralFlaw } from "../mutant.ts";

/** Flaws in searching. */
export const searchingFlaws: readonly Flaw[] = [
  neutralFlaw(
    "finds exact names alone",
    ["searching.finds"],
    (Sound) =>
      class extends Sound {
        override async findSecrets(query: SecretQuery) {
          const found = await super.findSecrets(query);
          return query.name === undefined ? found : found.filter(({ name }) => name === query.name);
        }
      },
  ),
  neutralFlaw(
    "finds one and stops",
    ["searching.finds"],
    (Sound) =>
      class extends Sound {
        override async findSecrets(query: SecretQuery) {
          return (await super.findSecrets(query)).slice(0, 1);
        }
      },
  ),
  neutralFlaw(
    "finds everything twice",
    ["searching.finds"],
    (Sound) =>
      class extends Sound {
        override async findSecrets(query: SecretQuery) {
          const found = await super.findSecrets(query);
          return [...found, ...found];
        }
      },
  ),
  neutralFlaw(
    "finds a page and no more",
    ["searching.many"],
    (Sound) =>
      class extends Sound {
        override async findSecrets(query: SecretQuery) {
          return (await super.findSecrets(query)).slice(0, 50);
        }
      },
  ),
  neutralFlaw(
    "finds in another order each time",
    ["searching.many"],
    (Sound) =>
      class extends Sound {
        #times = 0;
        override async findSecrets(query: SecretQuery) {
          const found = await super.findSecrets(query);
          this.#times += 1;
          return this.#times % 2 === 0 ? found.reverse() : found;
        }
      },
  ),
  neutralFlaw(
    "searches everywhere",
    ["searching.container", "reading.by-name"],
    (Sound) =>
      class extends Sound {
        override findSecrets({ container: _ignored, ...query }: SecretQuery) {
          return super.findSecrets(query);
        }
      },
  ),
  neutralFlaw(
    "takes a search without a match for a failure",
    ["searching.nothing"],
    (Sound) =>
      class extends Sound {
        override async findSecrets(query: SecretQuery) {
          const found = await super.findSecrets(query);
          if (found.length === 0) throw new ConnectorError("not-found", "Nothing matches.");
          return found;
        }
      },
  ),
  neutralFlaw(
    "finds secrets with their values",
    ["searching.hides-values"],
    (Sound) =>
      class extends Sound {
        override async findSecrets(query: SecretQuery) {
          const found = await super.findSecrets(query);
          return Promise.all(found.map(async (one) => ({ ...one, ...(await super.getSecret(one)) })));
        }
      },
  ),
  neutralFlaw(
    "takes a search that failed for one without a match",
    ["searching.failures"],
    (Sound) =>
      class extends Sound {
        override async findSecrets(query: SecretQuery) {
          return super.findSecrets(query).catch(() => []);
        }
      },
  ),
  neutralFlaw(
    "takes containers that do not come for none",
    ["containers.failures"],
    (Sound) =>
      class extends Sound {
        override async listContainers() {
          return super.listContainers().catch(() => []);
        }
      },
  ),
  neutralFlaw(
    "reads every secret that it finds",
    ["searching.few-requests"],
    (Sound) =>
      class extends Sound {
        override async findSecrets(query: SecretQuery) {
          const found = await super.findSecrets(query);
          for (const one of found) await super.getSecret(one);
          return found;
        }
      },
  ),
  neutralFlaw(
    "cuts what it searches for at an ampersand",
    ["searching.names"],
    (Sound) =>
      class extends Sound {
        override findSecrets({ name, ...query }: SecretQuery) {
          return super.findSecrets(name === undefined ? query : { ...query, name: name.split("&")[0] ?? "" });
        }
      },
  ),
  neutralFlaw(
    "does not say where it has found something",
    ["searching.tells-container"],
    (Sound) =>
      class extends Sound {
        override async findSecrets(query: SecretQuery) {
          return (await super.findSecrets(query)).map(({ container: _lost, ...summary }) => summary);
        }
      },
  ),
  neutralFlaw(
    "lists containers under names of its own",
    ["containers.lists"],
    (Sound) =>
      class extends Sound {
        override async listContainers() {
          return (await super.listContainers()).map(({ id, name }) => ({ id, name: `vault/${name}` }));
        }
      },
  ),
  neutralFlaw(
    "lists every container twice",
    ["containers.lists"],
    (Sound) =>
      class extends Sound {
        override async listContainers() {
          const found = await super.listContainers();
          return [...found, ...found];
        }
      },
  ),
  neutralFlaw(
    "makes passwords up by itself",
    ["generating.fresh"],
    (Sound) =>
      class extends Sound {
        override async generatePassword() {
          return `made-up-${process.hrtime.bigint()}`;
        }
      },
  ),
  neutralFlaw(
    "hands the same generated password on again",
    ["generating.fresh"],
    (Sound) =>
      class extends Sound {
        #first: string | undefined;
        override async generatePassword() {
          const generated = await super.generatePassword();
          this.#first ??= generated;
          return this.#first;
        }
      },
  ),
];
