import { once } from "node:events";
import { expect, test } from "vitest";
import { ask, dial, readUntil } from "./ask.ts";
import { letOthersRun } from "./relay.ts";
import { startTiny, type Tiny } from "./start-tiny.ts";

/** The vault answers on, and kept nothing but what it was given by clients that stayed. */
async function expectUnharmed(tiny: Tiny, kept: Record<string, string> = {}): Promise<void> {
  expect((await ask(tiny.port, "/things/nothing")).status).toBe(404);
  expect(tiny.kept()).toEqual(kept);
  expect(tiny.troubles).toEqual([]);
}

const beginnings: Readonly<Record<string, string>> = {
  "before its first byte": "",
  "after its first byte": "G",
  "in its headers": "PUT /things/a HTTP/1.1\r\nHo",
  "before its body": "PUT /things/a HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n",
  "in its body": "PUT /things/a HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n12345",
  "in a chunk": "PUT /things/a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
  "in a packed body":
    "PUT /things/a HTTP/1.1\r\nHost: x\r\nContent-Encoding: gzip\r\nContent-Length: 10\r\n\r\n\x1f\x8b",
};

test.each(Object.entries(beginnings))(
  "a client that vanishes %s changes nothing, by a close as by a reset",
  async (_, bytes) => {
    const tiny = await startTiny();
    for (const pem of [undefined, await tiny.ca()]) {
      for (const way of ["end", "destroy", "resetAndDestroy"] as const) {
        const socket = await dial(tiny.port, pem);
        if (bytes !== "") socket.write(bytes, "latin1");
        await letOthersRun();
        if (way === "resetAndDestroy" && pem) socket.destroy();
        else socket[way]();
        await letOthersRun();
      }
    }
    await expectUnharmed(tiny);
  },
);

test("a client that vanishes in its TLS handshake, by a close or by a reset, is nobody's trouble", async () => {
  const tiny = await startTiny();
  for (const way of ["destroy", "resetAndDestroy", "end"] as const) {
    for (const bytes of [[0x16], [0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3]]) {
      const socket = await dial(tiny.port);
      socket.write(Uint8Array.from(bytes));
      // The handshake begins once there is a certificate.
      await ask(tiny.port, "/things/nothing", { ca: await tiny.ca() });
      socket[way]();
      await letOthersRun();
    }
  }
  await expectUnharmed(tiny);
});

test("a client that vanishes in the middle of its answer leaves the vault as it was", async () => {
  const tiny = await startTiny();
  await ask(tiny.port, "/things/a", { method: "PUT", body: "x".repeat(90_000) });
  tiny.fault({ times: 4, effect: { kind: "drip", ms: 1, bytes: 10 } });
  for (const pem of [undefined, await tiny.ca()]) {
    for (const way of ["destroy", "end"] as const) {
      const socket = await dial(tiny.port, pem);
      socket.write("GET /things/a HTTP/1.1\r\nHost: x\r\n\r\n");
      await readUntil(socket, "\r\n\r\nxxx");
      socket[way]();
      if (way === "end") await once(socket.resume(), "close");
    }
  }
  await expectUnharmed(tiny, { a: "x".repeat(90_000) });
});

test("a client that vanishes as soon as its request is out may have been served, or not, but never by half", async () => {
  const tiny = await startTiny();
  for (let at = 0; at < 20; at += 1) {
    const socket = await dial(tiny.port, at % 2 === 1 ? await tiny.ca() : undefined);
    socket.write("PUT /things/a HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody", () => socket.destroy());
    await once(socket, "close");
  }
  const done = await ask(tiny.port, "/things/a");
  expect(["body", "there is no thing 'a'\n"]).toContain(done.text);
  expect(tiny.sandbox.journal.entries().every(({ status }) => status === 200 || status === 404)).toBe(true);
  expect(tiny.troubles).toEqual([]);
});

test("a client that never reads its answers only blocks itself", async () => {
  const tiny = await startTiny();
  const body = "x".repeat(100_000);
  await ask(tiny.port, "/things/a", { method: "PUT", body });
  const deaf = await dial(tiny.port);
  deaf.pause();
  for (let at = 0; at < 100; at += 1) deaf.write("GET /things/a HTTP/1.1\r\nHost: x\r\n\r\n");
  expect((await ask(tiny.port, "/things/a")).text).toBe(body);
  deaf.destroy();
  await expectUnharmed(tiny, { a: body });
});
