import { InvalidArgumentError } from "commander";

/** A door that stands for a host: `--as build-01.test:passwordstate=9120`. */
export interface HostDoor {
  readonly host: string;
  readonly listener: string;
  readonly port: number;
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Reads one `--port name=number` and adds it to those before. */
export function readPort(text: string, before: Readonly<Record<string, number>> = {}): Record<string, number> {
  const [, name, port] = /^([a-z][a-z0-9-]*)=(\d+)$/i.exec(text) ?? [];
  if (!name || !port) throw new InvalidArgumentError("Write for example passwordstate=9119, or passwordstate=0.");
  return { ...before, [name.toLowerCase()]: readPortNumber(port) };
}

/** Reads one `--as HOST:listener=port` and adds it to those before. */
export function readHostDoor(text: string, before: readonly HostDoor[] = []): HostDoor[] {
  const [, host, listener, port] = /^([a-z0-9._-]+):([a-z][a-z0-9-]*)=(\d+)$/i.exec(text) ?? [];
  if (!host || !listener || !port) {
    throw new InvalidArgumentError("Write for example build-01.test:passwordstate=9120.");
  }
  return [...before, { host: host.toLowerCase(), listener: listener.toLowerCase(), port: readPortNumber(port) }];
}

/** Reads one `name=value`, such as a header, and adds it to those before. */
export function readPair(text: string, before: Readonly<Record<string, string>> = {}): Record<string, string> {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (!name || value === undefined) throw new InvalidArgumentError("Write it as name=value.");
  return { ...before, [name]: value };
}

/** Adds one value of a repeatable option to those before. */
export function readMany(text: string, before: readonly string[] = []): string[] {
  return [...before, text];
}

/** Reads a whole number from 0. */
export function readWhole(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number)) throw new InvalidArgumentError("It is a whole number.");
  return number;
}

/** Reads a number such as 0.25. */
export function readNumber(text: string): number {
  if (!/^-?\d+(\.\d+)?$/.test(text)) throw new InvalidArgumentError("It is a number.");
  return Number(text);
}

/** Reads a length of time such as `500ms`, `30s` or `2m` (seconds without a unit), in milliseconds. */
export function readTime(text: string): number {
  const [, number, unit = "s"] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text) ?? [];
  const factor = UNITS[unit];
  if (number === undefined || factor === undefined)
    throw new InvalidArgumentError("Write for example 500ms, 30s or 2m.");
  return Number(number) * factor;
}

/** Reads what something may take, which is more than no time. */
export function readTimeLimit(text: string): number {
  const limit = readTime(text);
  if (limit > 0) return limit;
  throw new InvalidArgumentError("A time limit is more than no time: 500ms, 30s or 2m.");
}

function readPortNumber(text: string): number {
  const port = Number(text);
  if (port > 65_535) throw new InvalidArgumentError(`There is no port ${text}: the last is 65535.`);
  return port;
}
