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
    const result = { id: "reading.by-id", seenIn: ["network.timeout", "reading.by-id"] } as unknown as CheckResult;
    const command = tellAgain(job, result, 7);
    const { stdout } = spawnSync("sh", ["-c", `npx() { printf '%s\\n' "$@"; }; ${command}`], { encoding: "utf8" });
    const words = [
      "--no-install",
      "fauxvault",
      "verify",
      "one",
      "--only",
      "reading.by-id",
      "--only",
      "network.timeout",
      "--seed",
      "7",
      ...odd,
    ];
    expect(stdout.split("\n").slice(0, -1)).toEqual(words);
  },
);
