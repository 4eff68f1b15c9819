import { check } from "../../check.ts";
import { expectFailure, expectPassed, expectSameValue, expectThat, failureOf } from "../../expect.ts";
import type { Container } from "../../port.ts";
import type { PmpVault } from "../../products/pmp-vault.ts";

/** What one page holds at a client that asks for so many, and several at one that asks for 10, 20, 25 or 50. */
const PAGE = 100;
/** The same for a list whose rows take no further call, so that 200 at once are a page too. */
const LARGE_PAGE = 200;
/** What a search may take that reads the accounts of so many resources one by one, also on a busy machine, in milliseconds. */
const ENOUGH = 15_000;

/** An answer with status 200, put in the place of the vault's own. */
function answer(operation: object) {
  return { kind: "status", status: 200, type: "application/json", body: JSON.stringify({ operation }) } as const;
}

function plantResources(vault: PmpVault, many: number, account: string): Promise<Container[]> {
  return Promise.all(Array.from({ length: many }, () => vault.plantResource(account)));
}

/** What is said within an answer: see `docs/products/pmp.md#envelope`. */
export const answerChecks = [
  check("pmp.failed-in-200", {
    level: "core",
    intent: "Answers every call with status 200 and `Failed`, for a reason that nobody knows",
    promise:
      "A `Failed` is a failure although its status is 200: neither a passed test, nor a secret, nor a refused key",
    fix: "Judge every answer by operation.result.status; the HTTP status says nothing about the call",
    source: "docs/products/pmp.md#envelope",
    async run({ connector, vault, testAgain }) {
      const { ref } = await vault.plant();
      const result = { message: "The vault is not in the mood", status: "Failed" };
      await vault.disturb(answer({ result, name: "GET RESOURCES" }));
      const report = await testAgain();
      expectThat(report.outcome === "failed", `With 'Failed' for every answer, the connection test ${report.outcome}.`);
      expectThat(report.kind !== "unauthenticated", "A refusal that was no 'Authentication' was blamed on the key.");
      const failure = await failureOf(connector.getSecret(ref));
      expectThat(failure !== undefined, "Out of a 'Failed', the connector read a secret.");
      expectThat(failure.kind !== "unauthenticated", "A refusal that was no 'Authentication' was blamed on the key.");
    },
  }),

  check("pmp.success-without-password", {
    level: "core",
    intent: "Answers every call with a `Success` that has no `Details`",
    promise: "A `Success` without a password is never taken for an empty one",
    fix: "Demand the member PASSWORD, as a text, in the Details of a read",
    source: "docs/products/pmp.md#envelope",
    async run({ connector, vault }) {
      const { ref } = await vault.plant();
      const result = { message: "Password fetched successfully", status: "Success" };
      await vault.disturb(answer({ result, name: "GET PASSWORD" }));
      const failure = await failureOf(connector.getSecret(ref));
      expectThat(failure !== undefined, "Out of an answer without a password, the connector read a secret.");
    },
  }),

  check<PmpVault>("pmp.empty-list", {
    level: "core",
    intent: "Tests with a key that was shared nothing yet, so that its list has no `Details`",
    promise: "A list without `Details` is an empty list: the connection works, there is only nothing to see",
    fix: "Read absent Details of a Success as no rows",
    source: "docs/products/pmp.md#envelope",
    async run({ connector, vault, test, description }) {
      expectPassed(await test({ credential: vault.newcomer }), "With a key that was shared nothing yet");
      if (!description.capabilities.includes("findSecrets")) return;
      const found = await connector.findSecrets({ name: vault.makeName() });
      expectThat(found.length === 0, "Where there is nothing to see, a search found something.");
    },
  }),

  check<PmpVault>("pmp.many-resources", {
    level: "standard",
    needs: ["findSecrets"],
    intent: `Searches for accounts of one name in ${PAGE} resources, then in one more`,
    promise:
      "A search finds the accounts of every resource once, however many pages they are and however full the last is",
    fix: "Go on with STARTINDEX while it is below totalRows, which counts all matches",
    source: "docs/products/pmp.md#resources",
    async run({ connector, vault, connect }) {
      await connect({ timeLimit: ENOUGH });
      const name = vault.makeName();
      for (const [planted, many] of [
        [PAGE, PAGE],
        [1, PAGE + 1],
      ] as const) {
        await plantResources(vault, planted, name);
        const ids = (await connector.findSecrets({ name })).map(({ id }) => id);
        const found = new Set(ids).size;
        expectThat(found === many, `Of ${many} accounts in as many resources, the search found ${found}.`);
        expectThat(
          ids.length === found,
          `Of the ${ids.length} accounts of the search, ${ids.length - found} came twice.`,
        );
      }
    },
  }),

  check<PmpVault>("pmp.many-containers", {
    level: "standard",
    needs: ["listContainers"],
    intent: `Lists the containers of a vault that shows ${LARGE_PAGE} resources, then one more`,
    promise: "The containers come all, each once, however many pages they are and however full the last is",
    fix: "Go on with STARTINDEX while it is below totalRows",
    source: "docs/products/pmp.md#resources",
    async run({ connector, vault }) {
      const there = new Set((await connector.listContainers()).map(({ id }) => id)).size;
      const wanted: Container[] = [];
      for (const planted of [LARGE_PAGE - there, 1]) {
        wanted.push(...(await plantResources(vault, planted, vault.makeName())));
        const list = await connector.listContainers();
        const found = new Map(list.map(({ id, name }) => [id, name]));
        const missed = wanted.filter(({ id, name }) => found.get(id) !== name).length;
        const all = there + wanted.length;
        expectThat(missed === 0, `Of ${all} resources, ${missed} are not in the list.`);
        expectThat(list.length === all, `Of ${all} resources, the list made ${list.length}.`);
      }
    },
  }),

  check("pmp.account-not-added", {
    level: "standard",
    needs: ["createSecret"],
    intent: "Answers an addition with a `Success` in which the account was not added",
    promise: "An account that was not added is no success, whatever the answer says of the whole call",
    fix: "Look at the STATUS of the account in Details: 'Account is not added  as it already exists' is a conflict",
    source: "docs/products/pmp.md#accounts",
    async run({ connector, vault }) {
      const { container } = vault;
      const [name, value] = [vault.makeName(), vault.makeValue()];
      const Details = [{ [name]: { STATUS: "Account is not added  as it already exists" } }];
      const result = { message: "Account(s) added successfully", status: "Success" };
      await vault.disturb(answer({ result, Details, name: "ADD ACCOUNTS" }), { match: vault.creation });
      const creation = connector.createSecret({ name, container, value });
      await expectFailure(creation, ["conflict"], "For an account that was not added");
    },
  }),

  check("pmp.harmful-content", {
    level: "standard",
    needs: ["createSecret"],
    intent: "Creates a secret with a description that the security filter takes for an attack",
    promise:
      "What the security filter refuses (status 599) is `invalid`: the vault is not down, and asking again is no use",
    fix: "Map status 599 to `invalid` before all others from 500 on",
    source: "docs/products/pmp.md#transport",
    async run({ connector, vault }) {
      const { container } = vault;
      const description = "see <script>notes</script>";
      const secret = { name: vault.makeName(), container, value: vault.makeValue(), description };
      await expectFailure(connector.createSecret(secret), ["invalid"], "For what the security filter refuses");
    },
  }),

  check<PmpVault>("pmp.pam360", {
    level: "standard",
    intent: "Lets the vault answer as PAM360 does",
    promise: "PAM360's answers, which say more in their result, are read like those of Password Manager Pro",
    fix: "Look at status alone; ignore members that you do not know, such as statusCode",
    source: "docs/products/pmp.md#pam360",
    async run({ connector, vault }) {
      const { ref, value } = await vault.plant();
      await vault.speakAsPam360();
      expectPassed(await connector.testConnection(), "With PAM360");
      expectSameValue((await connector.getSecret(ref)).value, value, "From PAM360, the value");
    },
  }),
];
