import { connect } from "node:net";
import { expect, test } from "vitest";
import { start } from "./start.ts";

/** Whether something answers at an address of this machine. */
function answers(host: string, url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(new URL(url).port) });
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

// 127.0.0.2 is another address of this machine on Linux and Windows: who listens on all of them answers there.
test("by default nothing listens beyond 127.0.0.1 and ::1", async () => {
  const { running, client } = await start();
  const urls = [client.url, ...running.status().doors.map(({ http }) => http)];
  expect(urls).toHaveLength(1 + running.instance.mocks.length);
  for (const url of urls) {
    expect(await answers("127.0.0.1", url)).toBe(true);
    expect(await answers("127.0.0.2", url)).toBe(false);
  }
});

test.skipIf(process.platform === "darwin")("what is bound to all addresses would be found out", async () => {
  const { running, client } = await start({ bind: "0.0.0.0" });
  for (const url of [client.url, ...running.status().doors.map(({ http }) => http)]) {
    expect(await answers("127.0.0.2", url)).toBe(true);
  }
});
