import { readFile } from "node:fs/promises";
// In a project of your own: from "fauxvault/contracts". Only types, so that this file runs with nothing but Node.
import type {
  ConnectionReport,
  Connector,
  Container,
  Description,
  NewAccessKey,
  RunQuery,
  SecretQuery,
  SecretRef,
  SecretSummary,
} from "../../contracts/port.ts";
import { type BlinkCall, BlinkClient } from "./blink-client.ts";
import { runWaiting, runWorkflow } from "./blink-runs.ts";
import {
  AGENT,
  readKey,
  readPage,
  readProgress,
  readRows,
  readValue,
  readWorkflow,
  readWorkspaces,
  STATES,
  VaultError,
} from "./blink-wire.ts";

/** A connector to Blink's REST API, as `fauxvault verify --module` wants it. A secret is the output `value` of a workflow. */
export function createConnector(): Connector {
  let client: BlinkClient | undefined;

  function begin(): BlinkCall {
    if (client) return client.begin();
    throw new VaultError("invalid", "The connector has no settings yet: connect it first.");
  }

  return {
    describe,

    async connect(settings) {
      const ca = settings.caFile === undefined ? undefined : await readFile(settings.caFile);
      client?.close();
      client = new BlinkClient(settings, ca);
    },

    async close() {
      client?.close();
      client = undefined;
    },

    async testConnection(): Promise<ConnectionReport> {
      try {
        const q = JSON.stringify({ limit: 1, select: ["id"] });
        // Of the workspace that the key's user has selected; a test runs nothing.
        const path = `playbooks?q=${encodeURIComponent(q)}`;
        readPage(await begin().ask("GET", path, "The list of workflows"));
        return { outcome: "passed", message: "Blink answers, and takes the key." };
      } catch (error) {
        if (!(error instanceof VaultError)) throw error;
        return { outcome: "failed", kind: error.kind, message: error.message };
      }
    },

    async getSecret(ref) {
      const call = begin();
      const { id, container } = await find(call, ref);
      const path = `workspace/${encodeURIComponent(container)}/playbooks/${encodeURIComponent(id)}`;
      const workflow = readWorkflow(await call.ask("GET", path, `Workflow ${id}`), container);
      const outputs = await runWaiting(call, { workflow: id, container });
      return { ...workflow, value: readValue(outputs, id) };
    },

    findSecrets: (query) => findWorkflows(begin(), query),

    listContainers: () => listWorkspaces(begin()),

    runWorkflow: (request) => runWorkflow(begin(), request),

    async listRuns({ container, workflow, state }: RunQuery) {
      const named = Object.keys(STATES).find((word) => STATES[word] === state);
      const filter = { ...(workflow ? { playbook_id: workflow } : {}), ...(named ? { state: named } : {}) };
      const path = `workspace/${encodeURIComponent(container)}/executions`;
      const select = ["id", "playbook_id", "state"];
      const rows = await begin().list(path, `The runs of workspace ${container}`, { filter, select });
      return rows
        .map(readProgress)
        .map(({ id, workflow: ran, state: reached }) => ({ id, workflow: ran, state: reached }));
    },

    async listKeys() {
      const keys = readRows(await begin().ask("GET", "apikey", "The list of keys")).map(readKey);
      // Blink shows the values to whoever lists the keys; here they go no further.
      return keys.map(({ value: _kept, ...key }) => key);
    },

    async createKey(name): Promise<NewAccessKey> {
      return readKey(await begin().ask("POST", "apikey", "A new key", { name }));
    },

    async deleteKey(id) {
      await begin().ask("DELETE", `apikey/${encodeURIComponent(id)}`, `Key ${id}`);
    },

    async rotateKey(id): Promise<NewAccessKey> {
      return readKey(await begin().ask("POST", `apikey/${encodeURIComponent(id)}/rotate`, `Key ${id}`));
    },
  };
}

function describe(): Description {
  return {
    ...AGENT,
    capabilities: [
      "readByName",
      "findSecrets",
      "listContainers",
      "runWorkflow",
      "listRuns",
      "listKeys",
      "createKey",
      "deleteKey",
      "rotateKey",
    ],
    settings: [
      { name: "address", required: true, secret: false },
      { name: "caFile", required: false, secret: false },
      { name: "credential", required: true, secret: true },
      { name: "timeLimit", required: true, secret: false },
    ],
  };
}

/** The workflow that is meant, by its id or by its name in a workspace. */
async function find(call: BlinkCall, ref: SecretRef): Promise<{ readonly id: string; readonly container: string }> {
  const { id, name, container } = ref;
  if (container === undefined) throw new VaultError("invalid", "A workflow is named within its workspace.");
  if (id !== undefined) return { id, container };
  if (name === undefined) throw new VaultError("invalid", "A workflow is named by its id or its name.");
  const found = (await findWorkflows(call, { name, container })).find((one) => one.name === name);
  if (found) return { id: found.id, container };
  throw new VaultError("not-found", `Workspace ${container} has no workflow '${name}'.`);
}

async function findWorkflows(call: BlinkCall, { name = "", container }: SecretQuery): Promise<SecretSummary[]> {
  const found: SecretSummary[] = [];
  const select = ["id", "name", "desc"];
  const query = name === "" ? { select } : { select, filter: { name: { $like: toPattern(name) } } };
  const workspaces = container === undefined ? await listWorkspaces(call) : [{ id: container }];
  for (const { id } of workspaces) {
    const rows = await call.list(`workspace/${encodeURIComponent(id)}/playbooks`, `Workspace ${id}`, query);
    const near = rows.map((row) => readWorkflow(row, id));
    found.push(...near.filter((one) => one.name.includes(name)));
  }
  return found;
}

/** What $like may take for something else stands for any one character: what it finds beyond the text is left out afterwards. */
function toPattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, "_")}%`;
}

async function listWorkspaces(call: BlinkCall): Promise<Container[]> {
  return readWorkspaces(await call.ask("GET", "user-workspaces", "The list of workspaces"));
}
