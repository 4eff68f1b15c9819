import { closest, distance } from "fastest-levenshtein";
import { FauxvaultError } from "./fauxvault-error.ts";
import type { FauxvaultOptions } from "./options.ts";

/** How an option has to look, and what it is called in a refusal. */
interface Shape {
  readonly expected: string;
  fits(value: unknown): boolean;
}

const isObject = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value);
const isWhole = (value: unknown, most: number) =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) <= most;
const isPort = (value: unknown) => isWhole(value, 65_535);
const isHost = (value: unknown) => {
  const { host, listener, port = 0 } = isObject(value) ? (value as Record<string, unknown>) : {};
  return typeof host === "string" && typeof listener === "string" && isPort(port);
};

const text: Shape = { expected: "a text", fits: (value) => typeof value === "string" };

const SHAPES: Readonly<Record<keyof FauxvaultOptions, Shape>> = {
  fixture: {
    expected: "a fixture's name, a file's path, or a fixture's content",
    fits: (value) => typeof value === "string" || isObject(value),
  },
  seed: { expected: "a whole number up to 4294967295", fits: (value) => isWhole(value, 0xffffffff) },
  ports: {
    expected: "ports by listener, such as { passwordstate: 9119 }",
    fits: (value) => isObject(value) && Object.values(value as object).every(isPort),
  },
  hosts: {
    expected: "an array of { host, listener, port }",
    fits: (value) => Array.isArray(value) && value.every(isHost),
  },
  allowHosts: {
    expected: "an array of hosts, such as ['vault.example.com', '10.20.0.11:443']",
    fits: (value) => Array.isArray(value) && value.every((host) => typeof host === "string"),
  },
  bind: text,
  controlToken: text,
  authorityFolder: text,
  explain: { expected: "true or false", fits: (value) => typeof value === "boolean" },
  onTrouble: { expected: "a function", fits: (value) => typeof value === "function" },
};

/** Refuses what no compiler refused: options that do not exist, naming the nearest, and values of a wrong shape. */
export function checkOptions(options: unknown): void {
  if (!isObject(options)) throw new FauxvaultError("The options of fauxvault are an object: { fixture: 'demo' }.");
  const known = Object.keys(SHAPES);
  const troubles = Object.entries(options as object).flatMap(([name, value]) => {
    const shape = Object.hasOwn(SHAPES, name) ? SHAPES[name as keyof FauxvaultOptions] : undefined;
    if (!shape) return [`there is no option '${name}'${hintAt(name, known)}`];
    return value === undefined || shape.fits(value) ? [] : [`'${name}' has to be ${shape.expected}`];
  });
  if (troubles.length > 0) throw new FauxvaultError(`The options of fauxvault are refused: ${troubles.join("; ")}.`);
}

function hintAt(name: string, known: string[]): string {
  const asked = name.slice(0, 100);
  const nearest = closest(asked, known);
  return distance(asked, nearest) <= 3 ? `, but '${nearest}'` : `; known: ${known.join(", ")}`;
}
