import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, onTestFinished } from "vitest";
import type { Sandbox } from "../../src/engine/sandbox.ts";
import { DEFAULT_SANDBOX, Sandboxes } from "../../src/engine/sandboxes.ts";
import { World } from "../../src/engine/world.ts";
import { openAuthority } from "../../src/http/authority/open-authority.ts";
import { type DispatchPlan, dispatchTo } from "../../src/http/dispatcher.ts";
import { type FaultPlan, faultPlan, toFaultRow } from "../../src/http/faults/fault.ts";
import { httpSection } from "../../src/http/faults/section.ts";
import { type Listener, type ListenerOptions, openListener } from "../../src/http/listener.ts";
import { tinyMock, tinySection } from "./tiny-mock.ts";

// One for each test file: making its keys is what takes time, and nothing in it changes.
const folder = mkdtempSync(join(tmpdir(), "fauxvault-http-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const authority = openAuthority({ folder });

/** A tiny product that is being served, on the same port by HTTP and HTTPS. */
export interface Tiny {
  readonly port: number;
  readonly listener: Listener;
  readonly sandboxes: Sandboxes;
  /** The default one. */
  readonly sandbox: Sandbox;
  /** What handlers threw that they should not have, and what else no client is told. */
  readonly troubles: unknown[];
  /** What is kept under each name. */
  kept(sandbox?: Sandbox): Record<string, string>;
  /** Puts a fault in. */
  fault(plan: FaultPlan): void;
  /** The authority that its certificates are signed by, as PEM. */
  ca(): Promise<string>;
  /** Opens another port to the same sandboxes. */
  open(options: TinyOptions): Promise<Listener>;
}

/** How a port is opened, where it differs from the ordinary. */
export type TinyOptions = Partial<Pick<DispatchPlan, "as" | "explain" | "sandboxId" | "mock" | "wayOut">> &
  Partial<Pick<ListenerOptions, "port" | "bind" | "patience" | "secureContext">>;

/** Serves the tests' own product until the test ends. */
export async function startTiny(options: TinyOptions = {}): Promise<Tiny> {
  const { mock = tinyMock } = options;
  const world = new World([httpSection, mock.section]);
  const troubles: unknown[] = [];
  const sandboxes = new Sandboxes(world, (error) => troubles.push(error));
  const sandbox = await sandboxes.create(await world.fixture("test", { fauxvault: 1 }), DEFAULT_SANDBOX);
  const open = async (given: TinyOptions) => {
    const { as, explain = true, sandboxId = DEFAULT_SANDBOX, secureContext, wayOut, ...ports } = given;
    const handler = dispatchTo({
      mock,
      sandboxId,
      sandbox: (id) => sandboxes.find(id),
      as,
      explain,
      onCrash: (error) => troubles.push(error),
      wayOut,
    });
    const listener = await openListener({
      name: "tiny",
      port: 0,
      ...ports,
      handler,
      broken: mock.wire.broken,
      secureContext: secureContext ?? (() => authority.secureContext()),
      onTrouble: (error) => troubles.push(error),
    });
    onTestFinished(() => listener.stop());
    return listener;
  };
  const listener = await open(options);
  return {
    port: listener.port,
    listener,
    sandboxes,
    sandbox,
    troubles,
    kept(from = sandbox) {
      return Object.fromEntries([...from.state(tinySection).things.all()].map(({ name, text }) => [name, text]));
    },
    fault(plan) {
      const row = toFaultRow(faultPlan.parse(plan));
      sandbox.transact(() => sandbox.state(httpSection).faults.insert(row));
    },
    ca: () => authority.caPem(),
    open,
  };
}
