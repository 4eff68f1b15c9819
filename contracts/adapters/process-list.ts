import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** Where a process comes from. */
interface Origin {
  readonly parent: number;
  readonly group: number;
}

interface Listed extends Origin {
  readonly commandLine: () => string;
}

const PS = ["-ax", "-ww", "-o", "pid=,ppid=,pgid=,command="];

/** The processes of this machine, as everybody on it may list them. */
export class ProcessList {
  /** Asking for the origin of each process each time would take ten times as long. */
  readonly #origins = new Map<number, Origin>();

  /**
   * With which arguments a process runs at this moment, and all that belongs to its group or was started by one of these. None on
   * Windows, where asking takes too long to meet anybody.
   */
  commandLinesOf(root: number): string[] {
    if (process.platform === "win32") return [];
    const listed = process.platform === "linux" ? this.#readProc() : readPs();
    const ours = new Set([root]);
    for (let size = 0; size < ours.size; ) {
      size = ours.size;
      for (const [pid, { parent, group }] of listed) if (group === root || ours.has(parent)) ours.add(pid);
    }
    return [...ours].map((pid) => listed.get(pid)?.commandLine() ?? "").filter((line) => line !== "");
  }

  #readProc(): Map<number, Listed> {
    const pids = readdirSync("/proc").map(Number).filter(Number.isInteger);
    const present = new Set(pids);
    for (const pid of this.#origins.keys()) if (!present.has(pid)) this.#origins.delete(pid);
    const listed = new Map<number, Listed>();
    for (const pid of pids) {
      const origin = this.#origins.get(pid) ?? readOrigin(pid);
      if (!origin) continue;
      this.#origins.set(pid, origin);
      listed.set(pid, { ...origin, commandLine: () => readProcFile(pid, "cmdline").replaceAll("\0", " ").trim() });
    }
    return listed;
  }
}

function readOrigin(pid: number): Origin | undefined {
  const stat = readProcFile(pid, "stat");
  if (stat === "") return undefined;
  // The program's name comes before, in parentheses, and may hold anything.
  const [, parent, group] = stat.slice(stat.lastIndexOf(")") + 2).split(" ", 3);
  return { parent: Number(parent), group: Number(group) };
}

/** Empty when the process has ended meanwhile. */
function readProcFile(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return "";
  }
}

function readPs(): Map<number, Listed> {
  const { stdout } = spawnSync("ps", PS, { encoding: "utf8", maxBuffer: 2 ** 26 });
  return readPsLines(stdout ?? "");
}

/** What `ps` lists: in each line the ids of a process, of its parent and of its group, and its command line. */
export function readPsLines(text: string): Map<number, Listed> {
  const lines = text.matchAll(/^ *(\d+) +(\d+) +(\d+) (.*)$/gm);
  return new Map(
    Array.from(lines, ([, pid, parent, group, line = ""]) => [
      Number(pid),
      { parent: Number(parent), group: Number(group), commandLine: () => line },
    ]),
  );
}
