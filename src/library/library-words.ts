import { ControlError } from "../control/control-error.ts";
import { EngineError } from "../engine/engine-error.ts";
import { AuthorityError } from "../http/authority/authority-error.ts";
import { HttpFloorError } from "../http/http-floor-error.ts";
import { Refusal } from "../http/reply.ts";
import { FauxvaultError } from "./fauxvault-error.ts";

const OWN = [ControlError, EngineError, AuthorityError, HttpFloorError, Refusal];

/** Does some work; what a floor below refuses is thrown as a `FauxvaultError`, in words for whoever writes code. */
export function inLibraryWords<T>(work: () => T): T {
  try {
    const done = work();
    if (!(done instanceof Promise)) return done;
    return done.catch((error: unknown) => {
      throw translate(error);
    }) as T;
  } catch (error) {
    throw translate(error);
  }
}

function translate(error: unknown): unknown {
  if (!OWN.some((kind) => error instanceof kind)) return error;
  return new FauxvaultError(reword(error as Error), { cause: error });
}

/** The floors speak of the command line's options where a library has others. */
function reword(error: Error): string {
  if (error instanceof ControlError && error.asked !== undefined && error.status === undefined) {
    return "This vault does not answer: it was stopped. Start another with startFauxvault().";
  }
  return error.message.replace(/(?:with )?--port ([\w-]+)=0/g, "with the option ports: { '$1': 0 }");
}
