import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** An address of this machine where nobody listens, for as long as it is held. */
export interface DeadAddress {
  readonly address: string;
  close(): void;
}

/**
 * Holds an address where nobody listens. Its port is the far end of a connection that stays open and whose listener is gone: nothing else
 * comes to listen there, and no connection to it begins there. To the near end's, one in thousands does, and then speaks with itself.
 */
export async function holdDeadAddress(scheme: "https" | "http"): Promise<DeadAddress> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const near = connect(port, "127.0.0.1");
  const [[far]] = (await Promise.all([once(server, "connection"), once(near, "connect")])) as [[Socket], unknown];
  server.close();
  const ends = [near, far];
  for (const end of ends) end.on("error", () => undefined);
  return {
    address: `${scheme}://127.0.0.1:${port}`,
    close() {
      for (const end of ends) end.destroy();
    },
  };
}
