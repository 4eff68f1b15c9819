import { z } from "zod";
import { EngineError } from "../../../src/engine/engine-error.ts";
import { readInstant } from "../../../src/engine/instant.ts";
import { accessControl, account as accountPart, resource as resourcePart, share } from "../fixture-schema.ts";
import { plantAccount, plantResource, toControl } from "../plant/resources.ts";
import { plantShares } from "../plant/shares.ts";
import { auditScreen } from "../rules/audit.ts";
import { describeUnknownText } from "../text-names.ts";
import { TEXTS } from "../texts.ts";
import { action, type Desk } from "./action.ts";
import { accountName, actor, findAccount, findResource, resourceName } from "./find.ts";

const source = "docs/products/pmp.md#resources";

const addResource = action({
  id: "resources.add",
  summary: "Put a resource with its accounts into the vault",
  source,
  input: resourcePart.extend({ by: actor }),
  run(desk, { by, ...part }) {
    const resource = plantResource(desk.state, part, planting(desk));
    auditScreen(desk, by, "Resource Added", { resource });
    for (const account of desk.state.accounts.where("resource", resource.ResourceID)) {
      auditScreen(desk, by, "Account Added", { resource, account });
    }
    return { id: resource.ResourceID };
  },
});

const addAccount = action({
  id: "accounts.add",
  summary: "Put an account into a resource; a file comes in this way",
  source: "docs/products/pmp.md#file-passwords",
  input: accountPart.extend({ by: actor, resource: resourceName }),
  run(desk, { by, resource: name, ...part }) {
    const resource = findResource(desk, name);
    const account = plantAccount(desk.state, resource, part, planting(desk));
    auditScreen(desk, by, "Account Added", { resource, account });
    return { id: account.AccountID };
  },
});

const setPassword = action({
  id: "accounts.set-password",
  summary: "Change a password as somebody else does on the screen",
  source: "docs/products/pmp.md#passwords",
  input: z.strictObject({ by: actor, resource: resourceName, account: accountName, password: z.string() }),
  run(desk, { by, resource, account, password }) {
    const found = findAccount(desk, resource, account);
    desk.state.accounts.update(found.AccountID, { Password: password, ModifiedAt: desk.sandbox.clock.now() });
    auditScreen(desk, by, "Password Changed", { resource: findResource(desk, resource), account: found });
    return { id: found.AccountID };
  },
});

const setShares = action({
  id: "resources.share",
  summary: "Share a resource, or an account of it, with somebody",
  source: "docs/products/pmp.md#sharing",
  input: z.strictObject({ by: actor, resource: resourceName, account: accountName.optional(), share }),
  run(desk, { by, resource: name, account: accountsName, share: part }) {
    const resource = findResource(desk, name);
    const account = accountsName === undefined ? undefined : findAccount(desk, name, accountsName);
    const id = account?.AccountID ?? resource.ResourceID;
    plantShares(desk.state, account ? "account" : "resource", id, [part]);
    auditScreen(desk, by, account ? "Account Shared" : "Resource Shared", { resource, ...(account && { account }) });
    return { id };
  },
});

const setControl = action({
  id: "access-control.set",
  summary:
    "Configure access control of a resource, or of an account, whose own beats the resource's; null takes it away",
  source: "docs/products/pmp.md#access-control",
  input: z.strictObject({ resource: resourceName, account: accountName.optional(), control: accessControl.nullable() }),
  run(desk, { resource, account, control }) {
    const Control = toControl(desk.state, control ?? undefined);
    if (account === undefined) desk.state.resources.update(findResource(desk, resource).ResourceID, { Control });
    else desk.state.accounts.update(findAccount(desk, resource, account).AccountID, { Control });
    return { on: Control?.On ?? false };
  },
});

const setSettings = action({
  id: "settings.set",
  summary: "Change what is set for the whole product; what is not given stays",
  source: "docs/products/pmp.md#open-questions",
  input: z.strictObject({
    flavour: z.enum(["pmp", "pam360"]).optional(),
    ticketing: z.enum(["off", "on", "down"]).optional(),
    tickets: z.array(z.string()).optional(),
    requestHours: z.number().positive().optional(),
    checkOutHours: z.number().positive().optional(),
    remoteResetWorks: z.boolean().optional(),
    texts: z
      .record(z.string(), z.string())
      .optional()
      .describe(
        `Texts of ours by name: ${Object.keys(TEXTS).join(", ")}; of operations resources.delete.name, native.GET_PASSWORD.message and alike.`,
      ),
  }),
  run({ state }, given) {
    const settings = state.settings.get(1);
    if (!settings) return undefined;
    for (const name of Object.keys(given.texts ?? {})) {
      const unknown = describeUnknownText(name);
      if (unknown !== undefined) throw new EngineError(unknown);
    }
    state.settings.update(1, {
      Flavour: given.flavour ?? settings.Flavour,
      Ticketing: given.ticketing ?? settings.Ticketing,
      Tickets: given.tickets ?? settings.Tickets,
      RequestHours: given.requestHours ?? settings.RequestHours,
      CheckOutHours: given.checkOutHours ?? settings.CheckOutHours,
      RemoteResetWorks: given.remoteResetWorks ?? settings.RemoteResetWorks,
      Texts: { ...settings.Texts, ...given.texts },
    });
    return undefined;
  },
});

/** What is done to what the vault holds, and to its settings. */
export const vaultActions = [addResource, addAccount, setPassword, setShares, setControl, setSettings];

function planting({ sandbox }: Desk) {
  const { clock, chance } = sandbox;
  return { clock, chance, instant: (text: string) => readInstant(text, clock.now()) };
}
