import { expect } from "vitest";
import type { ActionOutcome, ResolvedConnection } from "../../mocks/blink/actions/action.ts";
import { findAction } from "../../mocks/blink/actions/find-action.ts";
import { readConnection, resolveConnection } from "../../mocks/blink/rules/use-connection.ts";
import { smallBlink } from "./small-blink.ts";
import { startVaults, type Vaults } from "./start-vaults.ts";
import { vaultKeys } from "./vault-parts.ts";

/** Where a placeholder stands for a product's door. */
export const doorOf = (product: string) => `${"$"}{${product}.url}`;

const [platform, ...others] = smallBlink.workspaces;

/** A Blink whose connections lead to the vaults of its own sandbox. */
const blinkOfVaults = {
  ...smallBlink,
  workspaces: [
    {
      ...platform,
      connections: [
        ...platform.connections,
        {
          ...{ name: "passwordstate-prod", type: "passwordstate" },
          attributes: { "API Address": `${doorOf("passwordstate")}/api`, "API Key": vaultKeys.systemWide },
        },
        {
          ...{ name: "passwordstate-list", type: "passwordstate" },
          attributes: { "API Address": `${doorOf("passwordstate")}/api/`, "API Key": vaultKeys.list },
        },
        { name: "chat-bot", type: "chat", method: "token", attributes: { Token: "bot-token-5" } },
        {
          ...{ name: "pmp-headers", type: "http_custom" },
          attributes: { "Header 1 Name": "AUTHTOKEN", "Header 1 Value": vaultKeys.token },
        },
      ],
    },
    ...others,
  ],
};

/** Starts the vaults with connections to them. */
export function startUsedVaults(): Promise<Vaults> {
  return startVaults({ blink: blinkOfVaults });
}

/** A connection of a sandbox by its name, ready for use. */
function connect(vaults: Vaults, name: string, sandbox = "default"): ResolvedConnection {
  const [row] = vaults.state.connections.where("name", name);
  const usable = row && readConnection(vaults.state, row);
  if (!usable) throw new Error(`There is no connection '${name}'.`);
  return resolveConnection(usable, vaults.goOut(sandbox).outside);
}

/** Runs an action as a step of a workflow would. */
export async function runAction(
  vaults: Vaults,
  id: string,
  inputs: Readonly<Record<string, unknown>>,
  { connection, sandbox }: { readonly connection?: string; readonly sandbox?: string } = {},
): Promise<ActionOutcome> {
  const action = findAction(id);
  if (!action) throw new Error(`There is no action '${id}'.`);
  const { outside } = vaults.goOut(sandbox);
  const used = connection === undefined ? undefined : connect(vaults, connection, sandbox);
  return action.run({ inputs, connection: used, outside });
}

/** What an action gave; fails the test when it failed. */
export function outputOf(outcome: ActionOutcome): unknown {
  expect(outcome).toMatchObject({ kind: "done" });
  return outcome.kind === "done" ? outcome.output : undefined;
}
