import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/**
 * A port that hands bytes on to another in pieces: the sizes in turn, then all over again. Each piece has gone out before the next
 * one does, so that the other end reads it alone.
 */
export async function startRelay(port: number, sizes: readonly number[]): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (client) => {
    const target = connect({ port, host: "127.0.0.1", noDelay: true });
    for (const socket of [client, target]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
    }
    target.pipe(client);
    void handOn(client, target, sizes);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

async function handOn(from: Socket, to: Socket, sizes: readonly number[]): Promise<void> {
  let turn = 0;
  try {
    for await (const chunk of from) {
      for (let at = 0; at < chunk.length; ) {
        const size = sizes[turn % sizes.length] ?? 1;
        turn += 1;
        to.write(chunk.subarray(at, at + size));
        at += size;
        await letOthersRun();
      }
    }
    to.end();
  } catch {
    to.destroy();
  }
}

/** Lets everything that is ready to be read or written be so. */
export async function letOthersRun(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
