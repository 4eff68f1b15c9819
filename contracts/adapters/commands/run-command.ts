import { CheckFailure } from "../../check-failure.ts";
import { afterRunning } from "../../running-time.ts";
import { killGroup, spawnGroup } from "../process-group.ts";

/** A command as it is started. */
export interface CommandLine {
  readonly program: string;
  readonly args: readonly string[];
  /** Beside the variables of this process. */
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: string;
  /** The folder that it is started in. */
  readonly folder: string;
  /** Ends it after so many milliseconds. */
  readonly timeLimit?: number | undefined;
}

/** How a command ended, and all that it wrote. */
export interface Ending {
  /** Undefined when a signal ended it. */
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
  readonly isLate: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command under way. */
export interface RunningCommand {
  /** Absent when it could not be started. */
  readonly pid: number | undefined;
  readonly ending: Promise<Ending>;
  /** Ends it, with all that it started. */
  kill(): void;
}

/** A value of 64 KiB, with every character escaped, fits many times. In bytes. */
const MOST_OUTPUT = 8_388_608;
const START_FIX = "Name a program of the PATH, or its path from the table's folder";

/** Starts a command, without a shell. Its ending rejects with a `CheckFailure` when it does not start: the table is the connector. */
export function startCommand(line: CommandLine): RunningCommand {
  const { program, args, folder, timeLimit } = line;
  const child = spawnGroup(program, args, { cwd: folder, env: { ...process.env, ...line.env } });
  const kill = () => killGroup(child);
  const ending = new Promise<Ending>((resolve, reject) => {
    const [stdout, stderr] = [collect(child.stdout, tooMuch), collect(child.stderr, tooMuch)];
    let isLate = false;
    const callOff = timeLimit === undefined ? undefined : afterRunning(timeLimit, end);
    function end(): void {
      isLate = true;
      kill();
    }
    function tooMuch(): void {
      kill();
      reject(new CheckFailure(`${program} wrote more than ${MOST_OUTPUT} bytes.`));
    }
    child.once("error", (error: NodeJS.ErrnoException) => {
      callOff?.();
      const why = error.code === "ENOENT" ? "there is no such program" : error.message;
      reject(new CheckFailure(`The table's command '${program}' does not start: ${why}.`, START_FIX));
    });
    child.once("close", (code, signal) => {
      callOff?.();
      // What it started may live on.
      kill();
      const exitCode = code ?? undefined;
      resolve({ exitCode, signal: signal ?? undefined, isLate, stdout: stdout(), stderr: stderr() });
    });
    // A command that reads none of its input has no need of it.
    child.stdin.on("error", () => undefined);
    child.stdin.end(line.stdin);
  });
  return { pid: child.pid, ending, kill };
}

function collect(stream: NodeJS.ReadableStream, onTooMuch: () => void): () => string {
  const pieces: Buffer[] = [];
  let size = 0;
  stream.on("data", (piece: Buffer) => {
    size += piece.length;
    if (size > MOST_OUTPUT) onTooMuch();
    else pieces.push(piece);
  });
  return () => Buffer.concat(pieces).toString("utf8");
}
