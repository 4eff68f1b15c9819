import type { z } from "zod";
import type { Call } from "../../src/http/call.ts";
import type { Operation } from "../../src/http/operation.ts";
import type { Reply } from "../../src/http/reply.ts";
import { type Access, type Door, enter, enterWithoutBody } from "./access.ts";
import type { AssumptionName } from "./assumptions.ts";
import { choiceOf, statusOf } from "./choice.ts";
import { type Parameters, readParameters } from "./parameters.ts";
import { section } from "./section.ts";
import type { CallType, KeyKind, PasswordstateState } from "./state.ts";
import { DangerousPath, isDangerousPath, PasswordstateRefusal } from "./wire.ts";

/** What a handler of this product gets: what rules decide with (a `Visit`), and the parameters that the operation declares. */
interface Served<Input> extends Call {
  readonly state: PasswordstateState;
  readonly access: Access;
  readonly input: Input;
  /** Everything that was said, for calls whose members depend on what they find. */
  readonly parameters: Parameters;
}

interface Plan<Shape extends z.ZodRawShape> extends Omit<Operation, "handle" | "parameters" | "assumptions"> {
  readonly keys: readonly KeyKind[];
  readonly callType?: CallType;
  readonly assumptions?: readonly AssumptionName[];
  /** Its parameters; names are matched whatever their case, and unknown ones are ignored. */
  readonly parameters?: z.ZodObject<Shape>;
  handle(served: Served<z.infer<z.ZodObject<Shape>>>): Reply;
}

/** An operation of Passwordstate: reads the parameters, lets the caller in, and only then handles the call. */
export function operation<Shape extends z.ZodRawShape>(plan: Plan<Shape>): Operation {
  const { keys, callType = "retrieve", handle, ...rest } = plan;
  const door: Door = { kinds: keys, callType };
  const read = inputReader(plan.parameters);
  return {
    ...rest,
    handle(call) {
      const { sandbox, caller, request, params } = call;
      for (const name in params) if (isDangerousPath(params[name] ?? "")) throw new DangerousPath();
      const state = sandbox.state(section);
      const parameters = readWhatWasSaid(state, call, door);
      const access = enter(state, call, parameters, door);
      if (wantsXml(call, parameters)) refuseXml(call);
      return handle({ sandbox, caller, request, params, state, access, parameters, input: read(parameters) });
    },
  };
}

function readWhatWasSaid(state: PasswordstateState, call: Call, door: Door): Parameters {
  try {
    return readParameters(call.request);
  } catch (error) {
    if (!(error instanceof PasswordstateRefusal)) throw error;
    enterWithoutBody(state, call, door);
    throw new PasswordstateRefusal(statusOf(call.sandbox, "malformed-body"), error.phrase, error.reason);
  }
}

function wantsXml({ request }: Call, parameters: Parameters): boolean {
  if (parameters.size > 0) {
    const format = parameters.get("format");
    if (typeof format === "string" && format !== "") return format.toLowerCase() === "xml";
  }
  const { accept } = request.headers;
  return accept !== undefined && /\bxml\b/i.test(accept) && !/json|\*\/\*|application\/\*/i.test(accept);
}

/** How XML replies look is not public, so a client that wants one is told that it cannot have it (`xml-output`). */
function refuseXml({ sandbox }: Call): void {
  if (choiceOf(sandbox, "xml-output") === "json") return;
  const why = "the request asks for XML, whose layout no public source shows; ask for JSON";
  throw new PasswordstateRefusal(406, "The requested format is not available.", why);
}

/** Reads what an operation declares out of what was said. Without parameters the answer is always the same, so it is made once. */
function inputReader<Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape> | undefined) {
  type Input = z.infer<z.ZodObject<Shape>>;
  if (!schema) return () => ({}) as Input;
  const names = Object.keys(schema.shape).map((name) => [name, name.toLowerCase()] as const);
  // Made at the first call and not at import: a schema's first use compiles it, and most are not used before the first answer.
  let empty: z.ZodSafeParseResult<Input> | undefined;
  return (parameters: Parameters): Input => {
    if (parameters.size === 0) {
      empty ??= schema.safeParse({}) as z.ZodSafeParseResult<Input>;
      if (empty.success) return empty.data;
    }
    const given: Record<string, unknown> = {};
    for (const [name, lower] of names) {
      const value = parameters.get(lower);
      if (value !== undefined) given[name] = value;
    }
    const result = schema.safeParse(given);
    if (result.success) return result.data;
    const issue = result.error.issues[0];
    const member = issue?.path.join(".") ?? "";
    const missing = given[member] === undefined;
    throw new PasswordstateRefusal(
      400,
      missing ? `The value of '${member}' is required.` : `The value of '${member}' is not valid.`,
      `${member}: ${missing ? "it is required and absent" : (issue?.message ?? "not valid")}`,
    );
  };
}
