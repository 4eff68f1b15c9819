import type { Adapter } from "../adapters/adapter.ts";
import { ContractsError } from "../contracts-error.ts";
import type { Connector } from "../port.ts";

/** An adapter whose connectors are asked for nothing more once the signal has come, so that a clean-up has the last word. */
export function stoppable(adapter: Adapter, signal: AbortSignal | undefined): Adapter {
  if (signal === undefined) return adapter;
  return {
    concurrency: adapter.concurrency,
    close: () => adapter.close(),
    async lease() {
      const lease = await adapter.lease();
      const connector = guard(lease.connector, signal);
      return { connector, look: () => lease.look(), release: (stuck) => lease.release(stuck) };
    },
  };
}

function guard(connector: Connector, signal: AbortSignal): Connector {
  return new Proxy({} as Connector, {
    get(_, name) {
      const member: unknown = Reflect.get(connector, name);
      if (typeof member !== "function") return member;
      return async (...input: unknown[]) => {
        // To close is no harm, and frees what is held.
        if (signal.aborted && name !== "close") throw new ContractsError("The run was interrupted.");
        return (await Reflect.apply(member, connector, input)) as unknown;
      };
    },
  });
}
