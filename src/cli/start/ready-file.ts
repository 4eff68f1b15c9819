import { readFileSync, rmSync } from "node:fs";

/** Removes what an earlier run left behind, but not the file of a fauxvault that is still running. */
export function clearReadyFile(file: string): void {
  const pid = readPid(file);
  if (pid === undefined || pid === process.pid || !isRunning(pid)) rmSync(file, { force: true });
}

/** Removes the file that this process wrote; one that another has written since is left alone. */
export function removeReadyFile(file: string): void {
  if (readPid(file) === process.pid) rmSync(file, { force: true });
}

/** The process that a ready file belongs to; nothing when there is no such file or it says nothing of the kind. */
function readPid(file: string): number | undefined {
  try {
    const { pid } = JSON.parse(readFileSync(file, "utf8")) as { readonly pid?: unknown };
    return Number.isSafeInteger(pid) ? (pid as number) : undefined;
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is one too.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
