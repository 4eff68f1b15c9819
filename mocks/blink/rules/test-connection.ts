import type { Visit } from "../access.ts";
import { choiceOf } from "../choice.ts";
import type { ConnectionMethod, ConnectionRow, ConnectionTypeRow } from "../state/connections.ts";
import type { WorkspaceRow } from "../state/people.ts";
import { BlinkRefusal } from "../wire.ts";
import { findMethod } from "./connection-types.ts";
import { type ConnectionText, demandOwn, findConnection } from "./connections.ts";
import { readAttributes } from "./read-attributes.ts";
import { findRunnerGroup, listRunnerGroups } from "./runner-groups.ts";
import type { UsableConnection } from "./use-connection.ts";

/** What the specification of 2022 says for a test that failed, and for one that cannot be made. */
export const CANNOT_TEST = "Cannot create Connection";

/** A test that is to be made. */
export interface TestPlan {
  readonly connection: UsableConnection;
  /** The stored connection that is tested, by its id; absent for one that is not stored yet. */
  readonly stored: string | undefined;
  /** In milliseconds of wall time. */
  readonly timeoutMs: number;
}

/** What a request says of the connection that it has tested. */
export interface TestedConnection extends Omit<ConnectionText, "description" | "tags"> {
  /** Of one that is stored: what is not sent is taken from it (`test-stored`). */
  readonly id?: string | undefined;
  readonly connection_type_id?: string | undefined;
  readonly created_with_o_auth: boolean;
}

/** Finds out what a test has to ask for, or refuses one that cannot be made; see `docs/products/blink.md#test-connection`. */
export function planTest(
  visit: Visit,
  workspace: WorkspaceRow,
  wanted: TestedConnection,
  runnerGroup: string | undefined,
): TestPlan {
  demandRunner(visit, workspace, runnerGroup);
  const stored = wanted.id === undefined ? undefined : findConnection(visit, workspace, wanted.id);
  const type = demandType(visit, stored?.connection_type_id ?? wanted.connection_type_id);
  const method = demandTestable(type, wanted, stored);
  const attributes = readAttributes(visit, {
    method,
    sent: wanted.attributes ?? {},
    known: stored?.attributes ?? {},
    former: stored && findMethod(type, stored.creation_method),
    failure: CANNOT_TEST,
  });
  // What is lent is tested as it is: else its secret could be sent to an address of the borrower's.
  if (stored && !sameAttributes(attributes, stored.attributes)) demandOwn(stored, workspace, CANNOT_TEST);
  if (method.address === undefined || attributes[method.address] === undefined) {
    const which = method.address ?? "API Address";
    throw refuse(`A test of '${type.display_name}' needs an address to call: fill in '${which}'.`);
  }
  return {
    connection: { name: stored?.name ?? wanted.name ?? type.name, type: type.name, method, attributes },
    stored: stored?.id,
    timeoutMs: Number(choiceOf(visit.sandbox, "test-timeout").split(" ")[0]) * 1000,
  };
}

function demandRunner({ state }: Visit, workspace: WorkspaceRow, wanted = ""): void {
  const names = listRunnerGroups(state, workspace).map(({ name }) => name);
  const known = `There are: ${names.join(", ").slice(0, 500)}.`;
  if (wanted === "") throw refuse(`Choose a runner group: runner_group takes its id or its name. ${known}`);
  const group = findRunnerGroup(state, workspace, wanted);
  if (!group) throw refuse(`There is no runner group '${wanted.slice(0, 100)}'. ${known}`);
  if (state.runners.where("group", group.id).some(({ status }) => status === "online")) return;
  throw refuse(`No runner of the group '${group.name}' is online: start one, or choose another group.`);
}

function demandType({ state }: Visit, id: string | undefined): ConnectionTypeRow {
  const type = id === undefined ? undefined : state.connectionTypes.find("id", id);
  if (type) return type;
  throw refuse(
    id === undefined ? "connection_type_id is required." : `There is no connection type '${id.slice(0, 100)}'.`,
  );
}

function demandTestable(
  type: ConnectionTypeRow,
  wanted: TestedConnection,
  stored: ConnectionRow | undefined,
): ConnectionMethod {
  const name = wanted.creation_method || stored?.creation_method;
  const method = findMethod(type, name);
  if (!method) throw refuse(`'${type.name}' has no method '${(name ?? "").slice(0, 100)}'.`);
  if (wanted.created_with_o_auth || stored?.created_with_o_auth || method.signing.kind === "oauth") {
    throw refuse("A connection that is made by signing in (OAuth) cannot be tested.");
  }
  if (method.signing.kind !== "unknown") return method;
  throw refuse(`Not Supported: how '${type.display_name}' is asked is not public, so that it cannot be tested.`);
}

/** Whether two connections' attributes are the same, in whatever order. */
export function sameAttributes(some: UsableConnection["attributes"], others: UsableConnection["attributes"]): boolean {
  const names = new Set([...Object.keys(some), ...Object.keys(others)]);
  return [...names].every((name) => some[name] === others[name]);
}

function refuse(rule: string): BlinkRefusal {
  return new BlinkRefusal(400, CANNOT_TEST, { rule });
}
