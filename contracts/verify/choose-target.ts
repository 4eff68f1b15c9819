import path from "node:path";
import type { ConnectorConfig } from "../config/config-shape.ts";
import { ContractsError } from "../contracts-error.ts";
import type { TargetChoice } from "../live/target.ts";
import type { VerifyOptions } from "./options.ts";

type TargetOptions = Pick<
  VerifyOptions,
  "target" | "caFile" | "credentialEnv" | "container" | "allowWrites" | "prefix" | "hold"
>;

/**
 * The target that is asked for, undefined when it is mocks. What the command line says goes before what the configuration says. Throws a
 * `ContractsError` for options that go with a target when there is none, or that do not go with one.
 */
export function chooseTarget(
  options: TargetOptions,
  configured: ConnectorConfig["target"],
  folder = process.cwd(),
): TargetChoice | undefined {
  const address = options.target ?? configured?.address;
  if (address === undefined) {
    const [stray] = OPTIONS.filter(({ member }) => options[member] !== undefined);
    if (stray) throw new ContractsError(`${stray.word} is for a run at a target: name it with --target.`);
    return undefined;
  }
  if (options.hold) throw new ContractsError("A target cannot be held open: --hold is for mocks.");
  const [near, far] = [options.caFile, configured?.caFile];
  // The connector may run in another folder.
  const caFile = near === undefined ? far && path.resolve(folder, far) : path.resolve(near);
  const { credentialEnv, container, allowWrites, prefix } = { ...configured, ...given(options) };
  return { address, caFile, credentialEnv, container, allowWrites, prefix, secrets: configured?.secrets };
}

/** The words of the command line that name a target. */
export function tellTargetAgain(options: TargetOptions): string[] {
  return [
    ...(options.target === undefined ? [] : ["--target", options.target]),
    ...OPTIONS.flatMap(({ member, word }) => {
      const value = options[member];
      if (value === undefined || value === false) return [];
      return value === true ? [word] : [word, value];
    }),
  ];
}

const OPTIONS = [
  { member: "caFile", word: "--ca-file" },
  { member: "credentialEnv", word: "--credential-env" },
  { member: "container", word: "--container" },
  { member: "allowWrites", word: "--allow-writes" },
  { member: "prefix", word: "--prefix" },
] as const;

function given(options: TargetOptions): Partial<TargetOptions> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
