import { check } from "../../check.ts";
import { expectThat } from "../../expect.ts";
import type { RunSummary } from "../../port.ts";
import type { BlinkVault } from "../../products/blink-vault.ts";

/** How often the fixture's workflow 'ran often' has run: one more than a page of Blink's can hold. */
const MANY_RUNS = 1_001;
/** The most that a page of Blink's holds, which is also what comes unasked. */
const LARGEST_PAGE = 1_000;
/** More than the smallest page that may come unasked. */
const MANY = 30;

/** Whether lists come whole, and hold what was asked for. */
export const listingChecks = [
  check<BlinkVault>("blink.many-runs", {
    level: "standard",
    needs: ["listRuns"],
    intent: `Lists ${MANY_RUNS.toLocaleString("en")} runs, exactly as many as the connector takes at once, and one more`,
    promise: "A list of runs comes whole, each run once, however many pages it takes and however full the last is",
    fix: "Go on with offset while it is below total; limit is 1,000 at the most",
    source: "docs/products/blink.md#query-language",
    async run({ connector, vault }) {
      const expectRuns = async (workflow: string, many: number) => {
        const ids = (await connector.listRuns({ container: vault.runs, workflow })).map(({ id }) => id);
        const found = new Set(ids).size;
        expectThat(found === many, `Of ${many} runs, the list held ${found}.`);
        expectThat(ids.length === found, `Of the list's ${ids.length} runs, ${ids.length - found} were in it twice.`);
      };
      await expectRuns(vault.workflow("ran often"), MANY_RUNS);
      const [workflow, page] = [vault.workflow("echo"), await sentLimit(vault)];
      await vault.generateRuns(workflow, page);
      await expectRuns(workflow, page);
      await vault.generateRuns(workflow, 1);
      await expectRuns(workflow, page + 1);
    },
  }),

  check<BlinkVault>("blink.runs-of", {
    level: "standard",
    needs: ["listRuns"],
    intent: "Lists the runs of one workflow, and those of one state",
    promise: "A list of runs holds those that were asked for and no others, each with its own state",
    fix: "Send filter with playbook_id and state, and map the states as for a single run",
    source: "docs/products/blink.md#executions",
    async run({ connector, vault }) {
      const [good, bad, slow] = ["ends Completed", "ends Failed", "slow"].map((name) => vault.workflow(name));
      if (good === undefined || bad === undefined || slow === undefined) return;
      await vault.runOften(good, 2);
      await vault.runOften(bad, 1);
      await vault.runOften(slow, 1);
      const { runs: container } = vault;
      const told = (runs: readonly RunSummary[]) => runs.map((run) => `${run.workflow} ${run.state}`).join(", ");
      const wanted = {
        "the completed workflow": [{ workflow: good }, `${good} completed, ${good} completed`],
        "the state failed": [{ state: "failed" }, `${bad} failed`],
        "the state pending": [{ state: "pending" }, `${slow} pending`],
        "another workflow's state": [{ workflow: bad, state: "completed" }, ""],
      } as const;
      for (const [what, [query, runs]] of Object.entries(wanted)) {
        const found = told(await connector.listRuns({ container, ...query }));
        expectThat(found === runs, `The runs of ${what} should be '${runs}', and are '${found}'.`);
      }
    },
  }),

  check<BlinkVault>("blink.page-size", {
    level: "standard",
    needs: ["findSecrets"],
    intent: `Searches among ${MANY} workflows where a page without a limit holds 25`,
    promise: "A search finds all, whatever number of rows comes unasked",
    fix: "Send limit with every list, and compare what came with total",
    source: "docs/products/blink.md#query-language",
    async run({ connector, vault }) {
      await vault.assume("default-limit", "25");
      const part = vault.makeName();
      const { container } = vault;
      for (let at = 0; at < MANY; at += 1) await vault.plant({ name: `${part} ${at}` });
      const found = await connector.findSecrets({ name: part, container });
      expectThat(found.length === MANY, `Of ${MANY} workflows, the search found ${found.length}.`);
    },
  }),

  check<BlinkVault>("blink.wildcards", {
    level: "standard",
    needs: ["findSecrets"],
    intent: "Searches for texts with the characters that stand for others in $like",
    promise: "A text with % or _ finds the names that hold it, and not those that hold something like it",
    fix: "Compare what $like gives with the text: % stands for any text there and _ for any character",
    source: "docs/products/blink.md#query-language",
    async run({ connector, vault }) {
      const { container } = vault;
      for (const sign of ["_", "%"]) {
        const part = vault.makeName();
        const { ref } = await vault.plant({ name: `${part}${sign}end` });
        await vault.plant({ name: `${part}-end` });
        const found = (await connector.findSecrets({ name: `${part}${sign}end`, container })).map(({ id }) => id);
        expectThat(found.includes(ref.id), `A search for a text with ${sign} did not find it.`);
        expectThat(found.length === 1, `A search for a text with ${sign} found ${found.length - 1} others too.`);
      }
    },
  }),
];

/** How many runs the connector takes at once, as it says in its requests. */
async function sentLimit(vault: BlinkVault): Promise<number> {
  const limits = (await vault.requests()).flatMap(({ target }) => {
    const { pathname, searchParams } = new URL(target, "http://blink.invalid");
    if (!pathname.endsWith("/executions")) return [];
    const said = /"limit"\s*:\s*(\d+)/.exec(searchParams.get("q") ?? "")?.[1] ?? searchParams.get("limit");
    return said === null ? [] : [Number(said)];
  });
  const page = Math.max(...limits);
  return page >= 1 && page <= LARGEST_PAGE ? page : LARGEST_PAGE;
}
