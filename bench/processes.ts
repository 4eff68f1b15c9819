import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

/** How a Node process is started. */
export interface NodeStart {
  /** Node's own flags, the program and its arguments. */
  readonly args: readonly string[];
  /** The core that it may use; any when absent. */
  readonly core: number | undefined;
  /** Beside what it writes: a channel for messages. */
  readonly channel?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

/** The kernel counts a process's time in hundredths of a second on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;
const PATIENCE = 60_000;

const running = new Set<ChildProcess>();
// Whatever ends this program ends what it started.
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

const errors = new WeakMap<ChildProcess, string>();

/** Starts Node on one core, with its output readable and its errors shown when it fails. */
export function startNode({ args, core, channel = false, env = {} }: NodeStart): ChildProcess {
  const stdio: SpawnOptions["stdio"] = ["ignore", "pipe", "pipe", ...(channel ? (["ipc"] as const) : [])];
  const options = { stdio, env: { ...process.env, ...env } };
  const child =
    core === undefined
      ? spawn(process.execPath, args, options)
      : spawn("taskset", ["-c", String(core), process.execPath, ...args], options);
  running.add(child);
  child.once("close", () => running.delete(child));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => errors.set(child, (errors.get(child) ?? "") + text));
  return child;
}

/** The first line that a process prints; an error with its last words when it ends before. */
export async function readFirstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error("The process was started without an output.");
  const lines = createInterface({ input: child.stdout });
  try {
    for await (const line of lines) return line;
  } finally {
    lines.close();
    child.stdout.resume();
  }
  throw new Error(`${nameProcess(child)} ended before it said anything: ${lastWords(child)}`);
}

/** Everything that a process prints until it ends; an error with its last words when it fails. */
export async function readOutput(child: ChildProcess): Promise<string> {
  let output = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`${nameProcess(child)} failed with ${code}: ${lastWords(child)}`);
  return output;
}

/** Asks a process that was started with a channel, and waits for its answer. */
export async function askProcess<Answer>(child: ChildProcess, question: object): Promise<Answer> {
  const ended = new AbortController();
  const onClose = () => ended.abort(new Error(`${nameProcess(child)} ended: ${lastWords(child)}`));
  child.once("close", onClose);
  try {
    const answer = once(child, "message", { signal: ended.signal });
    child.send(question);
    return ((await answer) as [Answer])[0];
  } catch (error) {
    throw ended.signal.aborted ? ended.signal.reason : error;
  } finally {
    child.off("close", onClose);
  }
}

/** Ends a process as Ctrl-C does, and waits until it is gone; a stubborn one is killed. */
export async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, "close");
  child.kill("SIGINT");
  const killer = setTimeout(() => child.kill("SIGKILL"), PATIENCE);
  await closed;
  clearTimeout(killer);
}

/** What a process has written to its standard error. */
export function lastWords(child: ChildProcess): string {
  return (errors.get(child) ?? "").trim().slice(-2000) || "(no message)";
}

/** How long a process has used the processor so far, in milliseconds; undefined where the system does not say. */
export function readCpuTime({ pid }: ChildProcess): number | undefined {
  if (process.platform !== "linux" || pid === undefined) return undefined;
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The second field is the program's name in parentheses and may hold blanks; user and system time are fields 14 and 15.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND;
}

function nameProcess(child: ChildProcess): string {
  return `Process ${child.spawnargs.join(" ")}`;
}
