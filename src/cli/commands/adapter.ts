import type { Command } from "commander";
import { lazily } from "../lazily.ts";
import { readTimeLimit } from "../read-values.ts";

const EXAMPLES = `
Examples:
  fauxvault adapter -- python3 my_adapter.py

Exit codes: 0 it speaks the protocol, 1 it does not, 2 wrong usage.`;

/** `fauxvault adapter` */
export function addAdapter(program: Command): void {
  program
    .command("adapter")
    .summary("try whether an adapter speaks the protocol")
    .description("Talks to an adapter as verify does, without any vault: docs/adapter-protocol.md.")
    .argument("<command...>", "after --: what starts the adapter")
    .option("--time-limit <time>", "how long one answer may take: 5s", readTimeLimit)
    .addHelpText("after", EXAMPLES)
    .action(lazily(async () => (await import("../run/adapter.ts")).tryCommand));
}
