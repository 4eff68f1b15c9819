import { z } from "zod";
import type { Visit } from "../access.ts";
import { choiceOf } from "../choice.ts";
import type { Callback } from "../state/executions.ts";
import type { RunRequest } from "./start-run.ts";

const name = z.string().max(1000).nullish();
const headers = z.record(z.string().min(1).max(200), z.string().max(10_000)).nullish();

const callback = z.object({
  url: z.string().min(1).max(10_000),
  method: z
    .string()
    .regex(/^[A-Za-z]{1,20}$/, "expected an HTTP method")
    .nullish(),
  headers,
  cookies: headers,
  body: z.json().nullish().describe("Joined with what is said of the run, when it is an object."),
  disableSSL: z.boolean().nullish(),
  excludeDefaultMetadata: z.boolean().nullish(),
});

/** What a body says of a run; flat inputs are all its other members. */
const members = {
  input_values: z.record(z.string(), z.json()).nullish().describe("Inputs by name; or flat, beside the others."),
  event: z.json().nullish(),
  runner: name,
  trigger_type: name,
  past_exec_ref: name,
  callback: callback.nullish(),
};

/** What running a workflow takes; see `docs/products/blink.md#executing`. */
export const executeInput = z.looseObject(members);

/** Whether an input can be sent flat: not when a body has a member of its own by that name. */
export function canBeFlat(input: string): boolean {
  return !Object.hasOwn(members, input);
}

/** What running a workflow was given. */
export type ExecuteInput = z.infer<typeof executeInput>;

/** A request to run a workflow, with its inputs from where they are (`execute-inputs`). */
export function readRunRequest({ sandbox }: Visit, input: ExecuteInput, draft: boolean): RunRequest {
  const flat =
    (input.input_values ?? undefined) === undefined && choiceOf(sandbox, "execute-inputs") === "input_values or flat";
  const others = Object.entries(input).filter(([member]) => canBeFlat(member));
  return {
    inputs: flat ? Object.fromEntries(others) : (input.input_values ?? {}),
    event: input.event ?? undefined,
    runner: input.runner ?? undefined,
    trigger_type: input.trigger_type ?? undefined,
    past_exec_ref: input.past_exec_ref ?? undefined,
    callback: input.callback ? toCallback(input.callback) : undefined,
    draft,
  };
}

function toCallback(wanted: z.infer<typeof callback>): Callback {
  const { url, method, headers: sent, cookies, body, disableSSL, excludeDefaultMetadata } = wanted;
  const text = typeof body === "string" ? body : JSON.stringify(body ?? undefined);
  return {
    url,
    method: (method ?? "POST").toUpperCase(),
    headers: sent ?? {},
    cookies: cookies ?? {},
    body: text,
    disableSSL: disableSSL ?? false,
    excludeDefaultMetadata: excludeDefaultMetadata ?? false,
  };
}
