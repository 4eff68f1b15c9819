import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A way to a vault that passes every byte on and counts connections. */
export interface Relay {
  readonly address: string;
  /** How many connections are open. */
  readonly open: number;
  /** How many were open at once at most. */
  readonly most: number;
  close(): void;
}

/** Opens a relay on this machine to where a vault listens. What a connector sends is told before it is passed on. */
export async function startRelay(
  { hostname, port }: URL,
  scheme: "https" | "http",
  onSent: () => void = () => undefined,
): Promise<Relay> {
  const sockets = new Set<Socket>();
  let open = 0;
  let most = 0;
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    open += 1;
    most = Math.max(most, open);
    near.once("close", () => {
      open -= 1;
      far.destroy();
    });
    far.once("close", () => near.destroy());
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.once("close", () => sockets.delete(socket));
      // What a connection suffers is for its ends to see: here it only closes.
      socket.on("error", () => undefined);
    }
    near.on("data", onSent);
    near.pipe(far).pipe(near);
  });
  server.listen(0, hostname);
  await once(server, "listening");
  const at = (server.address() as AddressInfo).port;
  return {
    // Certificates are for the name, and not for the address.
    address: `${scheme}://${scheme === "https" ? "localhost" : hostname}:${at}`,
    get open() {
      return open;
    },
    get most() {
      return most;
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
