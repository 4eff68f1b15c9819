import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import os from "node:os";

/** What the numbers were measured on. */
export interface Machine {
  readonly node: string;
  readonly system: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memory: string;
  /** One core for the server and one for the load; absent where processes cannot be pinned. */
  readonly pins: Pins | undefined;
}

/** Core numbers, as `taskset -c` takes them. */
export interface Pins {
  readonly server: number;
  readonly load: number;
}

/** Looks at this machine, and whether processes can be pinned to its cores. */
export function readMachine(): Machine {
  return {
    node: process.version,
    system: `${os.type()} ${os.release()} ${os.arch()}`,
    cpu: os.cpus()[0]?.model.trim() ?? "unknown",
    cores: os.availableParallelism(),
    memory: `${Math.round(os.totalmem() / 2 ** 30)} GiB`,
    pins: findPins(),
  };
}

/** Pins this process, all its threads, to a core: the one that measures must not sit on the core that is measured. */
export function pinSelf(core: number): void {
  spawnSync("taskset", ["-a", "-c", "-p", String(core), String(process.pid)], { stdio: "ignore" });
}

function findPins(): Pins | undefined {
  if (process.platform !== "linux") return undefined;
  const [server, load] = listAllowedCores();
  if (server === undefined || load === undefined) return undefined;
  const usable = [server, load].every((core) => spawnSync("taskset", ["-c", String(core), "true"]).status === 0);
  return usable ? { server, load } : undefined;
}

/** A container may have been given cores 4 and 7: the system says so as `4,7` or `0-1`. */
function listAllowedCores(): number[] {
  const allowed = /^Cpus_allowed_list:\s*(.+)$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? "";
  return allowed.split(",").flatMap((part) => {
    const [first = 0, last = first] = part.split("-").map(Number);
    return Array.from({ length: last - first + 1 }, (_, at) => first + at);
  });
}
