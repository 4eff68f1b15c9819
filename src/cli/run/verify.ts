import { Ledger } from "../../../contracts/live/ledger.ts";
import { listJobs } from "../../../contracts/verify/list-jobs.ts";
import { verify } from "../../../contracts/verify/verify.ts";
import type { ControlClient } from "../../control/client.ts";
import { CliError } from "../cli-error.ts";
import { connect } from "../connect.ts";
import type { ConnectionOptions } from "../connection-options.ts";
import { EXIT } from "../exit-codes.ts";
import { printError } from "../print.ts";
import { renderTrouble } from "../show/trouble.ts";

/** The options of `verify`, as commander gives them. */
interface VerifyOptions extends ConnectionOptions {
  readonly module?: string;
  readonly commands?: string;
  readonly config?: string;
  readonly only?: readonly string[];
  readonly level?: "core" | "standard" | "hardened";
  readonly seed?: number;
  readonly hold?: boolean;
  readonly http?: boolean;
  readonly timeLimit?: number;
  readonly concurrency?: number;
  readonly repeat?: number;
  readonly bail?: boolean;
  readonly isolate?: boolean;
  readonly report?: readonly string[];
  readonly json?: string | true;
  readonly list?: boolean;
  readonly target?: string;
  readonly caFile?: string;
  readonly credentialEnv?: string;
  readonly container?: string;
  readonly allowWrites?: boolean;
  readonly prefix?: string;
}

/** A fauxvault that a run of a contract uses. */
interface Borrowed {
  /** Absent when there is no need of one. */
  readonly control?: ControlClient;
  stop(): Promise<void>;
}

/** `fauxvault verify` */
export async function verifyConnector(
  product: string | undefined,
  command: string[],
  options: VerifyOptions,
): Promise<number> {
  const { only, level, json, list, report: reports, control: _, controlToken: __, ...rest } = options;
  if (list) return listJobs({ ...rest, product, command, only, level, json, out: process.stdout });
  const ledger = new Ledger();
  const interrupted = listenForInterrupt(ledger);
  const { control, stop } = await borrowFauxvault(options);
  try {
    return await verify({
      ...{ ...rest, product, command, only, level, json, reports, control, ledger },
      out: process.stdout,
      signal: interrupted,
    });
  } finally {
    await stop();
  }
}

/** A private fauxvault on free ports; the one that `--control` names, when it names one; none for a run at a target. */
async function borrowFauxvault(options: VerifyOptions): Promise<Borrowed> {
  if (options.target !== undefined) {
    if (options.control === undefined) return { stop: async () => undefined };
    throw new CliError("--target is a real product and --control a fauxvault: name one of them.");
  }
  if (options.control !== undefined) return { control: connect(options), stop: async () => undefined };
  const [{ startRunning }, { ControlClient }] = await Promise.all([
    import("../../control/running.ts"),
    import("../../control/client.ts"),
  ]);
  const running = await startRunning({
    fixture: "empty",
    freePorts: true,
    onTrouble: (message) => printError(`fauxvault: ${renderTrouble(message)}`),
    onStopAsked: () => undefined,
  });
  return { control: new ControlClient(running.control), stop: () => running.stop() };
}

/** The first Ctrl-C, or a terminal that goes away, ends the run in order, with what it holds; a second one ends this process, and tells what may stand at a target. */
function listenForInterrupt(ledger: Ledger): AbortSignal {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) {
        for (const line of ledger.lines()) printError(`May be left behind: ${line}`);
        process.exit(EXIT.interrupted);
      }
      controller.abort();
    });
  }
  return controller.signal;
}
