import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { passwordstate } from "../../contracts/products/passwordstate.ts";
import type { CheckResult } from "../../contracts/result.ts";
import type { Job } from "../../contracts/verify/find-jobs.ts";
import { tellAgain } from "../../contracts/verify/tell-again.ts";

test.skipIf(process.platform === "win32")(
  "the command that runs a check again says to a shell what was said before",
  () => {
    const odd = ["--", "node", "a b.mjs", "it's", '"$HOME"', "`id`", "$(id)", "*", "a\\b", "!x", ""];
    const job = { name: "one", product: passwordstate, words: { before: ["one"], after: odd } } as unknown as Job;
    const command = tellAgain(job, { id: "reading.by-id" } as CheckResult, 7);
    const { stdout } = spawnSync("sh", ["-c", `npx() { printf '%s\\n' "$@"; }; ${command}`], { encoding: "utf8" });
    const words = ["--no-install", "fauxvault", "verify", "one", "--only", "reading.by-id", "--seed", "7", ...odd];
    expect(stdout.split("\n").slice(0, -1)).toEqual(words);
  },
);
