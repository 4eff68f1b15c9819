import { CliError } from "../cli-error.ts";
import { connect, connectSandbox } from "../connect.ts";
import type { SandboxOptions } from "../connection-options.ts";
import { nameOptions } from "../name-options.ts";
import { print, printJson } from "../print.ts";
import { renderTable } from "../show/table.ts";

interface KeyOptions extends SandboxOptions {
  readonly product: string;
  readonly json?: boolean;
  readonly value?: string;
  readonly from?: readonly string[];
  readonly fromEverywhere?: boolean;
  readonly callType?: readonly string[];
}

/** `fauxvault keys list` */
export async function listKeys(options: SandboxOptions & Partial<KeyOptions>): Promise<void> {
  const { product: wanted } = options;
  // Refused when there is no such product.
  if (wanted !== undefined) await connect(options).actions(wanted);
  const all = await connectSandbox(options).credentials();
  const keys = all.filter(({ product }) => wanted === undefined || product === wanted);
  if (options.json) return printJson(keys);
  if (keys.length === 0) return print(wanted === undefined ? "no keys" : `no keys of ${wanted}`);
  const rows = keys.map(({ product, name, value, scope }) => [product, name, value, scope || "-"]);
  print(renderTable([["PRODUCT", "KEY", "VALUE", "SCOPE"], ...rows]));
}

/** `fauxvault keys rotate` */
export function rotateKey(key: string, options: KeyOptions): Promise<void> {
  return act("keys.rotate", "is rotated: now", key, options);
}

/** `fauxvault keys revoke` */
export function revokeKey(key: string, options: KeyOptions): Promise<void> {
  return act("keys.revoke", "is revoked", key, options);
}

/** `fauxvault keys create` */
export function createKey(key: string, options: KeyOptions): Promise<void> {
  return act("keys.create", "is made:", key, options);
}

/** `fauxvault keys restrict` */
export function restrictKey(key: string, options: KeyOptions): Promise<void> {
  if (options.from && options.fromEverywhere) throw new CliError("Give --from or --from-everywhere, not both.");
  if (!options.from && !options.fromEverywhere && !options.callType) {
    throw new CliError("Say what changes: --from, --from-everywhere or --call-type.");
  }
  return act("keys.restrict", (done) => describeRestriction(done), key, options);
}

/** What holds now: `may be used from 10.20.0.11 and 10.20.0.12, to retrieve and add`. */
function describeRestriction({ allowedIpRanges = [], callTypes = [] }: Done): string {
  const from = allowedIpRanges.length === 0 ? "everywhere" : allowedIpRanges.join(" and ");
  const what = callTypes.length === 0 ? "" : `, to ${callTypes.join(" and ")}`;
  return `may be used from ${from}${what}`;
}

/** What an action on a key gives. */
interface Done {
  readonly name?: string;
  readonly value?: string;
  readonly allowedIpRanges?: readonly string[];
  readonly callTypes?: readonly string[];
}

/** What the control API calls the options. */
const OPTIONS = { value: "--value", allowedIpRanges: "--from", callTypes: "--call-type" };

async function act(action: string, outcome: string | ((done: Done) => string), key: string, options: KeyOptions) {
  const { value, fromEverywhere, callType } = options;
  const from = fromEverywhere ? [] : options.from;
  const answer = await nameOptions(
    connectSandbox(options).act(options.product, action, {
      key,
      ...(value === undefined ? {} : { value }),
      ...(from === undefined ? {} : { allowedIpRanges: from }),
      ...(callType === undefined ? {} : { callTypes: callType }),
    }),
    ({ member, message }) => {
      const option = Object.entries(OPTIONS).find(([name]) => member.split(".")[0] === name)?.[1];
      return option && `${option}: ${message}`;
    },
  );
  if (options.json) return printJson(answer);
  const done = (answer ?? {}) as Done;
  const { name = key, value: fresh } = done;
  print(
    [name, typeof outcome === "string" ? outcome : outcome(done), ...(fresh === undefined ? [] : [fresh])].join(" "),
  );
}
