import { ConnectorError, type SecretQuery } from "../../../contracts/port.ts";
import { type Mutant, mutant } from "../mutant.ts";
import { BareConnector } from "./bare-connector.ts";

/** Flaws in searching. */
export const searchingMutants: readonly Mutant[] = [
  mutant(
    "finds exact names alone",
    ["searching.finds"],
    class extends BareConnector {
      override findSecrets({ name, ...query }: SecretQuery) {
        return super.findSecrets(name === undefined ? query : { ...query, name: `"${name}"` });
      }
    },
  ),
  mutant(
    "finds one and stops",
    ["searching.finds"],
    class extends BareConnector {
      override async findSecrets(query: SecretQuery) {
        return (await super.findSecrets(query)).slice(0, 1);
      }
    },
  ),
  mutant(
    "finds everything twice",
    ["searching.finds"],
    class extends BareConnector {
      override async findSecrets(query: SecretQuery) {
        const found = await super.findSecrets(query);
        return [...found, ...found];
      }
    },
  ),
  mutant(
    "finds a page and no more",
    ["searching.many"],
    class extends BareConnector {
      override async findSecrets(query: SecretQuery) {
        return (await super.findSecrets(query)).slice(0, 50);
      }
    },
  ),
  mutant(
    "finds in another order each time",
    ["searching.many"],
    class extends BareConnector {
      #times = 0;
      override async findSecrets(query: SecretQuery) {
        const found = await super.findSecrets(query);
        this.#times += 1;
        return this.#times % 2 === 0 ? found.reverse() : found;
      }
    },
  ),
  mutant(
    "searches everywhere",
    ["searching.container"],
    class extends BareConnector {
      override findSecrets({ container: _ignored, ...query }: SecretQuery) {
        return super.findSecrets(query);
      }
    },
  ),
  mutant(
    "takes a search without a match for a failure",
    ["searching.nothing"],
    class extends BareConnector {
      override async findSecrets(query: SecretQuery) {
        const found = await super.findSecrets(query);
        if (found.length === 0 && !query.name?.startsWith('"'))
          throw new ConnectorError("not-found", "Nothing matches.");
        return found;
      }
    },
  ),
  mutant(
    "finds secrets with their values",
    ["searching.hides-values"],
    class extends BareConnector {
      override async findSecrets(query: SecretQuery) {
        const found = await super.findSecrets(query);
        return Promise.all(found.map(async (one) => ({ ...one, ...(await super.getSecret({ id: one.id })) })));
      }
    },
  ),
];
