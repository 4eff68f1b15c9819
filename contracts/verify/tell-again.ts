import type { CheckResult } from "../result.ts";
import type { Job } from "./find-jobs.ts";

/** The command line that repeats one check of a job, and what it answers for. */
export function tellAgain({ words: { before, after } }: Job, { id, seenIn = [] }: CheckResult, seed: number): string {
  const words = [
    "npx",
    "--no-install",
    "fauxvault",
    "verify",
    ...before,
    ...[...new Set([id, ...seenIn])].flatMap((one) => ["--only", one]),
    "--seed",
    String(seed),
    ...after,
  ];
  return words.map((word) => (/^[\w./:=@+-]+$/.test(word) ? word : quote(word))).join(" ");
}

/** In quotes in which a shell changes nothing; those of Windows know only the double ones. */
function quote(word: string): string {
  return process.platform === "win32" ? `"${word.replaceAll('"', '\\"')}"` : `'${word.replaceAll("'", "'\\''")}'`;
}
