import { z } from "zod";
import { EngineError } from "../../../src/engine/engine-error.ts";
import { pairKey } from "../state.ts";
import { action } from "./action.ts";
import { findConnection, findWorkspace, workspaceName } from "./find.ts";

const source = "docs/products/blink.md#connections";
const connection = z.string().describe("A connection's name or id.");

const share = action({
  id: "connections.share",
  summary: "Lend a connection to another workspace",
  source,
  input: z.strictObject({ connection, workspace: workspaceName }),
  run({ state }, input) {
    const { id, name, workspace_id } = findConnection(state, input.connection);
    const workspace = findWorkspace(state, input.workspace);
    if (workspace.id === workspace_id)
      throw new EngineError(`'${name}' is a connection of '${workspace.name}' itself.`);
    const known = state.connectionShares.find("pair", pairKey(id, workspace.id));
    if (!known) state.connectionShares.insert({ connection_id: id, workspace_id: workspace.id });
    return { connection: name, workspace: workspace.name };
  },
});

const unshare = action({
  id: "connections.unshare",
  summary: "Take a connection back from a workspace that it was lent to",
  source,
  input: z.strictObject({ connection, workspace: workspaceName }),
  run({ state }, input) {
    const { id, name } = findConnection(state, input.connection);
    const workspace = findWorkspace(state, input.workspace);
    const known = state.connectionShares.find("pair", pairKey(id, workspace.id));
    if (!known) throw new EngineError(`'${name}' is not lent to '${workspace.name}'.`);
    state.connectionShares.delete(known.seq);
    return { connection: name, workspace: workspace.name };
  },
});

/** What is done on the page of connections, and over the API only in ways that are not public. */
export const connectionActions = [share, unshare];
