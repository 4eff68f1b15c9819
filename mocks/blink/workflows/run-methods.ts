import { API } from "../operation.ts";
import { canBeFlat } from "../runs/run-request.ts";
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
  /** Whether inputs can be sent beside the other members of a body (`execute-inputs`). */
  readonly takesFlat: boolean;
}

/** The texts of a workflow's Run Methods, for a POSIX shell; see `docs/products/blink.md#run-methods` (`run-methods-text`). */
export function writeRunMethods({ playbook, workspace, key, address, takesFlat }: RunMethodsPlan) {
  const base = address.replace(/\/+$/, "");
  const { workflow } = readWorkflow(playbook.published ?? "");
  const inputs = Object.fromEntries((workflow?.inputs ?? []).map((one) => [one.name, one.default ?? `<${one.name}>`]));
  const named = { input_values: inputs };
  const body = takesFlat && Object.keys(inputs).every(canBeFlat) ? inputs : named;
  const url = `${base}${API}/workspace/${workspace.id}/playbooks/${playbook.id}/execute`;
  const rest = [
    `curl --request POST ${quote(url)}`,
    `--header ${quote(`BLINK-API-KEY: ${key}`)}`,
    "--header 'Content-Type: application/json'",
    `--data ${quote(JSON.stringify(body))}`,
  ].join(" \\\n  ");
  const cli = [
    `blink automations execute --id ${playbook.id} --api-key ${key}`,
    `--hostname ${base.replace(/^https?:\/\//, "")} --workspace ${quote(workspace.display_name)}`,
    `--inputs ${quote(JSON.stringify(named))}`,
  ].join(" ");
  return { rest, cli };
}

/** A text as one word of a POSIX shell. */
function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
