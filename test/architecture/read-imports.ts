import path from "node:path";

/** One import, export-from or import() of a source file. */
export interface Import {
  /** A path from the project's folder where the specifier is relative, else the package as written: "node:http". */
  readonly target: string;
  readonly typeOnly: boolean;
  /** Whether it is an import(), which loads when it is run. */
  readonly late: boolean;
}

const late = /\bimport\(\s*["'](?<specifier>[^"']+)["']/g;
const patterns = [
  /^[ \t]*(?:import|export)(?<type>\s+type)?\b[^;'"`]*?\bfrom\s*["'](?<specifier>[^"']+)["']/gm,
  /^[ \t]*import\s*["'](?<specifier>[^"']+)["']/gm,
  late,
];

/** Lists what a file imports; `file` is its path from the project's folder, with forward slashes. */
export function readImports(file: string, text: string): Import[] {
  return patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ groups }) => {
      const specifier = groups?.specifier ?? "";
      const target = specifier.startsWith(".") ? path.posix.join(path.posix.dirname(file), specifier) : specifier;
      return { target, typeOnly: groups?.type !== undefined, late: pattern === late };
    }),
  );
}
