import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** A server that does with each connection what a test says, once something has come over it; closed when the test ends. */
export interface RawServer {
  readonly port: number;
  /** What has come, over all connections. */
  readonly heard: () => string;
}

export async function startRaw(answer: (socket: Socket) => void): Promise<RawServer> {
  let heard = "";
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.once("data", () => answer(socket));
    socket.on("data", (chunk) => {
      heard += chunk.toString("latin1");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, heard: () => heard };
}
