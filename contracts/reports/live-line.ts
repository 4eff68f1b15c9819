import type { Writable } from "node:stream";

/** The last line of a terminal while a run goes on: how far it is, and what is under way. */
export interface LiveLine {
  start(checks: number): void;
  begin(id: string): void;
  end(id: string): void;
  /** Takes the line away, so that lasting lines can be printed; the next `begin` or `end` brings it back. */
  hide(): void;
  stop(): void;
}

const WIDTH = 80;
const CLEAR = "\r\u001b[2K";

/** A live line for a terminal with somebody before it; one that does nothing for files, pipes and CI. */
export function liveLine(out: Writable, environment: NodeJS.ProcessEnv = process.env): LiveLine {
  const terminal = out as Writable & { readonly isTTY?: boolean; readonly columns?: number };
  const isWanted = terminal.isTTY === true && !environment.CI && environment.TERM !== "dumb";
  const underWay = new Set<string>();
  let [all, ended, isShown] = [0, 0, false];

  function hide(): void {
    if (isShown) out.write(CLEAR);
    isShown = false;
  }

  function show(): void {
    if (!isWanted || underWay.size === 0) return;
    // Asked each time: it may have been resized. Some terminals say 0 when they do not know.
    const columns = terminal.columns || WIDTH;
    const text = `  ${ended} of ${all} done; under way: ${[...underWay].join(", ")}`;
    // One column less: a terminal that is filled to its last one may already have gone to the next line.
    out.write(`${CLEAR}${text.length < columns ? text : `${text.slice(0, columns - 2)}…`}`);
    isShown = true;
  }

  return {
    start(checks) {
      [all, ended] = [checks, 0];
      underWay.clear();
    },
    begin(id) {
      underWay.add(id);
      show();
    },
    end(id) {
      ended += 1;
      underWay.delete(id);
      show();
    },
    hide,
    stop() {
      hide();
      underWay.clear();
    },
  };
}
