import { randomBytes } from "node:crypto";
import { DEFAULT_SANDBOX } from "../engine/sandboxes.ts";
import type { Fixture } from "../engine/world.ts";
import { HttpFloorError } from "../http/http-floor-error.ts";
import { version } from "../version.ts";
import { isEverywhere, isLoopback } from "./addresses.ts";
import type { ControlAddress } from "./control-connection.ts";
import { describeSandbox } from "./describe-sandbox.ts";
import { Instance } from "./instance.ts";
import { makeWorld } from "./make-world.ts";
import { CONTROL, type HostListener, planDoors } from "./plan-doors.ts";
import type { StatusInfo } from "./protocol.ts";
import { readFixture } from "./read-fixture.ts";
import { type ControlServer, openControlServer } from "./server.ts";

/** The control API's own port, unless another is asked for. */
const CONTROL_PORT = 9400;

/** What a fauxvault starts with. */
export interface RunningOptions {
  /** The default sandbox's fixture: the name of one that comes along (`demo` when absent), or the content of one. */
  readonly fixture?: string | object | undefined;
  /** What a fixture given as content is called: its file's name. */
  readonly fixtureName?: string | undefined;
  /** Ports by listener, and `control`; 0 gives a free one. Absent: the products' own, and 9400. */
  readonly ports?: Readonly<Record<string, number>> | undefined;
  /** Free ports for all that `ports` does not name. */
  readonly freePorts?: boolean | undefined;
  /** Listeners that stand for hosts, beside the ordinary ones. */
  readonly hosts?: readonly HostListener[] | undefined;
  /** The address to bind; absent or `localhost`: 127.0.0.1 and, where present, ::1. */
  readonly bind?: string | undefined;
  /** Demanded by the control API. Absent: none on loopback, a random one on any other address. */
  readonly controlToken?: string | undefined;
  /** Host names that the control API answers to beside localhost and its own address: how containers call it. */
  readonly controlHosts?: readonly string[] | undefined;
  /** Where the local authority is kept; its default is the user's own folder for such things. */
  readonly authorityFolder?: string | undefined;
  /** Whether refusals carry their reason in a header; they do unless this is false. */
  readonly explain?: boolean | undefined;
  /** Keys that nobody else has, instead of those of the fixture's seed. */
  readonly randomKeys?: boolean | undefined;
  /** Hosts that mocks may call beside this machine: `vault.example.com`, `10.20.0.11:443`. */
  readonly allowHosts?: readonly string[] | undefined;
  /** In place of the fixture's own. */
  readonly seed?: number | undefined;
  /** Told of trouble that no client is told: a handler's fault, a certificate that cannot be made. */
  readonly onTrouble: (message: string) => void;
  /** Told when the control API was asked to end the instance: it is up to the caller to stop it. */
  readonly onStopAsked: () => void;
}

/** A fauxvault that is up: its doors are open and its control API answers. */
export interface Running {
  readonly instance: Instance;
  readonly control: ControlAddress;
  status(): StatusInfo;
  /** Puts a new start of a fixture in the default sandbox's place. A fixture that is refused changes nothing. */
  reload(fixture: string | object, name?: string): Promise<void>;
  /** Closes everything at once; again at any time. */
  stop(): Promise<void>;
}

/**
 * Starts a fauxvault: the default sandbox, a door for each listener, the control API. When one part cannot be had, nothing stays open.
 * Throws a `ControlError`, an `EngineError` for a fixture, an `HttpFloorError` for a port or a host to call, an `AuthorityError` for a host's name.
 */
export async function startRunning(options: RunningOptions): Promise<Running> {
  const { authorityFolder, explain = true, randomKeys = false, allowHosts, onTrouble } = options;
  const bind = readBind(options.bind);
  const { seed } = options;
  const fixture = withSeed(await readFixture(makeWorld(), options.fixture ?? "demo", options.fixtureName), seed);
  const hosts = [
    ...Object.keys(fixture.head.hosts),
    ...(bind === undefined || isLoopback(bind) || isEverywhere(bind) ? [] : [bind]),
  ];
  const instance = new Instance({ bind, authorityFolder, explain, randomKeys, allowHosts, onTrouble }, hosts);
  await instance.createSandbox(fixture, DEFAULT_SANDBOX);
  const server = await openAll(instance, { ...options, bind }).catch(async (error: unknown) => {
    await instance.stop();
    throw error;
  });
  return {
    instance,
    control: { url: server.url, token: server.token },
    status: () => describeRunning(instance, server.url),
    reload: async (content, name) => {
      const changed = withSeed(await readFixture(instance.sandboxes.world, content, name), seed);
      await instance.replaceSandbox(DEFAULT_SANDBOX, changed);
    },
    stop: async () => {
      await Promise.all([server.stop(), instance.stop()]);
    },
  };
}

/** `localhost` means both of its addresses, as when nothing is said, and is not looked up. */
function readBind(bind: string | undefined): string | undefined {
  return bind?.toLowerCase() === "localhost" ? undefined : bind;
}

/** The fixture as it is, or with another seed. */
function withSeed(fixture: Fixture, seed: number | undefined): Fixture {
  return seed === undefined ? fixture : { ...fixture, head: { ...fixture.head, seed } };
}

async function openAll(instance: Instance, options: RunningOptions): Promise<ControlServer> {
  const troubles: HttpFloorError[] = [];
  for (const door of planDoors(instance, options)) await openOrNote(instance.open(door), troubles);
  const { bind, controlToken: token, controlHosts: hosts, onTrouble } = options;
  // Last, so that whoever hears from it finds everything open.
  const opening = openControlServer({
    instance,
    status: () => describeRunning(instance, server?.url ?? ""),
    onStopAsked: options.onStopAsked,
    port: options.ports?.[CONTROL] ?? (options.freePorts ? 0 : CONTROL_PORT),
    bind,
    token: token || (isLoopback(bind) ? undefined : randomBytes(24).toString("base64url")),
    hosts,
    onTrouble,
  });
  const server: ControlServer | undefined = await openOrNote(opening, troubles);
  if (server && troubles.length === 0) return server;
  await server?.stop();
  // All at once: whoever frees one port and tries again should not hear of the next only then.
  const messages = new Set(troubles.map(({ message }) => message));
  throw new HttpFloorError([...messages].join("\n"), { cause: troubles[0] });
}

/** What is being opened; nothing when its port cannot be had, which is noted. */
async function openOrNote<T>(opening: Promise<T>, troubles: HttpFloorError[]): Promise<T | undefined> {
  try {
    return await opening;
  } catch (error) {
    if (!(error instanceof HttpFloorError)) throw error;
    troubles.push(error);
    return undefined;
  }
}

function describeRunning(instance: Instance, control: string): StatusInfo {
  return {
    version,
    pid: process.pid,
    control,
    caFile: instance.authority.caFile,
    doors: instance.doors,
    sandboxes: instance.sandboxes.list().map((sandbox) => describeSandbox(instance, sandbox)),
  };
}
