import { createServer as createHttpServer, type Server as HttpServer, type ServerOptions } from "node:http";
import {
  type AddressInfo,
  createServer as createNetServer,
  isIP,
  type Server as NetServer,
  type Socket,
} from "node:net";
import type { SecureContext } from "node:tls";
import type { RequestHandler } from "express";
import { Front } from "./front.ts";
import { HttpFloorError } from "./http-floor-error.ts";
import { answerBelowHttp, answerInTurn } from "./linger.ts";
import type { Breakage } from "./mock.ts";
import { prepareExpress } from "./prepared-express.ts";
import type { Reply } from "./reply.ts";
import { toOriginForm } from "./target.ts";

/** How a listener is opened. */
export interface ListenerOptions {
  /** What `--port` calls it, for messages: `passwordstate`. */
  readonly name: string;
  /** 0 gives a free one. */
  readonly port: number;
  /** The address to bind; absent: 127.0.0.1 and, where present, ::1. */
  readonly bind?: string | undefined;
  /** The root application's only middleware. */
  readonly handler: RequestHandler;
  /** The answer to what is not a request that HTTP knows. */
  readonly broken: (breakage: Breakage) => Reply;
  /** The certificate to show, made when the first TLS byte comes. */
  readonly secureContext: () => Promise<SecureContext>;
  /** Told what no client is told: that no certificate could be made, or that the system refused a connection. */
  readonly onTrouble: (error: unknown) => void;
  /**
   * How long a connection may stay silent: before its first byte, in its TLS handshake, in its headers, between two requests. In
   * milliseconds of wall time; two minutes when absent, as IIS does.
   */
  readonly patience?: number;
}

/** A port that answers HTTP and HTTPS. */
export interface Listener {
  readonly port: number;
  /** Closes the port and destroys every connection; done when the port is free again. */
  stop(): Promise<void>;
}

const SLASH = 47;
const LOOPBACK = ["127.0.0.1", "::1"];
const FREE_PORT_TRIES = 10;
/** IIS's connection time-out, in milliseconds. */
const PATIENCE = 120_000;
/** How long a whole request may take, in milliseconds. */
const LONGEST_REQUEST = 300_000;

/** Opens a port. Refuses with an `HttpFloorError` that names the port and the flag to change it. */
export async function openListener(options: ListenerOptions): Promise<Listener> {
  const { name, bind, secureContext, onTrouble, patience = PATIENCE } = options;
  if (bind !== undefined && isIP(bind) === 0) {
    throw new HttpFloorError(`${name} cannot listen on '${bind}': give an address of this machine, not a name.`);
  }
  const http = serveHttp(options, patience);
  const front = new Front({ http, secureContext, onTrouble, patience });
  const accept = (socket: Socket) => front.accept(socket);
  // The HTTP server never listens itself; closing it ends its timer for slow headers.
  const close = () => http.close(() => undefined);
  const { port, servers } = await bindAll(options, accept).catch((error: unknown) => {
    close();
    throw error;
  });
  return {
    port,
    async stop() {
      const closed = servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())));
      front.destroyAll();
      close();
      await Promise.all(closed);
    },
  };
}

function serveHttp({ handler, broken, onTrouble }: ListenerOptions, patience: number): HttpServer {
  const { serve, Request, Response } = prepareExpress(handler);
  const options: ServerOptions<typeof Request, typeof Response> = {
    IncomingMessage: Request,
    ServerResponse: Response,
    keepAliveTimeout: patience,
    headersTimeout: patience,
    requestTimeout: Math.max(patience, LONGEST_REQUEST),
    connectionsCheckingInterval: Math.min(patience, 30_000),
    // A request without a Host header is answered in the product's words, not in Node's.
    requireHostHeader: false,
  };
  const server = createHttpServer(options, (request, response) => {
    if (request.url?.charCodeAt(0) !== SLASH) request.url = toOriginForm(request.url ?? "");
    // Express's own last answer would be a page with a stack.
    serve(request, response, (error) => {
      if (error === undefined || error === null) return void answerBelowHttp(broken("malformed"), request.socket);
      onTrouble(error);
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket) =>
    answerInTurn(broken(breakageOf(error)), socket as Socket),
  );
  // Nobody's proxy: without this, Node would hang up without a word.
  server.on("connect", (_request, socket) => answerBelowHttp(broken("malformed"), socket as Socket));
  // Starts Node's watch over slow headers, which otherwise only a server that listens itself has.
  server.emit("listening");
  return server;
}

function breakageOf({ code }: NodeJS.ErrnoException): Breakage {
  if (code === "HPE_HEADER_OVERFLOW") return "headers-too-large";
  return code === "ERR_HTTP_REQUEST_TIMEOUT" ? "timed-out" : "malformed";
}

async function bindAll(options: ListenerOptions, accept: (socket: Socket) => void) {
  const addresses = options.bind === undefined ? LOOPBACK : [options.bind];
  for (let attempt = 1; ; attempt += 1) {
    const servers: NetServer[] = [];
    let { port } = options;
    try {
      for (const address of addresses) {
        const server = await bindOne(address, port, accept, servers.length > 0);
        if (!server) continue;
        servers.push(server);
        port = (server.address() as AddressInfo).port;
      }
      for (const server of servers) server.on("error", options.onTrouble);
      return { port, servers };
    } catch (error) {
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
      // A free port on 127.0.0.1 may be taken on ::1: then another is as good.
      const retry =
        options.port === 0 && (error as NodeJS.ErrnoException).code === "EADDRINUSE" && attempt < FREE_PORT_TRIES;
      if (!retry) throw portTrouble(options, error as NodeJS.ErrnoException);
    }
  }
}

/** Binds one address; nothing when it is the second and this machine does not have it. */
function bindOne(address: string, port: number, accept: (socket: Socket) => void, optional: boolean) {
  return new Promise<NetServer | undefined>((resolve, reject) => {
    const server = createNetServer({ noDelay: true }, accept);
    server.once("error", (error: NodeJS.ErrnoException) => {
      const absent = error.code === "EADDRNOTAVAIL" || error.code === "EAFNOSUPPORT" || error.code === "EINVAL";
      if (optional && absent) resolve(undefined);
      else reject(error);
    });
    server.listen({ port, host: address, exclusive: true }, () => resolve(server));
  });
}

function portTrouble({ name, port, bind }: ListenerOptions, error: NodeJS.ErrnoException): HttpFloorError {
  const flag = `--port ${name}=0`;
  if (error.code === "EADDRINUSE" || error.code === "EACCES") {
    return new HttpFloorError(
      `Port ${port} for ${name} is taken or not allowed; choose another or a free one with ${flag}.`,
    );
  }
  if (error.code === "EADDRNOTAVAIL") {
    return new HttpFloorError(`Nothing can listen on ${bind}: this machine has no such address.`);
  }
  return new HttpFloorError(`${name} cannot listen on port ${port}: ${error.message}`);
}
