import type { Running } from "../../control/running.ts";
import { describeError } from "../describe-error.ts";
import { watchForChanges } from "./watch-file.ts";

/** What became of a changed fixture file. */
export type Reload = { readonly accepted: true } | { readonly accepted: false; readonly message: string };

/**
 * Starts a fixture file anew in the default sandbox whenever it changes; one that is wrong is told and changes nothing. Ends when the
 * function that it gives back is called.
 */
export function watchFixture(file: string, running: Running, told: (reload: Reload) => void): () => void {
  let last = Promise.resolve();
  const reload = async (): Promise<void> => {
    try {
      const { loadFixtureFile } = await import("../../library/load-fixture-file.ts");
      await running.reload(await loadFixtureFile(file, running.instance.sandboxes.world), file);
      told({ accepted: true });
    } catch (error) {
      told({ accepted: false, message: describeError(error).text });
    }
  };
  // One after the other, so that the newest content is the one that stays.
  return watchForChanges(file, () => {
    last = last.then(reload);
  });
}
