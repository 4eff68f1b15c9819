import path from "node:path";
import {
  CAPABILITIES,
  type Capability,
  type Connector,
  ConnectorError,
  type Description,
  type Settings,
} from "../../port.ts";
import type { Adapter, Lease, Output as LeaseOutput } from "../adapter.ts";
import { ProcessList } from "../process-list.ts";
import { fillArguments, fillEnvironment, fillStdin } from "./fill-command.ts";
import { judgeEnding } from "./judge-ending.ts";
import { loadTable } from "./load-table.ts";
import { readEach, readOne } from "./read-output.ts";
import { type RunningCommand, startCommand } from "./run-command.ts";
import type { CommandName, Output, Table } from "./table-shape.ts";
import type { TemplateValues } from "./template.ts";

/** How a table of commands is used. */
export interface CommandsPlan {
  /** The table, as a YAML file; its commands are started in its folder. */
  readonly file: string;
  /** How many checks run at once. */
  readonly concurrency?: number | undefined;
  /** Takes the secrets out of a text that is going to be shown. */
  readonly mask?: ((text: string) => string) | undefined;
}

const CONCURRENCY = 4;
const SETTINGS = [
  { name: "address", required: true, secret: false },
  { name: "caFile", required: false, secret: false },
  { name: "credential", required: true, secret: true },
  { name: "timeLimit", required: false, secret: false },
  { name: "reason", required: false, secret: false },
  { name: "ticket", required: false, secret: false },
];

/**
 * Connectors that are a table of commands, as `docs/adapter-commands.md` says: each call of the port starts one of them. Throws a
 * `ContractsError`, with file and line, for a table that is wrong.
 */
export async function commands(plan: CommandsPlan): Promise<Adapter> {
  const { file, concurrency = CONCURRENCY, mask = (text) => text } = plan;
  const table = await loadTable(file);
  const folder = path.dirname(path.resolve(file));
  const leases = new Set<CommandLease>();
  const processes = new ProcessList();
  return {
    concurrency,
    async lease(): Promise<Lease> {
      const lease = new CommandLease({ table, folder, mask, processes });
      leases.add(lease);
      return {
        connector: toConnector(lease),
        look: () => lease.look(),
        async release() {
          lease.end();
          leases.delete(lease);
          return lease.output;
        },
      };
    },
    async close() {
      for (const lease of leases) lease.end();
    },
  };
}

interface LeasePlan {
  readonly table: Table;
  readonly folder: string;
  readonly mask: (text: string) => string;
  readonly processes: ProcessList;
}

/** What a table makes of a connector for one check: settings that were given, and commands under way. */
class CommandLease {
  readonly table: Table;
  readonly #plan: LeasePlan;
  readonly #running = new Set<RunningCommand>();
  readonly #commandLines = new Set<string>();
  #stdout = "";
  #answers = "";
  #stderr = "";
  settings: Settings | undefined;

  constructor(plan: LeasePlan) {
    this.table = plan.table;
    this.#plan = plan;
  }

  /** Values may stand in the standard output of a command that has answered by it, and in no other. */
  get output(): LeaseOutput {
    const commandLines = [...this.#commandLines].join("\n");
    return { stdout: this.#stdout, answers: this.#answers, stderr: this.#stderr, commandLines };
  }

  /** Keeps the command lines of what the commands under way have started. */
  look(): void {
    for (const { pid } of this.#running) {
      if (pid === undefined) continue;
      for (const line of this.#plan.processes.commandLinesOf(pid)) this.#commandLines.add(line);
    }
  }

  /** Runs the command of a method; gives what it wrote to standard output. Nothing when the table has no such command. */
  async call(name: CommandName, input: TemplateValues = {}): Promise<string> {
    const command = this.table.commands[name];
    if (!command) return "";
    const { env = {}, errors = [], endAtTimeLimit } = this.table;
    const values = { settings: { ...this.settings }, ...input };
    const [program = "", ...args] = fillArguments(command, values);
    this.#commandLines.add([program, ...args].join(" "));
    const running = startCommand({
      ...{ program, args, folder: this.#plan.folder, stdin: fillStdin(command, values) },
      env: fillEnvironment({ ...env, ...command.env }, values),
      timeLimit: endAtTimeLimit ? this.settings?.timeLimit : undefined,
    });
    this.#running.add(running);
    try {
      const ending = await running.ending;
      this.#stderr += ending.stderr;
      const before = this.#stdout;
      this.#stdout += ending.stdout;
      judgeEnding(name, ending, errors, values, this.#plan.mask);
      if (command.output) {
        this.#stdout = before;
        this.#answers += ending.stdout;
      }
      return ending.stdout;
    } finally {
      this.#running.delete(running);
    }
  }

  async one(name: CommandName, input: TemplateValues = {}): Promise<Record<string, string>> {
    return readOne(name, this.#outputOf(name), await this.call(name, input), {
      settings: { ...this.settings },
      ...input,
    });
  }

  async each(name: CommandName, input: TemplateValues = {}): Promise<Record<string, string>[]> {
    return readEach(name, this.#outputOf(name), await this.call(name, input), {
      settings: { ...this.settings },
      ...input,
    });
  }

  end(): void {
    for (const running of this.#running) running.kill();
  }

  #outputOf(name: CommandName): Output {
    return this.table.commands[name]?.output ?? {};
  }
}

/** The port's methods as commands. Whoever asks judges the answers. */
function toConnector(lease: CommandLease): Connector {
  const { table } = lease;
  const members = <Answer>(answer: object) => answer as Answer;
  return {
    describe: () => describe(table),
    async connect(settings) {
      lease.settings = settings;
      await lease.call("connect");
    },
    async close() {
      await lease.call("close");
    },
    async testConnection() {
      try {
        await lease.call("testConnection");
        return { outcome: "passed" };
      } catch (error) {
        // A test that fails has worked.
        if (!(error instanceof ConnectorError)) throw error;
        return { outcome: "failed", kind: error.kind, message: error.message };
      }
    },
    async getSecret(ref) {
      return members(await lease.one(ref.id === undefined ? "getSecretByName" : "getSecret", { ref: { ...ref } }));
    },
    findSecrets: async (query) => members(await lease.each("findSecrets", { query: { ...query } })),
    listContainers: async () => members(await lease.each("listContainers")),
    createSecret: async (secret) => members(await lease.one("createSecret", { secret: { ...secret } })),
    updateSecret: async (ref, change) =>
      void (await lease.call("updateSecret", { ref: { ...ref }, change: { ...change } })),
    deleteSecret: async (ref) => void (await lease.call("deleteSecret", { ref: { ...ref } })),
    generatePassword: async () => (await lease.one("generatePassword")).value ?? "",
    getHistory: async (ref) => members(await lease.each("getHistory", { ref: { ...ref } })),
    getDocument: async (ref) => members(await lease.one("getDocument", { ref: { ...ref } })),
    requestAccess: async (ref, reason) =>
      members(await lease.one("requestAccess", { ref: { ...ref }, request: { reason } })),
    checkOut: async (ref) => void (await lease.call("checkOut", { ref: { ...ref } })),
    checkIn: async (ref) => void (await lease.call("checkIn", { ref: { ...ref } })),
  };
}

function describe({ name, version, settings = SETTINGS, missingDelete, secondCreate, commands }: Table): Description {
  const isThere = (capability: Capability) =>
    (capability === "readByName" ? commands.getSecretByName : Reflect.get(commands, capability)) !== undefined;
  return {
    ...{ name, version, settings },
    capabilities: CAPABILITIES.filter(isThere),
    ...(missingDelete === undefined ? {} : { missingDelete }),
    ...(secondCreate === undefined ? {} : { secondCreate }),
  };
}
