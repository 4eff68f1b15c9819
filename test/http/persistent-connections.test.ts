import { connect } from "node:net";
import { expect, test } from "vitest";
import { startTiny } from "./start-tiny.ts";

/** What comes back for bytes sent as they are, until the server ends the connection. */
function exchange(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    socket.on("data", (chunk) => {
      answer += chunk;
    });
    socket.on("end", () => resolve(answer));
    socket.on("error", reject);
  });
}

const get = (version: string, more: string) => `GET /things/1 HTTP/${version}\r\nHost: vault.test\r\n${more}\r\n`;

test("an HTTP/1.1 connection stays open without a word, and closes with one", async () => {
  const { port } = await startTiny();
  const answers = await exchange(port, get("1.1", "") + get("1.1", "Connection: close\r\n"));
  const [, first = "", second = ""] = answers.split("HTTP/1.1 ");
  expect(first).not.toMatch(/^(connection|keep-alive):/im);
  expect(second).toMatch(/^connection: close\r$/im);
});

test("an HTTP/1.0 client that asks to keep the connection is told that it may", async () => {
  const { port } = await startTiny();
  const answers = await exchange(port, get("1.0", "Connection: keep-alive\r\n") + get("1.0", ""));
  expect(answers).toMatch(/^connection: keep-alive\r$/im);
});
