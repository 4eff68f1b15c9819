import { startRaw } from "../http/raw-server.ts";

/** A server that sends these bytes to whoever asks, and then does this. */
export async function answering(bytes: string, then: "end" | "resetAndDestroy" | "stay" = "end") {
  const { port } = await startRaw((socket) => {
    if (bytes !== "") socket.write(bytes, "latin1");
    if (then !== "stay") socket[then]();
  });
  return `http://127.0.0.1:${port}`;
}

/** The bytes of an answer. */
export const http = (status: string, body: string, type = "application/json", more = "") =>
  `HTTP/1.1 ${status}\r\nContent-Type: ${type}\r\n${more}Content-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;
