import type { ClockChange, ClockInfo } from "../../control/protocol.ts";
import { connectSandbox } from "../connect.ts";
import type { SandboxOptions } from "../connection-options.ts";
import { print, printJson } from "../print.ts";

interface ClockOptions extends SandboxOptions {
  readonly json?: boolean;
}

/** `fauxvault clock show` */
export async function showClock(options: ClockOptions): Promise<void> {
  printClock(await connectSandbox(options).clock(), options);
}

/** `fauxvault clock set` */
export function setClock(at: string, options: ClockOptions): Promise<void> {
  return change(options, { at });
}

/** `fauxvault clock advance` */
export function advanceClock(advance: string, options: ClockOptions): Promise<void> {
  return change(options, { advance });
}

/** `fauxvault clock freeze` */
export function freezeClock(at: string | undefined, options: ClockOptions): Promise<void> {
  return change(options, { freeze: true, ...(at === undefined ? {} : { at }) });
}

/** `fauxvault clock run` */
export function runClock(options: ClockOptions): Promise<void> {
  return change(options, { freeze: false });
}

/** `fauxvault clock real` */
export function followMachine(options: ClockOptions): Promise<void> {
  return change(options, { real: true });
}

async function change(options: ClockOptions, wanted: ClockChange): Promise<void> {
  printClock(await connectSandbox(options).setClock(wanted), options);
}

function printClock(clock: ClockInfo, { json }: ClockOptions): void {
  if (json) printJson(clock);
  else print(`${clock.now}  ${describeSetting(clock)}`);
}

function describeSetting({ setting }: ClockInfo): string {
  if (setting.mode === "frozen") return "frozen";
  if (setting.mode === "real") return "follows the machine's time";
  return `runs, ${describeLength(Math.abs(setting.offset))} ${setting.offset < 0 ? "behind" : "ahead of"} the machine's time`;
}

const UNITS = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

/** A length of time in its two largest units: `30 days`, `1 day 2 hours`. */
function describeLength(milliseconds: number): string {
  let left = Math.round(milliseconds / 1000);
  const parts = UNITS.flatMap(([unit, seconds]) => {
    const count = Math.floor(left / seconds);
    left -= count * seconds;
    return count === 0 ? [] : [`${count} ${unit}${count === 1 ? "" : "s"}`];
  });
  return parts.slice(0, 2).join(" ") || "less than a second";
}
