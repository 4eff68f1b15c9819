import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { onTestFinished } from "vitest";
import { holdDeadAddress } from "../../contracts/dead-address.ts";
import type { ReadyInfo } from "../../src/cli/ready-info.ts";

const project = path.resolve(import.meta.dirname, "../..");
const program = path.join(project, "dist", "cli.js");

/** How a run of the command line ended. */
export interface CliResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line as users get it and waits for its end. */
export function runCli(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<CliResult> {
  return new Promise((resolve) => {
    const options = { env: cleanEnvironment(env), timeout: 120_000, killSignal: "SIGKILL" } as const;
    execFile(process.execPath, [findProgram(), ...args], options, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? -1), stdout, stderr });
    });
  });
}

/** A `fauxvault start` under way. */
export interface StartedCli {
  readonly child: ChildProcess;
  readonly ready: ReadyInfo;
  /** The next object that it prints. */
  nextEvent(): Promise<Record<string, unknown>>;
  /** What it printed on the standard error so far. */
  complaints(): string;
  /** Ends it with a signal; gives its exit code. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Starts `fauxvault start --json` on free ports and waits until it is ready. It is ended with the test. */
export async function startCli(args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Promise<StartedCli> {
  const child = spawnCli(["start", "--json", ...freePorts, ...args], env);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  let complaints = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaints += text;
  });
  async function nextEvent(): Promise<Record<string, unknown>> {
    const { value, done } = await lines.next();
    if (done) throw new Error(`fauxvault start ended: ${complaints}`);
    return JSON.parse(value) as Record<string, unknown>;
  }
  const ready = (await nextEvent()) as unknown as ReadyInfo;
  return {
    child,
    ready,
    nextEvent,
    complaints: () => complaints,
    end: (signal = "SIGINT") => endCli(child, signal),
  };
}

/** What lets tests run beside each other and beside a fauxvault of their developer. */
export const freePorts = ["--free-ports"];

/** Starts the command line and leaves the rest to the test, with whose end it is ended. */
export function spawnCli(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [findProgram(), ...args], {
    env: cleanEnvironment(env),
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

/** Sends a signal and waits for the end; gives the exit code. */
export async function endCli(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
  return child.exitCode;
}

/** An address where nobody listens, until the test ends. */
export async function findDeadAddress(): Promise<string> {
  const dead = await holdDeadAddress("http");
  onTestFinished(() => dead.close());
  return dead.address;
}

/** A folder of this test's own, removed when it ends. */
export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "fauxvault-cli-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

function findProgram(): string {
  if (existsSync(program)) return program;
  throw new Error(
    "dist/cli.js is not there: run 'npm test', which builds it, or 'npm run build' before vitest itself.",
  );
}

/** This process's environment without what a developer may have set for fauxvault. */
function cleanEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !/^FAUXVAULT_(?!NETWORK_LOG)/.test(name));
  // No test may touch the authority of whoever runs it.
  const home = path.join(tmpdir(), `fauxvault-tests-${process.pid}`);
  // A fauxvault that is not ended yet may be making its authority there.
  onTestFinished(() => rm(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }));
  return { ...Object.fromEntries(others), FAUXVAULT_HOME: home, ...env };
}
