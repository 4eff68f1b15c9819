import { EXIT } from "../exit-codes.ts";

/** SIGHUP and SIGBREAK are what Windows sends when a console is closed and for Ctrl-Break. */
const SIGNALS =
  process.platform === "win32" ? ["SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"] : ["SIGINT", "SIGTERM", "SIGHUP"];

/** When a running program is to end. */
export interface StopSignals {
  /** Settles once somebody asked for the end. */
  readonly asked: Promise<void>;
  /** Asks for it, as the first signal does. */
  ask(): void;
}

/** Listens for Ctrl-C and its kin: the first asks for the end, a second one forces it. */
export function listenForStop(): StopSignals {
  const { promise, resolve } = makeDeferred();
  let asked = false;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (asked) process.exit(EXIT.interrupted);
      asked = true;
      resolve();
    });
  }
  return { asked: promise, ask: resolve };
}

function makeDeferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
