import type { NewFault } from "../src/control/fault-shapes.ts";
import type { ClockChange } from "../src/control/protocol.ts";
import type { SandboxClient } from "../src/control/sandbox-client.ts";

/** What is done from now on to a sandbox's answers and its clock through this client, in words, oldest first. */
export function watchSandbox(sandbox: SandboxClient): readonly string[] {
  const deeds: string[] = [];
  const [addFault, clearFaults, setClock] = [
    sandbox.addFault.bind(sandbox),
    sandbox.clearFaults.bind(sandbox),
    sandbox.setClock.bind(sandbox),
  ];
  sandbox.addFault = (plan) => {
    deeds.push(`fault: ${tellFault(plan)}`);
    return addFault(plan);
  };
  sandbox.clearFaults = () => {
    if (deeds.at(-1)?.startsWith("fault: ")) deeds.push("faults end");
    return clearFaults();
  };
  sandbox.setClock = async (change) => {
    const clock = await setClock(change);
    deeds.push(`clock: ${tellMove(change)}, to ${clock.now}`);
    return clock;
  };
  return deeds;
}

/** A fault in words: `status 503 on GET requests, once`. Bodies and headers stay out: they may hold secrets. */
function tellFault({ effect, match = {}, times, when }: NewFault): string {
  const how = when === undefined ? "" : `, ${when} the vault acts`;
  const often = times === undefined ? "" : times === 1 ? ", once" : `, ${times} times`;
  return `${tellEffect(effect)} on ${tellMatch(match)}${how}${often}`;
}

function tellEffect(effect: NewFault["effect"]): string {
  switch (effect.kind) {
    case "status":
      return `status ${effect.status}`;
    case "delay":
      return `delay of ${effect.ms} ms`;
    case "drip":
      return `drip of ${effect.bytes ?? 1} B every ${effect.ms} ms`;
    case "redirect":
      return `redirect (${effect.status ?? 302})`;
    case "skew":
      return `clock skew of ${effect.ms} ms`;
    default:
      return effect.kind;
  }
}

function tellMatch({ operation, method, path, caller, nth }: NonNullable<NewFault["match"]>): string {
  const which = operation ?? method ?? "every request";
  const where = path === undefined ? "" : ` at ${path}`;
  const who = caller === undefined ? "" : ` from ${caller}`;
  return `${which}${where}${who}${nth === undefined ? "" : `, number ${nth}`}`;
}

function tellMove({ at, advance, freeze, real }: ClockChange): string {
  if (advance !== undefined) return `advanced by ${advance}`;
  if (at !== undefined) return `set${freeze ? " and stopped" : ""}`;
  if (real) return "follows the machine's time";
  return freeze ? "stopped" : "runs";
}
