import { API } from "../operation.ts";
import type { WorkspaceRow } from "../state/people.ts";
import type { PlaybookRow } from "../state/workflows.ts";
import { readWorkflow } from "./read-workflow.ts";

/** What the texts that run a workflow are written of. */
interface RunMethodsPlan {
  readonly playbook: PlaybookRow;
  readonly workspace: WorkspaceRow;
  /** The value of a personal API key. */
  readonly key: string;
  /** Where Blink is, such as `https://app.blinkops.com`. */
  readonly address: string;
}

/** The texts of a workflow's Run Methods, for a POSIX shell; see `docs/products/blink.md#run-methods` (`run-methods-text`). */
export function writeRunMethods({ playbook, workspace, key, address }: RunMethodsPlan) {
  const base = address.replace(/\/+$/, "");
  const { workflow } = readWorkflow(playbook.published ?? playbook.draft ?? "");
  const inputs = Object.fromEntries((workflow?.inputs ?? []).map((one) => [one.name, one.default ?? `<${one.name}>`]));
  const url = `${base}${API}/workspace/${workspace.id}/playbooks/${playbook.id}/execute`;
  const rest = [
    `curl --request POST ${quote(url)}`,
    `--header ${quote(`BLINK-API-KEY: ${key}`)}`,
    "--header 'Content-Type: application/json'",
    `--data ${quote(JSON.stringify(inputs))}`,
  ].join(" \\\n  ");
  const cli = [
    `blink automations execute --id ${playbook.id} --api-key ${key}`,
    `--hostname ${base.replace(/^https?:\/\//, "")} --workspace ${quote(workspace.display_name)}`,
    `--inputs ${quote(JSON.stringify({ input_values: inputs }))}`,
  ].join(" ");
  return { rest, cli };
}

/** A text as one word of a POSIX shell. */
function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
