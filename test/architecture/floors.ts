import { type Import, readImports } from "./read-imports.ts";
import type { Sources } from "./read-sources.ts";

/** The house, from the ground up (docs/architecture.md draws it). A file belongs to the first floor that matches it. */
const floors: readonly { name: string; files: RegExp }[] = [
  { name: "ground", files: /^(src\/version\.ts|src\/fixtures\.d\.ts|package\.json|fixtures\/.*)$/ },
  { name: "engine", files: /^src\/engine\// },
  { name: "http", files: /^src\/http\// },
  { name: "mock", files: /^mocks\/[^/]+\// },
  { name: "mock registry", files: /^mocks\/[^/]+\.ts$/ },
  { name: "control", files: /^src\/control\// },
  { name: "contracts", files: /^contracts\// },
  { name: "way in", files: /^src\/((cli|console|library)\/|(index|vitest)\.ts$)/ },
];

/** What a floor may not take from outside the project: the engine speaks no protocol, a handler no framework. */
const foreign: Readonly<Record<string, RegExp>> = {
  engine: /^(express|node:(http2?|https|net|tls|dgram))$/,
  mock: /^express$/,
};

/** Says in one line each what is wrong with the imports of these files; nothing when the house stands. */
export function findFaultyImports(sources: Sources): string[] {
  const imports = new Map([...sources].map(([file, text]) => [file, readImports(file, text)]));
  return [...findFaultyArrows(imports), ...findCircles(imports)];
}

function* findFaultyArrows(imports: ReadonlyMap<string, readonly Import[]>): Iterable<string> {
  for (const [file, targets] of imports) {
    if (findFloor(file) === -1) yield `${file} stands on no floor: give it one in test/architecture/floors.ts`;
    else for (const target of targets) yield* judgeArrow(file, target);
  }
}

function* judgeArrow(file: string, { target, typeOnly }: Import): Iterable<string> {
  const from = findFloor(file);
  const to = findFloor(target);
  const floor = floors[from]?.name ?? "";
  if (foreign[floor]?.test(target)) yield `${file} imports ${target}, which has no place on the floor "${floor}"`;
  else if (to > from) yield `${file} imports ${target}, which is higher up`;
  else if (floor === "mock" && from === to && product(file) !== product(target))
    yield `${file} imports ${target}: mocks do not know each other`;
  else if (floor === "contracts" && to !== -1 && to !== from && !mayBeReached(target, typeOnly))
    yield `${file} imports ${target}: contracts reach a vault by its address and the control client alone`;
}

function mayBeReached(target: string, typeOnly: boolean): boolean {
  // A reader of texts knows nothing of vaults: files of the contracts are refused with their line too.
  if (/^src\/control\/client\b|^src\/version\.ts$|^src\/engine\/yaml-source\.ts$|^package\.json$/.test(target))
    return true;
  return typeOnly && target.startsWith("src/control/");
}

function findFloor(file: string): number {
  return floors.findIndex(({ files }) => files.test(file));
}

function product(file: string): string | undefined {
  return file.split("/")[1];
}

/** Finds each circle once, by walking the files depth first and looking for one that is still being walked. */
function findCircles(imports: ReadonlyMap<string, readonly Import[]>): string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  const walk = (file: string, trail: readonly string[]): void => {
    const start = trail.indexOf(file);
    if (start !== -1) circles.push(`a circle: ${[...trail.slice(start), file].join(" -> ")}`);
    if (start !== -1 || done.has(file)) return;
    for (const target of new Set(imports.get(file)?.map((one) => one.target))) walk(target, [...trail, file]);
    done.add(file);
  };
  for (const file of imports.keys()) walk(file, []);
  return circles;
}
