import { CommanderError } from "commander";
import { describeError } from "./describe-error.ts";
import { EXIT } from "./exit-codes.ts";
import { printError } from "./print.ts";
import { buildProgram } from "./program.ts";

/** What goes on when nobody reads its output any more: its reports, its exit code and what it holds elsewhere are due all the same. */
const OUTLIVES_ITS_READER: ReadonlySet<string> = new Set(["verify"]);

/** Runs one command and ends this process with its exit code. What goes wrong is told on the standard error. */
export async function runCommandLine(args: readonly string[]): Promise<never> {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    // Whoever read our output has left: `fauxvault journal | head -1`.
    if (!OUTLIVES_ITS_READER.has(args[0] ?? "")) process.exit();
  });
  const exitCode = await runCommand(args);
  // All that was printed goes out first. What may still be open, such as a request that nobody answers, holds nothing up.
  await Promise.all([process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write("", done))));
  process.exit(exitCode);
}

async function runCommand(args: readonly string[]): Promise<number> {
  try {
    await buildProgram(args[0]).parseAsync(args, { from: "user" });
    return Number(process.exitCode ?? EXIT.ok);
  } catch (error) {
    // Commander has printed already: the help that was asked for, or what is wrong with the arguments.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    const { text, exitCode } = describeError(error);
    printError(text);
    return exitCode;
  }
}
