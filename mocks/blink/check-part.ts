import { checkOnce } from "../../src/engine/check-once.ts";
import type { FixtureChecking } from "../../src/engine/section.ts";
import { checkConnections } from "./check/connections.ts";
import type { PartDraft, Path, WorkspaceDraft } from "./check/part.ts";
import { checkPeople } from "./check/people.ts";
import { checkWorkflows } from "./check/workflows.ts";

/** Reports what contradicts itself in Blink's part of a fixture; a part that it has nothing against can be planted. */
export function checkPart(part: PartDraft, checking: FixtureChecking): void {
  checkIds(part, checking);
  checkPeople(part, checking);
  checkConnections(part, checking);
  const name = checkOnce<string>(checking, (first, taken) => `There is a workspace '${taken}' already: ${first}.`);
  for (const [at, workspace] of part.workspaces?.entries() ?? []) {
    name(workspace?.name, ["workspaces", at], "name");
    if (workspace) checkGroups(workspace, ["workspaces", at], checking);
    checkWorkflows(part, at, checking);
  }
}

/** Ids are UUIDs: no two of anything share one. */
function checkIds(part: PartDraft, checking: FixtureChecking): void {
  const once = checkOnce<string>(checking, (first, id) => `The id ${id} is that of ${first}.`);
  const walk = (value: unknown, path: Path, member: string): void => {
    if (Array.isArray(value)) {
      for (const [at, one] of value.entries()) walk(one, [...path, at], member);
    } else if (typeof value === "object" && value !== null) {
      const { id } = value as { readonly id?: unknown };
      if (typeof id === "string") once(id, path, "id");
      for (const [name, one] of Object.entries(value)) if (HOLDERS.has(name)) walk(one, [...path, name], name);
    }
  };
  walk(part, [], "");
}

/** The members that hold things with ids. */
const HOLDERS = new Set([
  ...["tenant", "connectionTypes", "workspaces", "users", "keys", "runnerGroups", "runners"],
  ...["connections", "packs", "workflows", "executions"],
]);

function checkGroups({ runnerGroups = [] }: WorkspaceDraft, path: Path, checking: FixtureChecking): void {
  const name = checkOnce<string>(checking, (first, taken) => `There is a runner group '${taken}' already: ${first}.`);
  const first = runnerGroups.findIndex((group) => group?.default);
  for (const [at, group] of runnerGroups.entries()) {
    const where = [...path, "runnerGroups", at];
    name(group?.name, where, "name");
    if (group?.name === "blink_cloud") {
      checking.report([...where, "name"], "'blink_cloud' is the runner group that every workspace has.");
    }
    if (!group?.default || at === first) continue;
    const taken = checking.name([...path, "runnerGroups", first]);
    checking.report([...where, "default"], `A workspace has one default runner group, and ${taken} is it.`);
  }
}
