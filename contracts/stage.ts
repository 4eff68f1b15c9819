import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { ControlClient } from "../src/control/client.ts";
import type { DoorInfo, JournalInfo, SandboxInfo } from "../src/control/protocol.ts";
import type { SandboxClient } from "../src/control/sandbox-client.ts";
import type { Canaries } from "./canaries.ts";
import { Chance } from "./chance.ts";
import { ContractsError } from "./contracts-error.ts";
import type { Product } from "./product.ts";
import type { MockVault, Vault, VaultSite } from "./vault.ts";
import { watchSandbox } from "./watch-sandbox.ts";

/** What a stage is set up with. */
export interface StagePlan<Kind extends MockVault> {
  readonly product: Product<Kind>;
  readonly control: ControlClient;
  readonly scheme: "https" | "http";
  readonly seed: number;
  readonly canaries: Canaries;
}

/** A vault that stands for one check. */
export interface Standing<Kind extends Vault> {
  readonly vault: Kind;
  /** With a mock alone. */
  readonly sandbox?: Pick<SandboxClient, "id">;
  /** What the check did to the vault's answers and its clock so far, in words. */
  readonly deeds: readonly string[];
  /** What the connector asked for, oldest first; absent where nobody can know. */
  readonly requests?: () => Promise<JournalInfo[]>;
  /** Removes the vault with its doors. */
  remove(): Promise<void>;
}

/** Where vaults are set up, and the authority's file. */
export interface Stage<Kind extends Vault> {
  /** With https only. */
  readonly caFile: string | undefined;
  /** A vault for the check of this id. */
  standUp(checkId: string): Promise<Standing<Kind>>;
  /** Removes what the stage made; gives what could not be removed. */
  close(): Promise<string[]>;
}

/** Sets up a stage in a running fauxvault: a sandbox of the contract's fixture, which is copied for each check. */
export async function openStage<Kind extends MockVault>(plan: StagePlan<Kind>): Promise<Stage<Kind>> {
  const { product, control, scheme, seed, canaries } = plan;
  const listen = [{ listener: product.listener, explain: false }];
  const info = await control.createSandbox({ fixture: product.fixture, listen });
  const base = control.sandbox(info.id);
  const standing = new Set<SandboxClient>([base]);
  const arriving = new Set<Promise<SandboxInfo>>();
  const leftovers: string[] = [];
  let folder: string | undefined;

  async function remove(sandbox: SandboxClient): Promise<void> {
    if (!standing.delete(sandbox)) return;
    try {
      await sandbox.delete();
    } catch (error) {
      leftovers.push(`sandbox ${sandbox.id}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  async function copyBase(): Promise<{ readonly sandbox: SandboxClient; readonly door: DoorInfo }> {
    const copy = base.fork({ listen });
    arriving.add(copy);
    try {
      const made = await copy;
      const sandbox = control.sandbox(made.id);
      standing.add(sandbox);
      return { sandbox, door: doorOf(made) };
    } finally {
      arriving.delete(copy);
    }
  }

  async function close(): Promise<string[]> {
    // A run that is interrupted has asked for copies that have not come yet: they are to be removed too.
    await Promise.allSettled(arriving);
    await Promise.all([...standing].map(remove));
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    return leftovers;
  }

  try {
    const makeVault = await product.explore({ control, sandbox: base, door: doorOf(info) });
    if (scheme === "https") folder = await mkdtemp(path.join(os.tmpdir(), "fauxvault-"));
    const caFile = folder === undefined ? undefined : path.join(folder, "ca.pem");
    // A file of our own: the running fauxvault's may lie on another machine.
    if (caFile !== undefined) await writeFile(caFile, await control.caPem());
    return {
      caFile,
      async standUp(checkId) {
        const { sandbox, door } = await copyBase();
        const chance = new Chance(seed, checkId);
        const deeds = watchSandbox(sandbox);
        const site: VaultSite = { control, sandbox, door, scheme, chance, canaries };
        const vault = makeVault(site);
        return {
          vault,
          sandbox,
          deeds,
          requests: () => vault.requests(),
          async remove() {
            vault.close();
            await remove(sandbox);
          },
        };
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function doorOf({ id, doors }: SandboxInfo) {
  const [door] = doors;
  if (door) return door;
  throw new ContractsError(`The fauxvault opened no port for sandbox ${id}.`);
}
