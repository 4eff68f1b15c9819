import type { Command } from "commander";
import { addSandbox } from "../connection-options.ts";
import { lazily } from "../lazily.ts";

const EXAMPLES = `
Examples:
  fauxvault clock
  fauxvault clock set 2026-03-01T09:00:00Z
  fauxvault clock set "in 30 days"
  fauxvault clock advance P1Y6M
  fauxvault clock advance -PT90M
  fauxvault clock freeze`;

/** `fauxvault clock` */
export function addClock(program: Command): void {
  const clock = program
    .command("clock")
    .summary("show or move a sandbox's clock")
    .description("Shows or moves the clock of a sandbox: what it dates and lets expire goes by it.")
    .addHelpText("after", EXAMPLES);
  const add = (name: string, summary: string, isDefault = false) =>
    addSandbox(clock.command(name, { isDefault })).summary(summary).description(summary).option("--json", "as JSON");
  const run = () => import("../run/clock.ts");
  add("show", "show where it stands", true).action(lazily(async () => (await run()).showClock));
  add("set", "move it to an instant")
    .argument("<instant>", "2026-03-01, 2026-03-01T09:00:00Z, '2 days ago', 'in 30 days', now")
    .action(lazily(async () => (await run()).setClock));
  add("advance", "move it by a length of time")
    .argument("<duration>", "ISO 8601: PT90M, P30D, P1Y6M; to go back -PT90M")
    // A duration that goes back looks like an option.
    .allowUnknownOption()
    .action(lazily(async () => (await run()).advanceClock));
  add("freeze", "stop it, where it stands or at an instant")
    .argument("[instant]", "as for set")
    .action(lazily(async () => (await run()).freezeClock));
  add("run", "let it run on from where it stands").action(lazily(async () => (await run()).runClock));
  add("real", "follow the machine's time again").action(lazily(async () => (await run()).followMachine));
}
