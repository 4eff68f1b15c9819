import { once } from "node:events";
import type { Writable } from "node:stream";
import type { ControlClient } from "../src/control/client.ts";
import type { Product } from "./product.ts";
import type { CheckResult, HeldVault } from "./result.ts";

/** What holding needs beside the vaults. */
export interface HoldPlan {
  readonly product: Pick<Product, "name">;
  readonly control: ControlClient;
  readonly out: Writable;
  /** Ends the holding. */
  readonly signal: AbortSignal;
}

/** Tells of each held vault how to get at it, with a key of it, and keeps them all open until the signal comes. */
export async function holdOpen(results: readonly CheckResult[], plan: HoldPlan): Promise<void> {
  const { out, signal } = plan;
  for (const { id, held } of results) {
    if (held) out.write(await tellVault(id, held, plan));
  }
  if (signal.aborted) return;
  out.write("Ctrl-C ends.\n");
  await once(signal, "abort");
}

async function tellVault(id: string, { address, sandbox, caFile }: HeldVault, plan: HoldPlan): Promise<string> {
  const { control, product } = plan;
  const example = await control.sandbox(sandbox).example(product.name);
  const trust = caFile === undefined ? "" : ` --cacert "${caFile}"`;
  const headers = Object.entries(example?.headers ?? {}).map(([name, value]) => ` -H "${name}: ${value}"`);
  // Windows PowerShell has an alias of this name that is not curl.
  const curl = process.platform === "win32" ? "curl.exe" : "curl";
  return [
    `Held open: ${address} (sandbox ${sandbox}, ${id})`,
    `  steer it   add to other commands: --control ${control.url} --sandbox ${sandbox}`,
    ...(caFile === undefined ? [] : [`  CA file    ${caFile}`]),
    ...(example === undefined ? [] : [`  call it    ${curl}${trust}${headers.join("")} "${address}${example.path}"`]),
    "",
  ].join("\n");
}
