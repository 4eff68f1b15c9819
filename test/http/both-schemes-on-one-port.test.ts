import { networkInterfaces } from "node:os";
import { expect, test } from "vitest";
import { ask, keepAlive } from "./ask.ts";
import { startTiny } from "./start-tiny.ts";

const hasIpv6 = Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === "::1"));
const hosts = hasIpv6 ? ["127.0.0.1", "::1"] : ["127.0.0.1"];

test.each(hosts)("HTTP and HTTPS are answered on the same port of %s, many times on one connection", async (host) => {
  const { port, ca } = await startTiny();
  const agents = keepAlive();
  const pem = await ca();
  const sockets = new Set<unknown>();
  for (let at = 0; at < 50; at += 1) {
    const secure = at % 2 === 1;
    const how = secure ? { ca: pem, agent: agents.https } : { agent: agents.http };
    const { status, text } = await ask(port, `/things/${at}?x=1`, { method: "PUT", body: `b${at}`, host, ...how });
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ address: host, secure, bytes: `b${at}`.length, query: "x=1" });
    for (const free of [agents.http, agents.https])
      for (const socket of Object.values(free.freeSockets).flat()) sockets.add(socket);
  }
  expect(sockets.size).toBe(2);
});

test("requests by both schemes at the same time are served side by side", async () => {
  const { port, ca, kept, sandbox } = await startTiny();
  const pem = await ca();
  const asks = Array.from({ length: 60 }, (_, at) =>
    ask(port, `/things/t${at}`, { method: "PUT", body: `${at}`, ca: at % 2 === 1 ? pem : undefined }),
  );
  const answers = await Promise.all(asks);
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  expect(kept()).toEqual(Object.fromEntries(asks.map((_, at) => [`t${at}`, `${at}`])));
  const channels = sandbox.journal.entries().map(({ channel }) => channel);
  expect([channels.filter((channel) => channel === "http").length, channels.length]).toEqual([30, 60]);
});

test("a client that does not trust the authority is gone after the handshake, and the port answers on", async () => {
  const { port } = await startTiny();
  await expect(ask(port, "/things/a", { ca: "none" })).rejects.toThrow();
  expect((await ask(port, "/things/a")).status).toBe(404);
});

test("a certificate that cannot be made ends the TLS connection, is told, and leaves HTTP alone", async () => {
  const { port, troubles } = await startTiny({
    secureContext: () => Promise.reject(new Error("no certificate today")),
  });
  await expect(ask(port, "/things/a", { ca: "none" })).rejects.toThrow();
  expect(troubles).toEqual([new Error("no certificate today")]);
  expect((await ask(port, "/things/a")).status).toBe(404);
});
