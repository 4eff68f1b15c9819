import type { Served } from "../served.ts";
import { countSlow, KEYS, OUTPUT } from "./fixture.ts";
import { listSlow, poll, runAndWait, start } from "./paths.ts";
import { blink } from "./product.ts";

const MANY = 10_000;
const PAGE = 50;
const headers = { "BLINK-API-KEY": KEYS.owner, "Content-Type": "application/json" };
const one = { name: "1 execution", rows: 1, headers };
const RUN_NOTE =
  "Each run is an execution of its own, of one step that takes no time; the newest 20,000 are kept. The controls do not read what is sent.";

/** A run that is waited for in the request. */
export const runSync: Served = {
  product: blink,
  steps: [runAndWait],
  isRight: ([body = ""]) => body === JSON.stringify({ value: OUTPUT }),
  vaults: [one],
  aims: {},
  notes: [RUN_NOTE],
};

/** A run that is started, and asked for until it has ended. */
export const runAndPoll: Served = {
  product: blink,
  steps: [start, poll],
  isRight: ([started = "{}", polled = "{}"]) => {
    const { execution_id: id } = JSON.parse(started) as { readonly execution_id?: string };
    const { results } = JSON.parse(polled) as { readonly results?: readonly Execution[] };
    return id !== undefined && results?.length === 1 && results[0]?.id === id && results[0].state === "Completed";
  },
  vaults: [one],
  aims: {},
  notes: ["Two requests count as one answer, for the controls too: the start, then a poll with its id.", RUN_NOTE],
};

/** A page of many executions, by a filter that two fields take part in, the newest first. */
export const listExecutions: Served = {
  product: blink,
  steps: [listSlow(PAGE)],
  isRight: ([body = "{}"]) => {
    const { total, results = [] } = JSON.parse(body) as { readonly total?: number; readonly results?: Execution[] };
    const isWanted = results.every(({ state, duration }) => state === "Completed" && duration > 2000);
    const isSorted = results.every(({ started_at }, at) => at === 0 || started_at < (results[at - 1]?.started_at ?? 0));
    return total === countSlow(MANY) && results.length === PAGE && isWanted && isSorted;
  },
  vaults: [{ name: "10,000 executions", rows: MANY, headers }],
  aims: {},
  connections: 1,
  notes: [
    `One connection: each answer is waited for before the next request. ${countSlow(MANY)} executions fit the filter.`,
  ],
};

interface Execution {
  readonly id: string;
  readonly state: string;
  readonly duration: number;
  readonly started_at: number;
}
