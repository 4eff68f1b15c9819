import { joinAddress, secretsIn, signatureOf } from "../../rules/sign-request.ts";
import type { About } from "../about.ts";
import type { Action, ActionWork } from "../action.ts";
import { callVendor } from "../call-vendor.ts";
import { demand, InputProblem, readFlag, readInput, readNumber, readText } from "../read-inputs.ts";

/** How an input of a step becomes a member of a request. */
export interface Field {
  /** As the screen shows it. */
  readonly input: string;
  /** As Passwordstate calls it. */
  readonly member: string;
  readonly kind: "text" | "number" | "flag";
}

/** What an action asks Passwordstate for. */
export interface Asking {
  readonly method: "GET" | "POST" | "PUT";
  /** Below the API's address, with its query. */
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: Readonly<Record<string, unknown>>;
}

const READERS = { text: readText, number: readNumber, flag: readFlag };

/** An action of the Passwordstate integration: its output is what Passwordstate answers (`passwordstate-outputs`). */
export function passwordstateAction(
  id: string,
  about: About,
  toAsking: (inputs: Readonly<Record<string, unknown>>) => Asking,
): Action {
  return {
    id: `passwordstate.${id}`,
    connection: "required",
    about,
    run: (work) =>
      callVendor(
        work.outside,
        () => prepare(work, toAsking(work.inputs)),
        ({ body }) => body,
      ),
  };
}

function prepare({ inputs, connection }: ActionWork, { method, path, body }: Asking) {
  if (!connection) throw new InputProblem("connection for passwordstate is required for execution, but was not found");
  const signature = signatureOf(connection);
  if (!signature || connection.type !== "passwordstate") {
    throw new InputProblem(`A connection of the type 'passwordstate' is needed, and '${connection.name}' is none.`);
  }
  const request = {
    method,
    url: joinAddress(demand(connection.address, "API Address"), path),
    headers: body === undefined ? signature : { ...signature, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
  // Passwordstate may quote what it refuses.
  const password = readInput(inputs, "Password");
  const secrets = secretsIn(connection, signature);
  return { request, secrets: typeof password === "string" ? [...secrets, password] : secrets };
}

/** The members that a step's inputs give; those that it leaves out are absent. */
export function readMembers(
  inputs: Readonly<Record<string, unknown>>,
  fields: readonly Field[],
): Record<string, string | number | boolean> {
  const entries = fields.flatMap(({ input, member, kind }) => {
    const value = READERS[kind](inputs, input);
    return value === undefined ? [] : [[member, value] as const];
  });
  return Object.fromEntries(entries);
}
