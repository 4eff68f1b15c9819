import { createServer as createHttpServer, type Server as HttpServer } from "node:http";
import { type AddressInfo, createServer as createNetServer, type Server as NetServer, type Socket } from "node:net";
import type { SecureContext } from "node:tls";
import type { RequestHandler } from "express";
import { Front } from "./front.ts";
import { HttpFloorError } from "./http-floor-error.ts";
import type { Breakage } from "./mock.ts";
import { prepareExpress } from "./prepared-express.ts";
import type { Reply } from "./reply.ts";
import { phraseOf } from "./send.ts";

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
  /** Told when no certificate could be made. */
  readonly onTrouble: (error: unknown) => void;
}

/** A port that answers HTTP and HTTPS. */
export interface Listener {
  readonly port: number;
  /** Closes the port and destroys every connection; done when the port is free again. */
  stop(): Promise<void>;
}

const LOOPBACK = ["127.0.0.1", "::1"];
const FREE_PORT_TRIES = 10;

/** Opens a port. Refuses with an `HttpFloorError` that names the port and the flag to change it. */
export async function openListener(options: ListenerOptions): Promise<Listener> {
  const http = serveHttp(options);
  const front = new Front(http, options.secureContext);
  const accept = (socket: Socket) => front.accept(socket);
  const { port, servers } = await bindAll(options, accept);
  return {
    port,
    async stop() {
      const closed = servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())));
      front.destroyAll();
      // The HTTP server never listened itself; closing it ends its timer for slow headers.
      http.close(() => undefined);
      await Promise.all(closed);
    },
  };
}

function serveHttp(options: ListenerOptions): HttpServer {
  const { app, Request, Response } = prepareExpress();
  app.use(options.handler);
  const server = createHttpServer(
    { IncomingMessage: Request, ServerResponse: Response, keepAliveTimeout: 120_000 },
    app,
  );
  server.on("clientError", (error: NodeJS.ErrnoException, socket) =>
    answerBroken(options.broken(breakageOf(error)), socket as Socket),
  );
  server.on("authorityError", options.onTrouble);
  // Starts Node's watch over slow headers, which otherwise only a server that listens itself has.
  server.emit("listening");
  return server;
}

function breakageOf({ code }: NodeJS.ErrnoException): Breakage {
  if (code === "HPE_HEADER_OVERFLOW") return "headers-too-large";
  return code === "ERR_HTTP_REQUEST_TIMEOUT" ? "timed-out" : "malformed";
}

/** Answers below Express, since there is no request: only bytes that are none. */
function answerBroken(reply: Reply, socket: Socket): void {
  if (!socket.writable || socket.errored) return void socket.destroy();
  const body = Buffer.from(reply.body ?? "");
  const head = [
    `HTTP/1.1 ${reply.status} ${phraseOf(reply)}`,
    `Content-Type: ${reply.type ?? "text/html"}`,
    `Date: ${new Date().toUTCString()}`,
    "Connection: close",
    `Content-Length: ${body.length}`,
  ];
  socket.end(Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\n\r\n`), body]), () => socket.destroy());
}

async function bindAll(options: ListenerOptions, accept: (socket: Socket) => void) {
  const addresses = options.bind === undefined ? LOOPBACK : [options.bind];
  for (let attempt = 1; ; attempt += 1) {
    const servers: NetServer[] = [];
    try {
      for (const address of addresses) {
        const first = servers[0];
        const port = first ? (first.address() as AddressInfo).port : options.port;
        const server = await bindOne(address, port, accept, first !== undefined);
        if (server) servers.push(server);
      }
      const port = (servers[0]?.address() as AddressInfo).port;
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
    return new HttpFloorError(`${name} cannot listen on ${bind}: this machine has no such address.`);
  }
  return new HttpFloorError(`${name} cannot listen on port ${port}: ${error.message}`);
}
