import { readFile } from "node:fs/promises";
import type { NewSandbox, SandboxInfo } from "../../control/protocol.ts";
import type { SandboxClient } from "../../control/sandbox-client.ts";
import { CliError } from "../cli-error.ts";
import { connect } from "../connect.ts";
import type { ConnectionOptions } from "../connection-options.ts";
import { print, printJson } from "../print.ts";
import { readFixtureArgument } from "../read-fixture-argument.ts";
import { renderTable } from "../show/table.ts";
import { writePrivateFile } from "../write-private-file.ts";

interface ListOptions extends ConnectionOptions {
  readonly json?: boolean;
}

interface OneOptions extends ListOptions {
  readonly sandbox?: string;
}

interface NewOptions {
  readonly id?: string;
  readonly listen?: readonly string[];
}

/** `fauxvault sandbox list` */
export async function listSandboxes(options: ListOptions): Promise<void> {
  const sandboxes = await connect(options).sandboxes();
  if (options.json) return printJson(sandboxes);
  const rows = sandboxes.map(({ id, from, now, clock, served, addresses }) => [
    id,
    from,
    `${now} (${clock.mode})`,
    String(served),
    addresses.map(({ http }) => http).join(" "),
  ]);
  print(renderTable([["SANDBOX", "FROM", "CLOCK", "SERVED", "ADDRESSES"], ...rows]));
}

/** `fauxvault sandbox create` */
export async function createSandbox(
  options: ListOptions & NewOptions & { readonly fixture: string; readonly seed?: number },
): Promise<void> {
  const { fixture } = await readFixtureArgument(options.fixture);
  const seed = options.seed === undefined ? {} : { seed: options.seed };
  printMade(await connect(options).createSandbox({ ...newSandbox(options), fixture, ...seed }), options);
}

/** `fauxvault sandbox fork` */
export async function forkSandbox(id: string | undefined, options: OneOptions & NewOptions): Promise<void> {
  printMade(await one(id, options).fork(newSandbox(options)), options);
}

/** `fauxvault sandbox reset` */
export async function resetSandbox(id: string | undefined, options: OneOptions): Promise<void> {
  const sandbox = one(id, options);
  await sandbox.reset();
  await printOne(sandbox, "is as it started; its journal is kept", options);
}

/** `fauxvault sandbox delete` */
export async function deleteSandboxes(ids: readonly string[], options: ConnectionOptions): Promise<void> {
  const client = connect(options);
  for (const id of ids) await client.sandbox(id).delete();
}

/** `fauxvault sandbox snapshot` */
export async function takeSnapshot(id: string | undefined, options: OneOptions & { readonly out: string }) {
  const sandbox = one(id, options);
  await writePrivateFile(options.out, await sandbox.snapshot());
  await printOne(sandbox, `is in ${options.out}, secret values included`, options);
}

/** `fauxvault sandbox restore` */
export async function bringBackSnapshot(id: string | undefined, options: OneOptions & { readonly from: string }) {
  const sandbox = one(id, options);
  await sandbox.restore(await readSnapshotFile(options.from));
  await printOne(sandbox, `is as ${options.from} has it`, options);
}

/** `fauxvault sandbox rewind` */
export async function rewindSandbox(
  id: string | undefined,
  options: OneOptions & { readonly to: number; readonly after?: boolean },
): Promise<void> {
  const sandbox = one(id, options);
  const side = options.after ? "after" : "before";
  await sandbox.rewind(options.to, side);
  await printOne(sandbox, `is as it was ${side} request ${options.to}; its journal is kept`, options);
}

/** The text of a snapshot; a file that is none at all is refused by its name. */
async function readSnapshotFile(file: string): Promise<string> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new CliError(
      error.code === "ENOENT"
        ? `There is no file ${file}.`
        : `${file} cannot be read (${error.code ?? error.message}).`,
    );
  });
  if (/"fauxvaultSnapshot"\s*:/.test(text)) return text;
  throw new CliError(`${file} is no snapshot: give a file that 'fauxvault sandbox snapshot' wrote.`);
}

function one(id: string | undefined, options: OneOptions): SandboxClient {
  return connect(options).sandbox(id ?? options.sandbox);
}

function newSandbox({ id, listen }: NewOptions): Pick<NewSandbox, "id" | "listen"> {
  return { ...(id === undefined ? {} : { id }), ...(listen === undefined ? {} : { listen }) };
}

function printMade(sandbox: SandboxInfo, { json }: ListOptions): void {
  const addresses = renderTable(sandbox.addresses.map(({ listener, http, https }) => ["", listener, http, https]));
  if (json) printJson(sandbox);
  else print(`sandbox '${sandbox.id}' from '${sandbox.from}'\n${addresses}`);
}

async function printOne(sandbox: SandboxClient, what: string, { json }: ListOptions): Promise<void> {
  if (json) printJson(await sandbox.info());
  else print(`sandbox '${sandbox.id}' ${what}`);
}
