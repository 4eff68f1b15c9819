import type { LiveProduct, ReadingApi } from "./live-api.ts";

/** Where to look for what came to be beside a run. */
export interface BystandersPlan {
  readonly api: ReadingApi;
  readonly container: string;
  readonly product: Pick<LiveProduct, "containerWord">;
  /** The user's prefix: what bears it is told elsewhere. */
  readonly prefix: string;
}

/**
 * Remembers what a container holds that is none of a run's, and gives what tells, at the end, of the secrets that have come beside it:
 * a connector that makes one under a name of its own leaves it there. They are told and left alone: somebody else may have made them.
 */
export async function watchBystanders({
  api,
  container,
  product,
  prefix,
}: BystandersPlan): Promise<() => Promise<string[]>> {
  const before = new Set((await api.list(container)).map(({ id }) => id));
  const why = "it came during the run, without the run's mark: the connector made it, or somebody else did";
  return async () => {
    try {
      const now = await api.list(container);
      const strangers = now.filter(({ id, name }) => !before.has(id) && !name.startsWith(prefix));
      return strangers.map(({ id, name }) => `${name} (${id} in ${product.containerWord} ${container}): ${why}`);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return [`what came to ${product.containerWord} ${container} beside the run could not be found out: ${message}`];
    }
  };
}
