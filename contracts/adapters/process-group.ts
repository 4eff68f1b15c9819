import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";

/** Where and with what a program is started; as this process when absent. */
export interface Surroundings {
  readonly cwd?: string | undefined;
  readonly env?: NodeJS.ProcessEnv | undefined;
}

const running = new Set<ChildProcessWithoutNullStreams>();

/**
 * Starts a program, without a shell, in a group of its own: what it starts in turn can be ended with it. None outlives this process,
 * unless that is killed so hard that it can do nothing more; then the end of their input tells them.
 */
export function spawnGroup(
  command: string,
  args: readonly string[],
  around: Surroundings = {},
): ChildProcessWithoutNullStreams {
  const detached = process.platform !== "win32";
  const child = spawn(command, args, { ...around, detached, shell: false, windowsHide: true });
  if (running.size === 0) process.once("exit", killAll);
  running.add(child);
  const forget = () => {
    running.delete(child);
    if (running.size === 0) process.removeListener("exit", killAll);
  };
  child.once("error", forget);
  child.once("close", forget);
  return child;
}

/** Ends a program and all that it started, at once. */
export function killGroup({ pid }: ChildProcessWithoutNullStreams): void {
  if (pid === undefined) return;
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/pid", String(pid), "/T", "/F"], { windowsHide: true });
    return;
  }
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    // It has ended, and all that it started with it; macOS says EPERM of a group whose members have ended but are not yet waited for.
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ESRCH" && code !== "EPERM") throw error;
  }
}

function killAll(): void {
  for (const child of running) killGroup(child);
}
