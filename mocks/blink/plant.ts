import type { Seeding } from "../../src/engine/section.ts";
import { drawId } from "./draw.ts";
import type { BlinkPart } from "./fixture-schema.ts";
import { plantConnection, plantTypes } from "./plant/connections.ts";
import { generateExecutions, plantExecution } from "./plant/executions.ts";
import { plantUser } from "./plant/people.ts";
import { plantCloudGroup, plantGroup } from "./plant/runners.ts";
import { plantPack } from "./plant/workflows.ts";
import type { BlinkState } from "./state.ts";

/** Turns Blink's part of a fixture into rows. */
export function plant(state: BlinkState, part: BlinkPart, seeding: Seeding): void {
  const { chance, clock } = seeding;
  const { id: tenantId = drawId(chance), name: tenantName } = part.tenant;
  state.tenants.insert({ id: tenantId, name: tenantName, kept_executions: part.keptExecutions });
  for (const role of part.roles) state.roles.insert(role);
  plantTypes(state, part.connectionTypes, seeding);
  plantCloudGroup(state, seeding);
  const workspaces = part.workspaces.map((one) => {
    const { id, name, displayName = name, description } = one;
    const made = { display_name: displayName, description, created_at: clock.now() };
    return { one, workspace: state.workspaces.insert({ id: id ?? drawId(chance), name, ...made }) };
  });
  // Users first: connections and executions say who made them.
  for (const user of part.users) plantUser(state, user, seeding);
  for (const { one, workspace } of workspaces) {
    for (const group of one.runnerGroups) plantGroup(state, workspace, group, seeding);
    for (const connection of one.connections) plantConnection(state, workspace, connection, seeding);
    for (const pack of one.packs) plantPack(state, workspace, pack, seeding);
    for (const workflow of one.packs.flatMap(({ workflows }) => workflows)) {
      generateExecutions(state, workspace, workflow, seeding);
    }
    for (const execution of one.executions) plantExecution(state, workspace, execution, seeding);
  }
}
