import { type Stats, unwatchFile, watchFile } from "node:fs";

/** How often the file is looked at, in milliseconds. */
const INTERVAL = 200;

/**
 * Calls `changed` whenever a file has another content or has been put in place of the old one, until the function that it gives
 * back is called. It looks instead of being told: that works for editors that replace files, for network folders and containers.
 */
export function watchForChanges(file: string, changed: () => void): () => void {
  const listener = (now: Stats, before: Stats): void => {
    // Gone for a moment, while an editor puts the new one in its place.
    if (now.mtimeMs === 0) return;
    if (now.mtimeMs !== before.mtimeMs || now.size !== before.size || now.ino !== before.ino) changed();
  };
  watchFile(file, { interval: INTERVAL, persistent: false }, listener);
  return () => unwatchFile(file, listener);
}
