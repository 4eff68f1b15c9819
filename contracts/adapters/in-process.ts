import { CheckFailure } from "../check-failure.ts";
import type { Connector } from "../port.ts";
import type { Adapter } from "./adapter.ts";
import { newCapture, startCapturing } from "./capture-output.ts";
import { ProcessList } from "./process-list.ts";

/** Checks that run at once when a connector can be made for each. */
const CONCURRENCY = 4;

/**
 * Connectors in this process: made anew for each check by a function, or one object that serves one check after the other. What
 * they write to the terminal meanwhile is captured.
 */
export function inProcess(
  source: Connector | (() => Connector | Promise<Connector>),
  concurrency = CONCURRENCY,
): Adapter {
  const stopCapturing = startCapturing();
  const processes = new ProcessList();
  const make = typeof source === "function" ? source : () => source;
  return {
    concurrency: typeof source === "function" ? concurrency : 1,
    async lease() {
      const { output, within } = newCapture();
      const commandLines = new Set<string>();
      const connector = await within(async () => make()).catch(refuse);
      return {
        // Not a proxy of the connector itself: the members of a frozen one could not be given in another form.
        connector: new Proxy({} as Connector, {
          get(_, name) {
            const member: unknown = Reflect.get(connector, name);
            if (typeof member !== "function") return member;
            return (...input: unknown[]) => within(() => Reflect.apply(member, connector, input) as unknown);
          },
        }),
        look() {
          // Which of the connectors here started a process, nobody can tell: what is seen counts for all of them.
          for (const line of processes.commandLinesOf(process.pid)) commandLines.add(line);
        },
        async release() {
          return { ...output, commandLines: [...commandLines].join("\n") };
        },
      };
    },
    async close() {
      stopCapturing();
    },
  };
}

function refuse(error: unknown): never {
  const message = error instanceof Error ? error.message : String(error);
  throw new CheckFailure(`The connector could not be made: ${message}`);
}
