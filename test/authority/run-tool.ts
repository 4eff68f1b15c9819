import { execFile } from "node:child_process";
import type { TestContext } from "vitest";

/** How a program ended and all it said. */
export interface ToolResult {
  readonly code: number | string;
  readonly output: string;
}

/** Runs a program and waits for its end; one that cannot be started ends with the code of that error. */
export function runTool(command: string, args: readonly string[], cwd?: string): Promise<ToolResult> {
  return new Promise((resolve) => {
    execFile(command, args, { timeout: 280_000, ...(cwd === undefined ? {} : { cwd }) }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : (error.code ?? error.signal ?? 1), output: stdout + stderr });
    });
  });
}

/** Skips a test, with the reason in print, where a program is not there; fails it where FAUXVAULT_REQUIRE_TOOLS is set. */
export async function needTool(context: TestContext, command: string, versionFlag: string): Promise<void> {
  const { code } = await runTool(command, [versionFlag]);
  if (code === 0) return;
  const reason = `${command} is not there (${command} ${versionFlag} ended with ${code})`;
  if (process.env.FAUXVAULT_REQUIRE_TOOLS) throw new Error(`${reason}, and FAUXVAULT_REQUIRE_TOOLS demands it`);
  console.info(`skipped: ${context.task.name}: ${reason}`);
  context.skip(reason);
}
