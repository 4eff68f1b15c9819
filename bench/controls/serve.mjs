import { readFileSync } from "node:fs";
import { createServer } from "node:http";

/**
 * What a control answers, read from the file that its first argument names, and the certificate that the second one
 * names when it is to answer over TLS.
 *
 * @returns {{ body: string, type: string }}
 */
export function readAnswer() {
  return JSON.parse(readFileSync(process.argv[2] ?? "", "utf8"));
}

/**
 * Serves on a free port and prints it.
 *
 * @param {import("node:http").RequestListener} listener
 */
export async function serve(listener) {
  const certificate = process.argv[3];
  const server = certificate
    ? (await import("node:https")).createServer(JSON.parse(readFileSync(certificate, "utf8")), listener)
    : createServer(listener);
  server.keepAliveTimeout = 120_000;
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    console.log(typeof address === "object" && address ? address.port : "");
  });
}
