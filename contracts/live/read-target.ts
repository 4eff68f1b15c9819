import { type Canaries, isTooShort, SHORTEST_SECRET } from "../canaries.ts";
import { ContractsError } from "../contracts-error.ts";
import { readAddress } from "./read-address.ts";
import { readPrefix } from "./read-prefix.ts";
import type { Target, TargetChoice } from "./target.ts";
import { VARIABLE_NAME, VARIABLE_NAME_RULE } from "./variable-name.ts";

/** The environment variable that holds a target's credential, unless another is named. */
const CREDENTIAL_VARIABLE = "FAUXVAULT_TARGET_CREDENTIAL";

/** What a target is read with beside what the user said of it. */
export interface TargetReading {
  /** Whether an http address is what the user wants. */
  readonly http: boolean;
  readonly environment: NodeJS.ProcessEnv;
  /** Get to know every secret at once. */
  readonly canaries: Canaries;
}

/** A target as it can be used. Throws a `ContractsError` that says what is wrong with the choice, and never repeats a secret. */
export function readTarget(choice: TargetChoice, { http, environment, canaries }: TargetReading): Target {
  const { caFile, credentialEnv = CREDENTIAL_VARIABLE, container, secrets = [] } = choice;
  const credential = readVariable(credentialEnv, "the target's credential", environment);
  canaries.add("the credential", credential);
  const known = secrets.map(({ valueEnv, ...secret }) => {
    const value = readVariable(valueEnv, `the value of secret ${secret.id}`, environment);
    canaries.add("a secret's value", value);
    return { ...secret, value };
  });
  return {
    address: readAddress(choice.address, http),
    caFile,
    credential,
    container: container ?? known[0]?.container,
    known,
    writes: readPermit(choice),
  };
}

function readPermit({ allowWrites = false, prefix, container }: TargetChoice): Target["writes"] {
  if (!allowWrites) {
    if (prefix === undefined) return undefined;
    throw new ContractsError("A prefix is for what is written: give --allow-writes too, or leave --prefix out.");
  }
  if (prefix === undefined) {
    throw new ContractsError(
      "Writing at a target takes --prefix, such as --prefix fv-: what all names begin with that are made there.",
    );
  }
  if (container !== undefined) return { prefix: readPrefix(prefix) };
  throw new ContractsError("Writing at a target takes --container: the id of the list or resource to make secrets in.");
}

function readVariable(name: string, what: string, environment: NodeJS.ProcessEnv): string {
  if (!VARIABLE_NAME.test(name)) {
    // Not repeated: it may be the secret itself, put there by a shell that read `$KEY`.
    throw new ContractsError(
      `What is given as the environment variable that holds ${what} is no name of one. ${VARIABLE_NAME_RULE}`,
    );
  }
  const value = environment[name];
  if (value === undefined || value === "") {
    const state = value === undefined ? "not set" : "empty";
    throw new ContractsError(`The environment variable ${name} is ${state}: it is to hold ${what}.`);
  }
  if (!isTooShort(value)) return value;
  throw new ContractsError(
    `The environment variable ${name} holds fewer than ${SHORTEST_SECRET} characters. So short a secret cannot be told from ordinary text, and would stand in reports: give ${what} at least as many.`,
  );
}
