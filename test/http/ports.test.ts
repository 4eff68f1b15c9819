import { once } from "node:events";
import { createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { HttpFloorError } from "../../src/http/http-floor-error.ts";
import { ask, askHead, dial, drain } from "./ask.ts";
import { findQuietPort } from "./quiet-port.ts";
import { startTiny } from "./start-tiny.ts";

test("stopping ends every connection at once, also those that never sent a byte, and the port is free again", async () => {
  const { port, listener, ca, fault, open } = await startTiny({ port: await findQuietPort() });
  const pem = await ca();
  fault({ match: { path: "/hang" }, effect: { kind: "hang" } });
  fault({ match: { path: "/drip" }, effect: { kind: "drip", ms: 3_600_000 } });
  fault({ match: { path: "/delay" }, effect: { kind: "delay", ms: 3_600_000 } });
  const ends: Promise<unknown>[] = [];
  for (const secure of [undefined, pem]) {
    ends.push(drain(await dial(port, secure)));
    for (const bytes of ["GET", "PUT /things/a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n"]) {
      const socket = await dial(port, secure);
      socket.write(bytes);
      ends.push(drain(socket));
    }
    ends.push(ask(port, "/hang", { ca: secure }).catch(String), ask(port, "/delay", { ca: secure }).catch(String));
    const dripping = await askHead(port, "/drip", { ca: secure });
    ends.push(once(dripping, "error"));
  }
  const handshake = await dial(port);
  handshake.write(Uint8Array.of(0x16, 3, 1));
  ends.push(drain(handshake));
  await listener.stop();
  await Promise.all(ends);
  await listener.stop();
  await expect(ask(port, "/things/a")).rejects.toThrow("ECONNREFUSED");
  const again = await open({ port });
  expect([again.port, (await ask(port, "/things/a")).status]).toEqual([port, 404]);
});

test("a port that is taken is named in one line, with the flag that changes it", async () => {
  const taken = createServer();
  taken.listen(0, "127.0.0.1");
  await once(taken, "listening");
  onTestFinished(() => void taken.close());
  const { port } = taken.address() as { port: number };
  const opening = startTiny({ port });
  await expect(opening).rejects.toThrow(HttpFloorError);
  await expect(opening).rejects.toThrow(
    `Port ${port} for tiny is taken or not allowed; choose another or a free one with --port tiny=0.`,
  );
});

test("a port that is free on one loopback address only is taken, and nothing is left open on the other", async () => {
  const { port, listener, open } = await startTiny({ bind: "127.0.0.1", port: await findQuietPort() });
  await expect(open({ port })).rejects.toThrow(HttpFloorError);
  await listener.stop();
  const { port: same } = await open({ port });
  expect(same).toBe(port);
});

test("an address that this machine does not have, and a name, are refused", async () => {
  await expect(startTiny({ bind: "192.0.2.1" })).rejects.toThrow(
    "Nothing can listen on 192.0.2.1: this machine has no such address",
  );
  await expect(startTiny({ bind: "vault.example.com" })).rejects.toThrow("give an address of this machine, not a name");
  await expect(startTiny({ port: 70_000 })).rejects.toThrow(HttpFloorError);
});

test("port 0 gives each listener a free one of its own", async () => {
  const { port, open } = await startTiny();
  const ports = [port, (await open({})).port, (await open({})).port];
  expect(new Set(ports).size).toBe(3);
  for (const one of ports) expect((await ask(one, "/things/a")).status).toBe(404);
});
