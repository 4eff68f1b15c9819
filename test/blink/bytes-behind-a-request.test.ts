import { connect } from "node:net";
import { expect, test } from "vitest";
import { keys } from "./small-blink.ts";
import { blinkWithWorkflows, flows } from "./small-workflows.ts";
import { startBlink } from "./start-blink.ts";

/** All that comes back for some bytes, until the other end has closed. */
function exchange(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    let heard = "";
    socket.on("data", (chunk) => {
      heard += chunk.toString("latin1");
    });
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(heard));
    // Not end(): who closes its half while something is under way has hung up.
    socket.write(text);
  });
}

test("a request that reaches out is answered before the bytes behind it that are no request", async () => {
  const blink = await startBlink(blinkWithWorkflows);
  const head = (line: string, length = 0) =>
    `${line} HTTP/1.1\r\nHost: x\r\nBLINK-API-KEY: ${keys.owner}\r\nContent-Length: ${length}\r\n\r\n`;
  const body = JSON.stringify({ who: "Mira" });
  const text = `${head(`POST /api/v1/playbooks/${flows.greet}/execute`, body.length)}${body}{"more": 1}`;

  const heard = await exchange(blink.port, text);

  expect([...heard.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status)).toEqual(["200", "400"]);
  expect(heard).toContain('{"execution_id":');
});
