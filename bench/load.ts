import path from "node:path";
import type { Target } from "./ask.ts";
import { askProcess, endProcess, startNode } from "./processes.ts";

/** How a server is loaded: so many connections, one request at a time on each, for a time or for a number of requests. */
export interface LoadPlan extends Target {
  readonly connections: number;
  readonly seconds?: number;
  readonly requests?: number;
}

/** What the load saw. Latencies in milliseconds. */
export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  readonly p50: number;
  readonly p99: number;
  readonly errors: number;
  readonly non2xx: number;
  /** The sizes of the shortest and the longest answer, headers included. */
  readonly bytes: readonly [least: number, most: number];
}

/** autocannon in a process of its own. */
export interface Load {
  run(plan: LoadPlan): Promise<LoadResult>;
  end(): Promise<void>;
}

/** Starts the process that loads all servers of this run; it stays, so that it is as warm for the one as for the other. */
export function startLoad(root: string, core: number | undefined): Load {
  const child = startNode({ args: [path.join(root, "bench/processes/load.mjs")], core, channel: true });
  return {
    async run(plan) {
      const result = await askProcess<LoadResult & { readonly failure?: string }>(child, plan);
      if (result.failure !== undefined) throw new Error(`The load failed: ${result.failure}`);
      checkResult(plan, result);
      return result;
    },
    end: () => endProcess(child),
  };
}

/** A number with errors in it says nothing. */
function checkResult({ url }: LoadPlan, { errors, non2xx, requests, bytes: [least, most] }: LoadResult): void {
  if (errors > 0 || non2xx > 0 || requests === 0) {
    throw new Error(
      `${url} was loaded with ${requests} answers, ${errors} errors and ${non2xx} answers that are not 2xx.`,
    );
  }
  if (least !== most) throw new Error(`${url} answered with ${least} to ${most} bytes; it should always be the same.`);
}
