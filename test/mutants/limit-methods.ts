import { AsyncLocalStorage } from "node:async_hooks";
import type { Connector } from "../../contracts/port.ts";

const underWay = new AsyncLocalStorage<{ signal?: AbortSignal }>();

/** A connector whose every method has one time limit for all its requests, which take it from `limitOfMethod`. */
export function limitMethods(connector: Connector): Connector {
  return new Proxy(connector, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== "function") return member;
      return (...input: unknown[]) => underWay.run({}, () => Reflect.apply(member, target, input) as unknown);
    },
  });
}

/** Ends what the method under way does, so many milliseconds after this was first asked for in it. */
export function limitOfMethod(timeLimit: number): AbortSignal {
  const method = underWay.getStore() ?? {};
  method.signal ??= AbortSignal.timeout(timeLimit);
  return method.signal;
}
