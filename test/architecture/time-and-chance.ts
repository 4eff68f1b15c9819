import type { Sources } from "./read-sources.ts";

const forbidden = [
  { what: "Date.now", pattern: /\bDate\.now\b/ },
  { what: "new Date() without an argument", pattern: /\bnew Date\b(?!\s*\(\s*[^\s)])/ },
  { what: "Date() as a function", pattern: /(?<!\bnew\s+)(?<![\w.])Date\(/ },
  { what: "performance.now", pattern: /\bperformance\.now\b/ },
  { what: "Math.random", pattern: /\bMath\.random\b/ },
  { what: "randomUUID", pattern: /\brandomUUID\b/ },
];

/** The one place where the wall's time comes in: a sandbox's clock that runs. */
const clock = "src/engine/clock.ts";

/** Finds wall time and chance that is not the sandbox's, one line each: "file:line: what". */
export function findForeignTimeAndChance(sources: Sources): string[] {
  return [...sources].flatMap(([file, text]) =>
    text
      .split("\n")
      .flatMap((line, index) =>
        isComment(line)
          ? []
          : forbidden
              .filter(({ what, pattern }) => pattern.test(line) && !(file === clock && what === "Date.now"))
              .map(({ what }) => `${file}:${index + 1}: ${what}`),
      ),
  );
}

function isComment(line: string): boolean {
  return /^\s*(\/\/|\/?\*)/.test(line);
}
