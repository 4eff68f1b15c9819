import { readFileSync } from "node:fs";
import { createServer } from "node:http";

/**
 * What a control answers to which path and on which route, read from the file that its first argument names.
 *
 * @returns {Answer[]}
 * @typedef {{ path: string, route: string, body: string, type: string }} Answer
 */
export function readAnswers() {
  return JSON.parse(readFileSync(process.argv[2] ?? "", "utf8"));
}

/**
 * Serves on a free port and prints it; over TLS when the second argument names a certificate.
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
