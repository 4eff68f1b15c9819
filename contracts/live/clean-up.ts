import type { Corner, Found } from "./corner.ts";
import type { Ledger } from "./ledger.ts";
import type { LiveProduct } from "./live-api.ts";

/** What cleaning up needs to know. */
export interface CleaningPlan {
  readonly corner: Corner;
  readonly ledger: Ledger;
  readonly product: Pick<LiveProduct, "containerWord">;
}

/** What is removed may uncover more, as in lists that are cut; a target that never comes to an end is left at some time. */
const MOST_ROUNDS = 5;

/**
 * Removes everything that bears the mark of the run, whether the harness or the connector made it, and then looks again. Gives what has
 * the prefix now, with why it is still there; it throws nothing.
 */
export async function cleanUp({ corner, ledger, product }: CleaningPlan): Promise<string[]> {
  const refused = new Map<string, string>();
  for (let round = 1; ; round += 1) {
    let found: readonly Found[];
    try {
      found = await corner.findAll();
    } catch (error) {
      const why = `what is there could not be found out: ${messageOf(error)}`;
      return ledger.lines().length === 0 ? [why] : ledger.lines().map((line) => `${line}; ${why}`);
    }
    const own = found.filter(({ isOwn, entry }) => isOwn && !refused.has(keyOf(entry)));
    if (own.length === 0 || round === MOST_ROUNDS) {
      return found.map(({ entry, isOwn }) => {
        const why = isOwn ? (refused.get(keyOf(entry)) ?? "it comes again and again") : "this run did not make it";
        return `${entry.name} (${entry.id} in ${product.containerWord} ${entry.container}): ${why}`;
      });
    }
    for (const { entry } of own) {
      try {
        await corner.remove(entry);
      } catch (error) {
        refused.set(keyOf(entry), messageOf(error));
      }
    }
  }
}

/** Removes what begins with the mark of one check, as far as that can be done; the clean-up of the run tells of the rest. */
export async function tidyUp(corner: Corner, mark: string): Promise<void> {
  try {
    for (const { entry, isOwn } of await corner.findAll(mark)) if (isOwn) await corner.remove(entry);
    await corner.findAll(mark);
  } catch {
    // It is tried again at the end, and told then.
  }
}

function keyOf({ id, container, name }: { readonly id: string; readonly container: string; readonly name: string }) {
  return JSON.stringify([id, container, name]);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
