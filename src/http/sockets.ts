import type { Socket } from "node:net";

const RAW = Symbol("raw socket");
const ADDRESS = Symbol("caller address");

interface KnownSocket extends Socket {
  [RAW]?: Socket;
  [ADDRESS]?: string;
}

/** Remembers the raw socket below a TLS one: a reset must act on that, or the client sees a clean end. */
export function setRawSocket(socket: Socket, raw: Socket): void {
  (socket as KnownSocket)[RAW] = raw;
}

/** The socket that TCP knows. */
export function rawSocketOf(socket: Socket): Socket {
  return (socket as KnownSocket)[RAW] ?? socket;
}

/** The address at the other end, an IPv4 one without its IPv6 wrapping; asked of the system once for each connection. */
export function callerAddress(socket: Socket): string {
  const known = socket as KnownSocket;
  known[ADDRESS] ??= (rawSocketOf(socket).remoteAddress ?? "").replace(/^::ffff:/, "");
  return known[ADDRESS];
}
