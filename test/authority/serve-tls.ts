import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { createServer, type Socket } from "node:net";
import { type ConnectionOptions, connect, type SecureContext, TLSSocket } from "node:tls";
import { onTestFinished } from "vitest";

/** Answers every HTTPS request on a free port of 127.0.0.1 with the word "trusted", until the test ends. Gives the port. */
export async function serveTls(secureContext: SecureContext): Promise<number> {
  const http = createHttpServer((_, response) => response.end("trusted"));
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const secure = new TLSSocket(socket, { isServer: true, secureContext });
    // A client that refuses the certificate says so with an alert, which is what many of these tests are after.
    secure.on("error", () => socket.destroy());
    http.emit("connection", secure);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address.port;
}

/**
 * What Node's own client says of a server's certificate: "trusted", or the error's code.
 * `servername` is the name that the client asks for and expects (default localhost).
 */
export async function askNode(port: number, ca: string, options: ConnectionOptions = {}): Promise<string> {
  const socket = connect({ host: "127.0.0.1", servername: "localhost", port, ca, ...options });
  try {
    await once(socket, "secureConnect");
    return "trusted";
  } catch (error) {
    return error instanceof Error && "code" in error ? `${error.code}: ${error.message}` : String(error);
  } finally {
    socket.destroy();
  }
}
