import type { CheckResult, RequestSeen } from "../result.ts";

/** One part of what explains a failure, in lines. */
export interface Explanation {
  readonly name: "promise" | "seen" | "known" | "to mend" | "in play" | "requests" | "output" | "held" | "again";
  readonly lines: readonly string[];
}

/** More requests than this of one check say no more. */
const MOST_REQUESTS = 12;

/** What explains a failure, part by part, with the command that runs the check again. */
export function explain(result: CheckResult, again: string): Explanation[] {
  const { level, promise, message, reason, fix, inPlay = [], requests, output, held, source } = result;
  // Only a page can be opened; a place in the catalogue says nothing to whoever reads a report.
  const basis = source.startsWith("docs/") ? `${level}, ${source}` : level;
  const parts: (Explanation | undefined)[] = [
    { name: "promise", lines: [`${promise} (${basis})`] },
    { name: "seen", lines: (message ?? "").split("\n") },
    part("known", reason),
    part("to mend", fix),
    inPlay.length === 0 ? undefined : { name: "in play", lines: inPlay },
    requests && { name: "requests", lines: tellRequests(requests) },
    part("output", output),
    part("held", held && `${held.address} is open (sandbox ${held.sandbox}) until Ctrl-C`),
    { name: "again", lines: [again] },
  ];
  return parts.filter((one) => one !== undefined);
}

/** The requests of a check, one line for each. */
function tellRequests(requests: readonly RequestSeen[]): string[] {
  if (requests.length === 0) return ["none reached the vault"];
  const shown = requests.slice(-MOST_REQUESTS);
  const more = requests.length - shown.length;
  return [...(more > 0 ? [`(${more} before these)`] : []), ...shown.map(tellRequest)];
}

function part(name: Explanation["name"], text: string | undefined): Explanation | undefined {
  return text === undefined ? undefined : { name, lines: text.split("\n") };
}

function tellRequest({ method, target, status, channel, credential, carrier, reason, faults }: RequestSeen): string {
  const answer = status === 0 ? "no answer" : String(status);
  const key = carrier === undefined ? "no credential" : `${credential ?? "unknown credential"} in the ${carrier}`;
  const fault = faults.length > 0 ? `, fault: ${faults.join(", ")}` : "";
  const why = reason === undefined ? "" : `: ${reason}`;
  return `${method} ${target} over ${channel} (${key}) -> ${answer}${why}${fault}`;
}
