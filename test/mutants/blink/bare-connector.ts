import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import {
  type AccessKey,
  ConnectorError,
  type Description,
  type NewAccessKey,
  type Run,
  type RunQuery,
  type RunRequest,
  type RunState,
  type RunSummary,
} from "../../../contracts/port.ts";
import { describeBare } from "../bare-connector.ts";
import { BareWorkflows, type Outputs } from "./bare-workflows.ts";

/** What an execution, and a call that tells of its end, say of it. */
export interface ExecutionJson {
  readonly id: string;
  readonly playbook_id: string;
  readonly state: string;
  readonly error_details?: { readonly message?: string };
}

export interface KeyJson {
  readonly id: string;
  readonly name: string;
  readonly api_key: string;
  readonly is_default: boolean;
}

/** In milliseconds. */
const PAUSE = 40;

/** How the states of executions are called here. */
const STATES: Readonly<Record<string, RunState>> = {
  Pending: "pending",
  Running: "running",
  Completed: "completed",
  Failed: "failed",
  Cancelled: "cancelled",
  Timeout: "timed-out",
  Skipped: "skipped",
  Paused: "paused",
};

/** A Blink connector without a flaw. */
export class BareBlink extends BareWorkflows {
  describe(): Description {
    const { name, version, settings } = describeBare("blink");
    const reading = ["readByName", "findSecrets", "listContainers"] as const;
    const keys = ["listKeys", "createKey", "deleteKey", "rotateKey"] as const;
    return { name, version, settings, capabilities: [...reading, "runWorkflow", "listRuns", ...keys] };
  }

  async runWorkflow(request: RunRequest): Promise<Run> {
    if (request.mode === "callback") return this.runCallingBack(request);
    return request.mode === "sync" ? this.runWaiting(request) : this.runPolling(request);
  }

  async runWaiting({ workflow, container, inputs }: RunRequest): Promise<Run> {
    return { state: "completed", outputs: await this.runHere({ id: workflow, container }, inputs) };
  }

  async runPolling({ workflow, container, inputs = {} }: RunRequest): Promise<Run> {
    const deadline = performance.now() + this.settings.timeLimit;
    const body = { input_values: inputs };
    const { execution_id } = (await this.execute({ id: workflow, container }, body)) as { execution_id: string };
    const path = `workspace/${container}/executions/${execution_id}`;
    for (;;) {
      const execution = (await this.poll(path)) as ExecutionJson;
      if (this.hasEnded(execution)) return this.toRun(execution, () => this.call("GET", `${path}/outputs`));
      if (performance.now() + this.pause() > deadline) throw new ConnectorError("timeout", "The run goes on.");
      await new Promise((resolve) => setTimeout(resolve, this.pause()));
    }
  }

  poll(path: string): Promise<unknown> {
    return this.call("GET", path, path);
  }

  pause(): number {
    return PAUSE;
  }

  hasEnded({ state }: Pick<ExecutionJson, "state">): boolean {
    return state !== "Pending" && state !== "Running";
  }

  async toRun({ id, state, error_details }: ExecutionJson, fetch: () => Promise<unknown>): Promise<Run> {
    const end = this.toState(state) as Run["state"];
    const outputs = end === "completed" ? ((await fetch()) as Outputs) : {};
    return { id, state: end, outputs, error: error_details?.message ?? "" };
  }

  toState(state: string): RunState {
    const known = STATES[state];
    if (known) return known;
    throw new ConnectorError("protocol", `There is no state '${state}'.`);
  }

  async runCallingBack({ workflow, container, inputs = {} }: RunRequest): Promise<Run> {
    const { url, called, close } = await this.listen();
    try {
      const callback = { url, method: "POST" };
      await this.execute({ id: workflow, container }, { input_values: inputs, callback });
      const told = (await this.orLate(called)) as ExecutionJson & { readonly outputs: Outputs };
      return await this.toRun(told, async () => told.outputs);
    } finally {
      close();
    }
  }

  /** What is to be called, and what it is told. */
  async listen() {
    let tell = (_told: unknown) => {};
    const called = new Promise<unknown>((resolve) => {
      tell = resolve;
    });
    const server = createServer((incoming, outgoing) => {
      void json(incoming).then((told) => {
        outgoing.writeHead(this.answerToCallback(), { Connection: "close" });
        outgoing.end(() => tell(told));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}/done`, called, close: () => void server.close() };
  }

  answerToCallback(): number {
    return 200;
  }

  async orLate(called: Promise<unknown>): Promise<unknown> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new ConnectorError("timeout", "Nobody called.")), this.settings.timeLimit);
    });
    return Promise.race([called, late]).finally(() => clearTimeout(timer));
  }

  async listRuns(query: RunQuery): Promise<RunSummary[]> {
    const rows = await this.list(`workspace/${query.container}/executions`, this.runFilter(query));
    return (rows as readonly ExecutionJson[]).map(({ id, playbook_id, state }) => {
      return { id, workflow: playbook_id, state: this.toState(state) };
    });
  }

  runFilter({ workflow, state }: RunQuery): object {
    const named = Object.keys(STATES).find((name) => STATES[name] === state);
    const filter = { ...(workflow === undefined ? {} : { playbook_id: workflow }), ...(named ? { state: named } : {}) };
    return { filter, select: ["id", "playbook_id", "state"] };
  }

  async listKeys(): Promise<AccessKey[]> {
    return ((await this.call("GET", "apikey")) as readonly KeyJson[]).map((key) => this.toKey(key));
  }

  async createKey(name: string): Promise<NewAccessKey> {
    return this.toNewKey((await this.call("POST", "apikey", name, JSON.stringify({ name }))) as KeyJson);
  }

  async deleteKey(id: string): Promise<void> {
    await this.call("DELETE", `apikey/${id}`, id);
  }

  async rotateKey(id: string): Promise<NewAccessKey> {
    return this.toNewKey((await this.call("POST", `apikey/${id}/rotate`, id)) as KeyJson);
  }

  toKey({ id, name, is_default: isDefault }: KeyJson): AccessKey {
    return { id, name, isDefault };
  }

  toNewKey(key: KeyJson): NewAccessKey {
    return { ...this.toKey(key), value: key.api_key };
  }
}
