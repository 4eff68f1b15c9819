import type { DoorInfo, StatusInfo } from "../../control/protocol.ts";
import { connect } from "../connect.ts";
import type { ConnectionOptions } from "../connection-options.ts";
import { print, printJson } from "../print.ts";
import { renderTable } from "../show/table.ts";

interface StatusOptions extends ConnectionOptions {
  readonly json?: boolean;
}

/** `fauxvault status` */
export async function showStatus(options: StatusOptions): Promise<void> {
  const status = await connect(options).status();
  if (options.json) printJson(status);
  else print(renderStatus(status));
}

function renderStatus({ version, pid, control, caFile, doors, sandboxes }: StatusInfo): string {
  const parts = [
    `fauxvault ${version}, process ${pid}, control API at ${control}`,
    `certificate authority: ${caFile}`,
    "",
    renderTable([["LISTENER", "HTTP", "HTTPS", "SANDBOX", "CALLERS"], ...doors.map(renderDoor)]),
    "",
    renderTable([
      ["SANDBOX", "FROM", "CLOCK", "SERVED"],
      ...sandboxes.map(({ id, from, now, clock, served }) => [id, from, `${now} (${clock.mode})`, String(served)]),
    ]),
  ];
  return parts.join("\n");
}

function renderDoor({ listener, http, https, sandbox, as }: DoorInfo): string[] {
  return [listener, http, https, sandbox, as ?? "as they come"];
}
