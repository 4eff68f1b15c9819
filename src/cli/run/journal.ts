import type { JournalInfo, JournalQuery } from "../../control/protocol.ts";
import type { SandboxClient } from "../../control/sandbox-client.ts";
import { connectSandbox } from "../connect.ts";
import type { SandboxOptions } from "../connection-options.ts";
import { EXIT } from "../exit-codes.ts";
import { print, printJson } from "../print.ts";
import { renderRequest } from "../show/request-line.ts";

interface JournalOptions extends SandboxOptions {
  readonly follow?: boolean;
  readonly refused?: boolean;
  readonly product?: string;
  readonly operation?: string;
  readonly status?: number;
  readonly limit?: number;
  readonly json?: boolean;
  readonly clear?: boolean;
}

/** `fauxvault journal` */
export async function showJournal(options: JournalOptions): Promise<number | undefined> {
  const sandbox = connectSandbox(options);
  if (options.clear) {
    await sandbox.clearJournal();
    return undefined;
  }
  if (options.follow) return follow(sandbox, options);
  const entries = await sandbox.journal(readQuery(options));
  if (options.json) printJson(entries);
  else if (entries.length === 0) print("no such requests");
  else print(entries.map(renderNumbered).join("\n"));
  return undefined;
}

async function follow(sandbox: SandboxClient, options: JournalOptions): Promise<number> {
  const interrupted = new AbortController();
  process.once("SIGINT", () => interrupted.abort());
  // Refused when there is no such product or operation: nobody should wait for its requests.
  await sandbox.journal({ ...readQuery(options), limit: 1 });
  const after = await findStart(sandbox, options);
  for await (const entry of sandbox.followJournal({ signal: interrupted.signal, after })) {
    if (isWanted(entry, options)) print(options.json ? JSON.stringify(entry) : renderNumbered(entry));
  }
  return interrupted.signal.aborted ? EXIT.interrupted : EXIT.ok;
}

/** Following begins with what there is already; `--limit` says how much of it. */
async function findStart(sandbox: SandboxClient, options: JournalOptions): Promise<number> {
  if (options.limit === undefined) return 0;
  const { served } = await sandbox.info();
  return Math.max(0, served - options.limit);
}

function readQuery({ refused, product, operation, status, limit }: JournalOptions): JournalQuery {
  return {
    ...(refused === undefined ? {} : { refused }),
    ...(product === undefined ? {} : { product }),
    ...(operation === undefined ? {} : { operation }),
    ...(status === undefined ? {} : { status }),
    ...(limit === undefined ? {} : { limit }),
  };
}

function isWanted(entry: JournalInfo, { refused, product, operation, status }: JournalOptions): boolean {
  if (refused && entry.reason === undefined) return false;
  if (product !== undefined && entry.product !== product) return false;
  if (operation !== undefined && entry.operation !== operation) return false;
  return status === undefined || entry.status === status;
}

function renderNumbered(entry: JournalInfo): string {
  return `${String(entry.seq).padStart(5)}  ${renderRequest(entry)}`;
}
