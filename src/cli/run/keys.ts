import { CliError } from "../cli-error.ts";
import { connectSandbox } from "../connect.ts";
import type { SandboxOptions } from "../connection-options.ts";
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
export async function listKeys(options: KeyOptions): Promise<void> {
  const all = await connectSandbox(options).credentials();
  const keys = all.filter(({ product }) => product === options.product);
  if (options.json) return printJson(keys);
  if (keys.length === 0) return print(`no keys of ${options.product}`);
  print(renderTable([["KEY", "VALUE", "SCOPE"], ...keys.map(({ name, value, scope }) => [name, value, scope || "-"])]));
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
  return act("keys.restrict", "is restricted", key, options);
}

async function act(action: string, outcome: string, key: string, options: KeyOptions): Promise<void> {
  const { value, fromEverywhere, callType } = options;
  const from = fromEverywhere ? [] : options.from;
  const done = await connectSandbox(options).act(options.product, action, {
    key,
    ...(value === undefined ? {} : { value }),
    ...(from === undefined ? {} : { allowedIpRanges: from }),
    ...(callType === undefined ? {} : { callTypes: callType }),
  });
  if (options.json) return printJson(done);
  const { name = key, value: fresh } = (done ?? {}) as { readonly name?: string; readonly value?: string };
  print([name, outcome, ...(fresh === undefined ? [] : [fresh])].join(" "));
}
