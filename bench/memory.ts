import type { ChildProcess } from "node:child_process";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { askProcess } from "./processes.ts";

/** What a process holds after its garbage was collected, in bytes. */
export interface Memory {
  readonly rss: number;
  readonly heapUsed: number;
}

/** The flags of a server whose memory can be asked for; it needs a channel too. */
export function probeFlags(root: string): string[] {
  return ["--expose-gc", "--import", pathToFileURL(path.join(root, "bench/processes/memory-probe.mjs")).href];
}

/** Collects a server's garbage and says what is left. */
export function readMemory(child: ChildProcess): Promise<Memory> {
  return askProcess<Memory>(child, { ask: "memory" });
}
