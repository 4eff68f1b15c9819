/**
 * Time as this process lives through it. Busy machines, as in CI, stand still for seconds now and then, with the connector and all: that
 * is no time in which it could have answered.
 */

/** How often running time is counted, in milliseconds. */
const TICK = 50;
/** More than this between two counts is time in which the process stood still, in milliseconds. */
const MOST_OF_A_TICK = 2 * TICK;
/** How often a condition is looked at, in milliseconds. */
const LOOK = 5;

/** Acts when this process has run for so many milliseconds; the function that it gives calls that off. */
export function afterRunning(ms: number, act: () => void): () => void {
  const clock = new RunningTime();
  let timer: NodeJS.Timeout;
  const wait = () => {
    const left = ms - clock.read();
    if (left > 0) timer = setTimeout(wait, Math.min(TICK, left));
    else act();
  };
  timer = setTimeout(wait, Math.min(TICK, ms));
  return () => clearTimeout(timer);
}

/** Waits until a condition holds, or this process has run for so many milliseconds without it; whether it holds. */
export async function untilHolds(ms: number, condition: () => boolean | Promise<boolean>): Promise<boolean> {
  const clock = new RunningTime();
  while (!(await condition())) {
    if (clock.read() >= ms) return false;
    await pause(LOOK);
  }
  return true;
}

/** Waits, in milliseconds. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Counts what passes between two readings, as long as they are not far apart. */
class RunningTime {
  #read = performance.now();
  #passed = 0;

  read(): number {
    const now = performance.now();
    this.#passed += Math.min(now - this.#read, MOST_OF_A_TICK);
    this.#read = now;
    return this.#passed;
  }
}
