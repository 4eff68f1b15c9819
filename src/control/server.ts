import type { RequestHandler } from "express";
import { type Listener, openListener } from "../http/listener.ts";
import type { Breakage } from "../http/mock.ts";
import type { Reply } from "../http/reply.ts";
import { addressesAt, isLoopback } from "./addresses.ts";
import { ControlError } from "./control-error.ts";
import type { Steered } from "./endpoint.ts";
import { makeGuard } from "./guards.ts";
import type { Instance } from "./instance.ts";
import type { StatusInfo } from "./protocol.ts";
import { describeTrouble, refusalText } from "./refusals.ts";

/** How the control API is served. */
export interface ControlServerOptions {
  readonly instance: Instance;
  readonly status: () => StatusInfo;
  /** Told that the instance is to end, once that has been answered. */
  readonly onStopAsked: () => void;
  /** 0 gives a free one. */
  readonly port: number;
  /** Absent: 127.0.0.1 and, where present, ::1. */
  readonly bind?: string | undefined;
  /** Demanded of everybody when it is given; it has to be on any address that is not loopback. */
  readonly token?: string | undefined;
  /** Host names that it answers to beside localhost and its own address. */
  readonly hosts?: readonly string[] | undefined;
  /** How often a stream says that it is still there, in milliseconds; 15 seconds when absent. */
  readonly heartbeat?: number | undefined;
  /** Told of trouble that no client is told. */
  readonly onTrouble: (message: string) => void;
}

/** A control API that is up. */
export interface ControlServer {
  /** `http://127.0.0.1:9400`; the same port answers HTTPS. */
  readonly url: string;
  readonly token: string | undefined;
  /** Ends the streams, closes the port and destroys every connection. */
  stop(): Promise<void>;
}

const HEARTBEAT = 15_000;

const BROKEN: Readonly<Record<Breakage, readonly [status: number, message: string]>> = {
  malformed: [400, "That is no HTTP request."],
  "headers-too-large": [431, "The request's headers are too large."],
  "body-too-large": [413, "The request's body is too large."],
  "timed-out": [408, "The request did not come to its end in time."],
};

/** Opens the control API. Throws a `ControlError` when others than this machine could reach it without a token, an `HttpFloorError` for a port. */
export async function openControlServer(options: ControlServerOptions): Promise<ControlServer> {
  const { instance, bind, onTrouble } = options;
  const token = options.token || undefined;
  if (!isLoopback(bind) && !token) {
    throw new ControlError(
      `The control API is not opened on ${bind} without a token: others could steer this fauxvault.`,
    );
  }
  const streams = new Set<() => void>();
  const guard = makeGuard({ bind, token, hosts: options.hosts ?? [] });
  const { status, onStopAsked: stop, heartbeat = HEARTBEAT } = options;
  const listener: Listener = await openListener({
    name: "control",
    port: options.port,
    bind,
    handler: handleLate(async () => {
      const [{ endpoints }, { routeEndpoints }] = await Promise.all([
        import("./endpoints.ts"),
        import("./route-endpoints.ts"),
      ]);
      const steered: Steered = { instance, status, stop, endpoints, heartbeat };
      return routeEndpoints({ guard, steered, streams, onTrouble });
    }),
    broken: (breakage) => toBrokenReply(...BROKEN[breakage]),
    secureContext: () => instance.authority.secureContext(),
    onTrouble: (error) => onTrouble(`control: ${describeTrouble(error)}`),
  });
  return {
    url: addressesAt(bind, listener.port).http,
    token,
    async stop() {
      for (const end of [...streams]) end();
      await listener.stop();
    },
  };
}

/** A handler that is loaded by its first request: a vault's first answer should not wait for endpoints that nobody has asked for. */
function handleLate(load: () => Promise<RequestHandler>): RequestHandler {
  let handler: RequestHandler | undefined;
  let loading: Promise<RequestHandler> | undefined;
  return (request, response, next) => {
    if (handler) return void handler(request, response, next);
    loading ??= load();
    loading.then((loaded) => {
      handler = loaded;
      return loaded(request, response, next);
    }, next);
  };
}

function toBrokenReply(status: number, message: string): Reply {
  return { status, body: refusalText({ message }), type: "application/json; charset=utf-8" };
}
