import { mkdtemp, rm } from "node:fs/promises";
import { Agent } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { blink } from "../../mocks/blink/index.ts";
import { section } from "../../mocks/blink/section.ts";
import type { BlinkState } from "../../mocks/blink/state.ts";
import { passwordstate } from "../../mocks/passwordstate/index.ts";
import { pmp } from "../../mocks/pmp/index.ts";
import { addressesAt } from "../../src/control/addresses.ts";
import type { DoorInfo } from "../../src/control/protocol.ts";
import { openWayOut } from "../../src/control/way-out.ts";
import type { Sandbox } from "../../src/engine/sandbox.ts";
import { Sandboxes } from "../../src/engine/sandboxes.ts";
import { World } from "../../src/engine/world.ts";
import { type LeafWish, openAuthority } from "../../src/http/authority/open-authority.ts";
import { dispatchTo } from "../../src/http/dispatcher.ts";
import { Trip } from "../../src/http/errands/outside.ts";
import { httpSection } from "../../src/http/faults/section.ts";
import { viewJournal } from "../../src/http/journal-view.ts";
import { openListener } from "../../src/http/listener.ts";
import { smallBlink } from "./small-blink.ts";
import { type Answer, type Asked, ask, NOW } from "./start-blink.ts";
import { hosts, passwordstatePart, pmpPart } from "./vault-parts.ts";

const mocks = { passwordstate, pmp, blink };

/** A product with a port. */
type Product = keyof typeof mocks;

/** Passwordstate, Password Manager Pro and Blink in one world, stopped when the test ends. */
export interface Vaults {
  readonly sandboxes: Sandboxes;
  readonly sandbox: Sandbox;
  /** Blink's tables in the default sandbox. */
  readonly state: BlinkState;
  /** The door that a product of the default sandbox was started with. */
  door(product: Product): DoorInfo;
  /** Opens another one. */
  open(product: Product, wish?: { readonly sandbox?: string; readonly fault?: LeafWish["fault"] }): Promise<DoorInfo>;
  /** Asks Blink; as `RunningBlink.request`. */
  request(method: string, path: string, asked?: Asked): Promise<Answer>;
  /** What the journal of a sandbox shows of a product's requests. */
  journal(product: Product, sandbox?: string): readonly { readonly target: string; readonly status: number }[];
  /** Everything that journals show, as a text. */
  journals(): string;
  /** A stay outside, as the steps of a workflow have one. */
  goOut(sandbox?: string): Trip;
}

/** Starts the three with choices for Blink's open questions. */
export async function startVaults(
  given: {
    readonly blink?: object;
    readonly assumptions?: Readonly<Record<string, string>>;
    /** As on the command line. */
    readonly allowHosts?: readonly string[];
    readonly bind?: string;
  } = {},
): Promise<Vaults> {
  const troubles: unknown[] = [];
  const onTrouble = (error: unknown) => void troubles.push(error);
  const folder = await mkdtemp(join(tmpdir(), "fauxvault-blink-"));
  const authority = openAuthority({ hosts: Object.keys(hosts), folder });
  const sandboxes = new Sandboxes(
    new World([httpSection, ...Object.values(mocks).map((mock) => mock.section)]),
    onTrouble,
  );
  const content = {
    ...{ fauxvault: 1, clock: { at: new Date(NOW).toISOString(), frozen: true }, hosts },
    ...{ assumptions: { blink: given.assumptions ?? {} }, blink: given.blink ?? smallBlink },
    ...{ passwordstate: passwordstatePart, pmp: pmpPart },
  };
  const sandbox = await sandboxes.create(await sandboxes.world.fixture("test", content), "default");
  const doors: DoorInfo[] = [];
  const stops: (() => Promise<void>)[] = [];
  const wayOut = openWayOut({
    bind: given.bind,
    allowHosts: given.allowHosts ?? [],
    doors: () => doors,
    caPem: () => authority.caPem(),
    onTrouble,
  });
  const open: Vaults["open"] = async (product, { sandbox: sandboxId = "default", fault } = {}) => {
    const handler = dispatchTo({
      ...{ mock: mocks[product], sandboxId, as: undefined, explain: true, wayOut },
      sandbox: (id) => sandboxes.find(id),
      onCrash: onTrouble,
    });
    const listener = await openListener({
      ...{ name: product, port: 0, broken: mocks[product].wire.broken, handler, onTrouble },
      secureContext: () => authority.secureContext(fault === undefined ? {} : { fault }),
    });
    stops.push(() => listener.stop());
    const { port } = listener;
    const door = { listener: product, product, port, sandbox: sandboxId, ...addressesAt(undefined, port) };
    doors.push(door);
    return door;
  };
  for (const product of ["passwordstate", "pmp", "blink"] as const) await open(product);
  const agent = new Agent({ keepAlive: true });
  onTestFinished(async () => {
    agent.destroy();
    for (const stop of stops) await stop();
    await rm(folder, { recursive: true, force: true });
    expect(troubles).toEqual([]);
  });
  const door = (product: Product) => doors.find((one) => one.product === product) ?? fail(product);
  const view = (id: string) => {
    const shown = viewJournal(sandboxes.get(id), Object.values(mocks));
    return sandboxes.get(id).journal.entries().map(shown);
  };
  return {
    ...{ sandboxes, sandbox, open, door, state: sandbox.state(section) },
    request: (method, path, asked = {}) => ask(agent, door("blink").port, method, path, asked),
    journal: (product, id = "default") => view(id).filter((entry) => entry.product === product),
    journals: () => JSON.stringify(sandboxes.list().map(({ id }) => view(id))),
    goOut(id = "default") {
      const trip = new Trip(sandboxes.get(id), wayOut);
      onTestFinished(() => trip.close());
      return trip;
    },
  };
}

function fail(product: string): never {
  throw new Error(`There is no door to ${product}.`);
}
