import type { JournalInfo } from "../../control/protocol.ts";
import { cleanText } from "./table.ts";

/** A request on one line: time, method, masked target, status, caller, and why it was refused. */
export function renderRequest(entry: JournalInfo): string {
  const { at, method, target, status, caller, reason, sandbox, faults } = entry;
  const where = sandbox === "default" ? "" : `~${sandbox} `;
  const answer = status === 0 ? "no answer" : String(status);
  const parts = [`${clockTime(at)} ${where}${method} ${target} ${answer}`, describeCaller(caller)];
  if (faults.length > 0) parts.push(`faults: ${faults.map(({ id, kind }) => `${kind} (${id})`).join(", ")}`);
  if (reason !== undefined) parts.push(`refused: ${reason}`);
  return cleanText(parts.join("  "));
}

function describeCaller({ address, host, credential }: JournalInfo["caller"]): string {
  const from = host === undefined ? address : `${host} (${address})`;
  return credential === undefined ? from : `${from} with ${credential}`;
}

/** The time of day of an ISO 8601 instant, `09:30:00.123`; after its date when that is not the machine's. */
function clockTime(at: string): string {
  const [date = "", time = ""] = at.replace(/Z$/, "").split("T");
  return date === new Date().toISOString().slice(0, 10) ? time : `${date} ${time}`;
}
