import { z } from "zod";
import type { Call } from "../../src/http/call.ts";
import type { Reply } from "../../src/http/reply.ts";
import { enter, type Visit } from "./access.ts";
import { choiceOf } from "./choice.ts";
import { readForm, readSaid, type Said } from "./input-data.ts";
import { type Answer, demandDocument, memberReader, refuseHarmful, refuseOnReadOnlyNode } from "./operation.ts";
import type { Right } from "./role-matrix.ts";
import { demandRight } from "./rules/rights.ts";
import { section } from "./section.ts";
import { operationText } from "./texts.ts";
import { envelope, PmpRefusal, refuseCaller } from "./wire.ts";

/** What a native call gets. */
export interface NativeVisit<D> extends Visit {
  readonly details: D;
  /** The objects of a call whose `Details` is an array; none in any other. */
  readonly rows: readonly unknown[];
}

/** One `OPERATION_NAME` of the native API; see `docs/products/pmp.md#native-api`. */
export interface NativeCall {
  readonly operation: string;
  /** The members of its `Details`, or of each object in it. */
  readonly members: readonly string[];
  serve(call: Call, said: Said): Reply;
}

interface Plan<D extends z.ZodRawShape> {
  /** The name in the envelope, where REST has one for the same; else the `OPERATION_NAME` (`native-replies`). */
  readonly name?: string;
  readonly message: string;
  readonly right?: Right;
  readonly details?: z.ZodObject<D>;
  /** The members of each object, where `Details` is an array of them; one alone is as good as an array of it. */
  readonly row?: z.ZodObject;
  /** Whether it changes something, which a read-only secondary refuses. */
  readonly writes?: boolean;
  run(visit: NativeVisit<z.infer<z.ZodObject<D>>>): Answer;
}

/** A native call: lets the caller in by the rules of REST, looks at its role, and only then runs. */
export function nativeCall<D extends z.ZodRawShape>(operation: string, plan: Plan<D>): NativeCall {
  const read = memberReader(plan.details ?? (z.object({}) as unknown as z.ZodObject<D>));
  const [nameText, messageText] = [`native.${operation}.name`, `native.${operation}.message`];
  return {
    operation,
    members: Object.keys((plan.row ?? plan.details)?.shape ?? {}),
    serve(call, said) {
      const { sandbox, caller } = call;
      const state = sandbox.state(section);
      const name = operationText(state, nameText, plan.name ?? operation);
      const access = enter(state, call, said.query, "Native API");
      if (access.user.Kind === "api" && choiceOf(sandbox, "native-with-key") === "no") {
        const message = "API key received is not associated to any user. Authentication failed.";
        throw refuseCaller(message, "keys of API users do not open the native API (native-with-key)");
      }
      const visit = { sandbox, state, caller, access };
      try {
        if (plan.right !== undefined) demandRight(visit, plan.right);
        if (plan.writes) refuseOnReadOnlyNode(visit);
        const rows = plan.row ? (said.rows ?? (said.details ? [said.details] : undefined)) : undefined;
        if (!rows) demandDocument(visit, said);
        const { raw, ...answer } = plan.run({ ...visit, details: read(visit, said.details ?? {}), rows: rows ?? [] });
        return raw ?? envelope(call, { message: operationText(state, messageText, plan.message), ...answer, name });
      } catch (error) {
        if (error instanceof PmpRefusal) error.operation ??= name;
        throw error;
      }
    },
  };
}

/** Reads what a native request says, and which call it means; the name may stand in the query or in a form. */
export function readNative(call: Call): { readonly said: Said; readonly operation: string } {
  const said = readSaid(call.request);
  refuseHarmful(said);
  const operation = said.query.get("OPERATION_NAME") ?? readForm(call.request).get("OPERATION_NAME") ?? "";
  return { said, operation };
}
