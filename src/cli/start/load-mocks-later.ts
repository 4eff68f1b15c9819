import type { Mock } from "../../http/mock.ts";

/** How long after another a mock is loaded, in milliseconds: each takes the only thread for a while. */
const PAUSE = 250;

/**
 * Loads what serves each product, so that its first request need not wait for it: the first one at once, since somebody may be about to
 * ask, the others one after the other. Ends when the function that it gives back is called.
 */
export function loadMocksLater(mocks: readonly Mock[]): () => void {
  const waiting = [...mocks];
  const loadNext = () => {
    // One that cannot be loaded is told to the first who asks for it.
    waiting
      .shift()
      ?.load()
      .catch(() => undefined);
  };
  loadNext();
  const timer = setInterval(() => (waiting.length > 0 ? loadNext() : clearInterval(timer)), PAUSE).unref();
  return () => clearInterval(timer);
}
