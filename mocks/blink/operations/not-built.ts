import { documented, type Evidence, observed } from "../../../src/http/evidence.ts";
import type { Operation } from "../../../src/http/operation.ts";
import { API } from "../operation.ts";

type Row = readonly [id: string, method: string, path: string, summary: string, evidence: Evidence];

const now = documented("the vendor's API reference, or its editor plugin");
const spec = observed("the specification of 2022");

/** Operations of a workspace, each under the path that names it and the one that does not. */
function inWorkspace(tag: string, source: string, rows: readonly Row[]): Operation[] {
  return rows.flatMap(([id, method, path, summary, evidence]) => [
    { id, method, path: `${API}/workspace/:ws${path}`, tag, summary, evidence, source },
    { id: `${id}-unscoped`, method, path: `${API}${path}`, tag, summary, evidence, source },
  ]);
}

function elsewhere(tag: string, source: string, rows: readonly Row[]): Operation[] {
  return rows.map(([id, method, path, summary, evidence]) => ({ id, method, path, tag, summary, evidence, source }));
}

const workflows: readonly Row[] = [
  ["playbooks.fetch", "GET", "/playbooks/:id/fetch", "Fill a drop-down of the editor", now],
];

const tables: readonly Row[] = [
  ["tables.list", "GET", "/tables", "List tables", now],
  ["tables.fields", "GET", "/table/:table/fields", "List a table's fields", now],
  ["tables.create", "POST", "/table", "Create a table", now],
  ["tables.update", "PUT", "/table/:table", "Change a table", now],
  ["tables.delete", "DELETE", "/table/:table", "Delete a table", now],
  ["tables.add-field", "POST", "/table/:table/fields", "Add a field to a table", now],
  ["tables.update-field", "PUT", "/table/:table/fields/:id", "Change a field of a table", now],
  ["tables.delete-field", "DELETE", "/table/:table/fields/:id", "Delete a field of a table", now],
  ["records.list", "GET", "/table/:table", "List a table's records", spec],
  ["records.create", "POST", "/table/:table", "Add a record to a table", spec],
  ["records.get", "GET", "/table/:table/:id", "Read a record", spec],
  ["records.update", "PUT", "/table/:table/:id", "Change a record", spec],
  ["records.delete", "DELETE", "/table/:table/:id", "Delete a record", spec],
];

const webhooks: readonly Row[] = [
  ["webhooks.create", "POST", "/webhooks/:id", "Create a webhook; without a workspace, call it", spec],
  ["webhooks.get", "GET", "/webhooks/:id", "Read a webhook", spec],
  ["webhooks.delete", "DELETE", "/webhooks/:id", "Delete a webhook", spec],
];

const agents: readonly Row[] = [
  ["agents.list", "GET", "/agents", "List agents", now],
  ["agents.create", "POST", "/agents", "Create an agent", now],
  ["agents.update", "PATCH", "/agents/:id", "Change an agent's name, title or description", now],
  ["agents.save-draft", "POST", "/agents/:id/draft", "Save an agent's draft", now],
  ["agents.publish", "POST", "/agents/:id/publish", "Publish an agent", now],
  ["agent-packs.list", "GET", "/agent_packs", "List packs of agents", now],
  ["agent-packs.create", "POST", "/agent_packs", "Create a pack of agents", now],
];

const more: readonly Row[] = [
  ["actions.list", "GET", "/actions", "List actions by collection, a workspace's own among them", now],
  ["runners.get", "GET", "/runners/:id", "Read a runner", spec],
  ["runner-groups.update", "POST", "/runner_groups/:id", "Change a runner group", spec],
];

/** Operations that are known and not built: they answer as an unknown path. See `docs/products/blink.md#other-endpoints`. */
export const operationsNotBuilt: readonly Operation[] = [
  ...inWorkspace("Workflows", "docs/products/blink.md#workflows", workflows),
  ...inWorkspace("Tables", "docs/products/blink.md#tables", tables),
  ...inWorkspace("Webhooks", "docs/products/blink.md#webhooks", webhooks),
  ...elsewhere("Webhooks", "docs/products/blink.md#webhooks", [
    ["webhooks.call", "POST", "/webhooks/:path", "Call a webhook at an address of its own", now],
  ]),
  ...inWorkspace("Agents", "docs/products/blink.md#other-endpoints", agents),
  ...inWorkspace("Server", "docs/products/blink.md#other-endpoints", more),
  ...elsewhere("Users", "docs/products/blink.md#command-line", [
    ["invites.list", "GET", `${API}/invite`, "List invitations", spec],
    ["invites.create", "POST", `${API}/invite`, "Invite users", spec],
  ]),
  ...elsewhere("API keys", "docs/products/blink.md#key-endpoints", [
    ["api-keys.delete-bare", "DELETE", `${API}/apikey`, "Delete an API key, without saying which", spec],
  ]),
  ...elsewhere("Workspaces", "docs/products/blink.md#workspaces", [
    ["workspaces.entities", "POST", `${API}/workspaces/:id/entities`, "List what could be shared", spec],
    ["workspaces.share", "POST", `${API}/workspaces/:id/share`, "Share with a workspace", spec],
    ["workspaces.unshare", "POST", `${API}/workspaces/:id/unshare`, "Take back what was shared", spec],
  ]),
  ...elsewhere("Server", "docs/products/blink.md#other-endpoints", [
    ["server.tenant", "GET", `${API}/tenant`, "Read the company account", now],
    ["server.readiness", "GET", "/api/readiness", "Whether the server is up", spec],
    ["server.stats", "GET", "/api/stats", "Figures of the server", spec],
    ["server.version", "GET", "/api/version", "The server's version", spec],
  ]),
];
