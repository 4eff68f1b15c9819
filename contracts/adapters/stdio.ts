import type { Connector } from "../port.ts";
import type { Adapter, Lease } from "./adapter.ts";
import { AdapterProcess, type ProcessPlan } from "./adapter-process.ts";

/** How adapters in other languages are started. */
export interface StdioPlan extends Partial<Omit<ProcessPlan, "command">> {
  /** The program and its arguments; no shell reads them. */
  readonly command: readonly string[];
  /** As many processes are kept as checks run at once. */
  readonly concurrency?: number;
  /** A process of its own for each check. */
  readonly isolate?: boolean;
}

const CONCURRENCY = 4;
/** A value of 64 KiB, with every character escaped, fits many times. */
const LONGEST_LINE = 8_388_608;

/**
 * Connectors behind processes that speak JSON-RPC 2.0 as lines over stdio. A process serves one check at a time; one that died, hangs
 * or writes anything but answers is replaced for the next. Throws a `ContractsError` on first use when the program cannot be started.
 */
export function stdio(plan: StdioPlan): Adapter {
  const { concurrency = CONCURRENCY, mask = (text) => text, longestLine = LONGEST_LINE, isolate, folder } = plan;
  const idle: AdapterProcess[] = [];
  const all = new Set<AdapterProcess>();

  function start(): AdapterProcess {
    const started = new AdapterProcess({ command: plan.command, folder, mask, longestLine });
    all.add(started);
    return started;
  }

  function takeIdle(): AdapterProcess | undefined {
    for (let next = idle.pop(); next; next = idle.pop()) {
      if (next.isSound) return next;
      all.delete(next);
    }
    return undefined;
  }

  return {
    concurrency,
    async lease(): Promise<Lease> {
      const lent = takeIdle() ?? start();
      return {
        connector: toConnector(lent),
        look: () => lent.look(),
        async release(stuck) {
          const output = await lent.takeOutput();
          if (lent.isSound && !stuck && !isolate) {
            idle.push(lent);
            return output;
          }
          if (isolate && !stuck) await lent.stop();
          else lent.kill();
          all.delete(lent);
          return output;
        },
      };
    },
    async close() {
      await Promise.all([...all].map((one) => one.stop()));
      all.clear();
    },
  };
}

/** The port's methods as calls; see `docs/adapter-protocol.md`. Answers are judged by whoever asks. */
function toConnector(process: AdapterProcess): Connector {
  const call = async <Answer>(method: string, params: object): Promise<Answer> =>
    (await process.call(method, params)) as Answer;
  return {
    describe: () => call("describe", {}),
    connect: (settings) => call("connect", { settings }),
    close: () => call("close", {}),
    testConnection: () => call("testConnection", {}),
    getSecret: (ref) => call("getSecret", { ref }),
    findSecrets: (query) => call("findSecrets", { query }),
    listContainers: () => call("listContainers", {}),
    createSecret: (secret) => call("createSecret", { secret }),
    updateSecret: (ref, change) => call("updateSecret", { ref, change }),
    deleteSecret: (ref) => call("deleteSecret", { ref }),
    generatePassword: () => call("generatePassword", {}),
    getHistory: (ref) => call("getHistory", { ref }),
    getDocument: (ref) => call("getDocument", { ref }),
    requestAccess: (ref, reason) => call("requestAccess", { ref, reason }),
    checkOut: (ref) => call("checkOut", { ref }),
    checkIn: (ref) => call("checkIn", { ref }),
    runWorkflow: (request) => call("runWorkflow", { request }),
    listRuns: (query) => call("listRuns", { query }),
    listKeys: () => call("listKeys", {}),
    createKey: (name) => call("createKey", { name }),
    deleteKey: (id) => call("deleteKey", { id }),
    rotateKey: (id) => call("rotateKey", { id }),
  };
}
