import type { Sandbox } from "../../engine/sandbox.ts";
import type { Caller } from "../call.ts";
import type { FaultRow } from "./fault.ts";
import { httpSection } from "./section.ts";

/** What a request is compared by. */
export interface FaultTarget {
  readonly product: string;
  readonly operation: string | undefined;
  readonly method: string;
  readonly path: string;
  readonly caller: Caller;
}

const NONE: readonly FaultRow[] = [];

/** The faults that strike this request, in the order they were put in. Counts the request for each that matches. */
export function matchFaults(sandbox: Sandbox, target: FaultTarget): readonly FaultRow[] {
  const { faults } = sandbox.state(httpSection);
  if (faults.size === 0) return NONE;
  return sandbox.transact(() => {
    const struck: FaultRow[] = [];
    for (const fault of [...faults.all()]) {
      if (!concerns(sandbox, fault, target)) continue;
      const seen = fault.seen + 1;
      const due = fault.times === undefined || fault.fired < fault.times;
      const fires =
        due &&
        (fault.match.nth === undefined || fault.match.nth === seen) &&
        (fault.match.probability === undefined || sandbox.chance.fraction() < fault.match.probability);
      faults.update(fault.id, { seen, fired: fault.fired + (fires ? 1 : 0) });
      if (fires) struck.push(fault);
    }
    return struck;
  });
}

function concerns(sandbox: Sandbox, { match }: FaultRow, target: FaultTarget): boolean {
  if (match.product !== undefined && match.product !== target.product) return false;
  if (match.operation !== undefined && match.operation !== target.operation) return false;
  if (match.method !== undefined && match.method.toUpperCase() !== target.method) return false;
  if (match.path !== undefined && !globMatches(match.path.toLowerCase(), target.path.toLowerCase())) return false;
  return match.caller === undefined || isCaller(sandbox, match.caller, target.caller);
}

function isCaller(sandbox: Sandbox, wanted: string, { address, host }: Caller): boolean {
  const name = wanted.toLowerCase();
  return address === wanted || host === name || sandbox.hostsAt(address).includes(name);
}

/** Whether a text fits a pattern in which `*` stands for any text. Linear, so that a pattern cannot be made to take for ever. */
function globMatches(pattern: string, text: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  if (!text.startsWith(first)) return false;
  if (rest.length === 0) return text === first;
  let at = first.length;
  const last = rest.pop() ?? "";
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
