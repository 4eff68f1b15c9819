import { randomBytes } from "node:crypto";
import type { Canaries } from "../canaries.ts";
import { Chance } from "../chance.ts";
import { ContractsError } from "../contracts-error.ts";
import type { Product } from "../product.ts";
import type { Stage } from "../stage.ts";
import { watchBystanders } from "./bystanders.ts";
import { cleanUp, tidyUp } from "./clean-up.ts";
import { Corner } from "./corner.ts";
import { Ledger } from "./ledger.ts";
import type { ReadingApi } from "./live-api.ts";
import { LiveVault, WritableLiveVault } from "./live-vault.ts";
import { readPrefix } from "./read-prefix.ts";
import type { KnownSecret } from "./target.ts";
import { TargetLine } from "./target-line.ts";
import type { TargetPlan } from "./target-plan.ts";

/** What a stage at a target is set up with. */
export interface LiveStagePlan extends TargetPlan {
  readonly product: Pick<Product, "title" | "live" | "whyNotLive">;
  readonly seed: number;
  readonly canaries: Canaries;
  /** How long what is under way is waited for before the clean-up, in milliseconds. */
  readonly patience: number;
}

/**
 * Sets up a stage at a real product: there is one vault for all checks, and what each makes in it bears a mark of its own. Asks once, and
 * throws a `TargetError` when that is not answered as it should be.
 */
export async function openLiveStage(plan: LiveStagePlan): Promise<Stage<LiveVault>> {
  const { target, product, seed, canaries, patience, ledger = new Ledger() } = plan;
  const { live, title } = product;
  if (live === undefined) {
    const why = product.whyNotLive === undefined ? "" : ` ${product.whyNotLive}`;
    throw new ContractsError(`The ${title} contract cannot be run at a target.${why}`);
  }
  canaries.add("the credential", target.credential);
  for (const { value } of target.known) canaries.add("a secret's value", value);
  if (target.writes) readPrefix(target.writes.prefix);
  const line = await TargetLine.open(target);
  const api = live.reach(line, target.credential, target.container);
  const { address, writes, container } = target;
  let tellBystanders: (() => Promise<string[]>) | undefined;
  try {
    await api.probe();
    for (const secret of target.known) await expectKnown(api, secret, target.address);
    if (writes && container !== undefined)
      tellBystanders = await watchBystanders({ api, container, product: live, prefix: writes.prefix });
  } catch (error) {
    line.close();
    throw error;
  }
  // Not of the seed: two runs with one seed are not to remove each other's secrets.
  const mark = writes && `${writes.prefix}${randomBytes(4).toString("hex")}-`;
  const corner = writes && mark ? new Corner({ api, address, mark, prefix: writes.prefix, ledger }) : undefined;
  const standing = new Map<LiveVault, Promise<void>>();
  let number = 0;

  return {
    caFile: target.caFile,
    async standUp(checkId) {
      const site = { target, product: live, api, chance: new Chance(seed, checkId), canaries };
      number += 1;
      const own = `${mark ?? ""}${number}-`;
      const vault = corner ? new WritableLiveVault(site, corner, own) : new LiveVault(site);
      let leave = () => {};
      const gone = new Promise<void>((resolve) => {
        leave = resolve;
      });
      standing.set(vault, gone);
      return {
        vault,
        deeds: [],
        async remove() {
          await vault.close();
          if (corner) await tidyUp(corner, own);
          standing.delete(vault);
          leave();
        },
      };
    },
    async close() {
      // After an interruption a check may still be making something: what comes after the clean-up would stay.
      await Promise.all([...standing.keys()].map((vault) => vault.close()));
      await settle([...standing.values()], patience);
      const leftovers = corner ? await cleanUp({ corner, ledger, product: live }) : [];
      const bystanders = (await tellBystanders?.()) ?? [];
      line.close();
      return [...leftovers, ...bystanders];
    },
  };
}

/** A secret that the user named wrongly is no fault of the connector. */
async function expectKnown(api: ReadingApi, secret: KnownSecret, address: string): Promise<void> {
  const { id, container, name } = secret;
  const names = await api.namesOf({ id, container });
  if (names.length === 1 && names[0] === name) return;
  const said = `The configuration names a secret ${id} in ${container} as '${name}', but ${address}`;
  throw new ContractsError(`${said} ${names.length === 0 ? "has none with this id." : "knows it by another name."}`);
}

/** Waits for all of them, but no longer than `limit` milliseconds. */
async function settle(all: readonly Promise<void>[], limit: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limit);
  });
  await Promise.race([Promise.all(all), late]);
  clearTimeout(timer);
}
