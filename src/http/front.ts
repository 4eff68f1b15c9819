import type { Server as HttpServer } from "node:http";
import type { Socket } from "node:net";
import type { SecureContext } from "node:tls";
import { setRawSocket } from "./sockets.ts";

const TLS_HANDSHAKE = 0x16;

/** What a front stands before. */
export interface FrontPlan {
  readonly http: HttpServer;
  readonly secureContext: () => Promise<SecureContext>;
  /** Told when no certificate could be made. */
  readonly onTrouble: (error: unknown) => void;
  /** How long a connection may take to send its first byte or finish its TLS handshake, in milliseconds of wall time. */
  readonly patience: number;
}

/**
 * The door of a listener: takes raw connections, and hands each to the HTTP server as it is or through TLS, as its first byte tells.
 * It keeps every socket from accept on, so that all can be destroyed, also those that never sent a byte.
 */
export class Front {
  readonly #plan: FrontPlan;
  readonly #sockets = new Set<Socket>();

  constructor(plan: FrontPlan) {
    this.#plan = plan;
  }

  accept(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once("close", () => this.#sockets.delete(socket));
    // A socket that vanishes is nobody's fault; without a listener it would end the process.
    socket.on("error", () => socket.destroy());
    socket.setTimeout(this.#plan.patience, () => socket.destroy());
    socket.once("data", (first) => {
      socket.pause();
      socket.unshift(first);
      socket.setTimeout(0);
      socket.removeAllListeners("timeout");
      if (first[0] === TLS_HANDSHAKE) void this.#secure(socket);
      else this.#give(socket);
    });
  }

  /** Destroys every connection at once. */
  destroyAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async #secure(raw: Socket): Promise<void> {
    let secureContext: SecureContext;
    let TLSSocket: typeof import("node:tls").TLSSocket;
    try {
      // Not before somebody speaks TLS: it would delay every start.
      ({ TLSSocket } = await import("node:tls"));
      secureContext = await this.#plan.secureContext();
    } catch (error) {
      this.#plan.onTrouble(error);
      raw.destroy();
      return;
    }
    if (raw.destroyed) return;
    const socket = new TLSSocket(raw, { isServer: true, secureContext, ALPNProtocols: ["http/1.1"] });
    setRawSocket(socket, raw);
    raw.setTimeout(this.#plan.patience, () => raw.destroy());
    socket.once("secure", () => {
      raw.setTimeout(0);
      raw.removeAllListeners("timeout");
      this.#plan.http.emit("connection", socket);
    });
  }

  #give(socket: Socket): void {
    this.#plan.http.emit("connection", socket);
    socket.resume();
  }
}
