import type { Command } from "commander";
import { addSandbox } from "../connection-options.ts";
import { lazily } from "../lazily.ts";

const EXAMPLES = `
Examples:
  fauxvault act pmp
  fauxvault act pmp api-users.generate-key user=svc-build
  fauxvault act passwordstate records.add list=9 title=new-host password=Amber-Gate-12
  fauxvault act pmp access-control.set resource=web-01 'control:={"approvers":["ivo.marsh"]}'

A member is name=text, or name:=JSON for numbers, truth values, lists and objects; name=12 is read as the action's input wants it.`;

/** `fauxvault act` */
export function addAct(program: Command): void {
  addSandbox(program.command("act"))
    .summary("do what an administrator does on a product's screens")
    .description("Does what a product's own screens do and its API cannot; without an action it lists what there is.")
    .argument("<product>", "passwordstate, pmp, blink")
    .argument("[action]", "such as api-users.generate-key")
    .argument("[members...]", "what the action takes, as name=text or name:=JSON")
    .option("--input <json>", "what the action takes, as one JSON object")
    .option("--json", "as JSON")
    .addHelpText("after", EXAMPLES)
    .action(lazily(async () => (await import("../run/act.ts")).act));
}
