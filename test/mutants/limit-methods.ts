import { AsyncLocalStorage } from "node:async_hooks";
import { SHAPES } from "../../contracts/shapes.ts";

const underWay = new AsyncLocalStorage<{ signal?: AbortSignal }>();

/** Gives each of a connector's methods one time limit for all its requests, which take it from `limitOfMethod`. */
export function limitMethods(connector: object): void {
  const members = connector as Record<string, unknown>;
  for (const name of Object.keys(SHAPES)) {
    const method = members[name];
    if (typeof method !== "function") continue;
    // A method that another one calls has the limit of that.
    members[name] = (...input: unknown[]) =>
      underWay.run(underWay.getStore() ?? {}, () => Reflect.apply(method, connector, input) as unknown);
  }
}

/** Ends what the method under way does, so many milliseconds after this was first asked for in it. */
export function limitOfMethod(timeLimit: number): AbortSignal {
  const method = underWay.getStore() ?? {};
  method.signal ??= AbortSignal.timeout(timeLimit);
  return method.signal;
}
