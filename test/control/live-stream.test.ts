import { connect } from "node:net";
import { expect, test } from "vitest";
import type { JournalInfo } from "../../src/control/protocol.ts";
import { openControlServer } from "../../src/control/server.ts";
import { type Started, start } from "./start.ts";

/** The next so many entries of a stream; fewer when it ends before. */
async function take(stream: AsyncIterable<JournalInfo>, count: number): Promise<number[]> {
  const taken: number[] = [];
  for await (const { seq } of stream) if (taken.push(seq) >= count) break;
  return taken;
}

/** Opens the stream itself and reads up to a text. */
async function readUntil(url: string, path: string, wanted: string, headers: Record<string, string> = {}) {
  const answer = await fetch(`${url}${path}`, { headers });
  let text = "";
  const decoder = new TextDecoder();
  for await (const bytes of answer.body ?? []) {
    text += decoder.decode(bytes as Uint8Array);
    if (text.includes(wanted)) break;
  }
  return { answer, text };
}

const STREAM = "/v1/sandboxes/default/journal/stream";

async function serve({ ask }: Started, count: number): Promise<void> {
  for (let at = 0; at < count; at += 1) await ask("/api/passwords/1");
}

test("a follower gets what the journal holds behind a number, then what comes", async () => {
  const started = await start();
  await serve(started, 3);
  const following = take(started.client.sandbox().followJournal({ after: 1 }), 4);
  await serve(started, 2);
  expect(await following).toEqual([2, 3, 4, 5]);
});

test("a follower gets each entry as the journal lists it", async () => {
  const started = await start();
  await serve(started, 1);
  const sandbox = started.client.sandbox();
  for await (const entry of sandbox.followJournal({ after: 0 })) {
    expect([entry]).toEqual(await sandbox.journal());
    break;
  }
});

test("without a number only what comes from now on is streamed", async () => {
  const started = await start();
  await serve(started, 2);
  const reading = fetch(`${started.client.url}${STREAM}`);
  const body = (await reading).body;
  await serve(started, 1);
  const decoder = new TextDecoder();
  for await (const bytes of body ?? []) {
    expect(decoder.decode(bytes as Uint8Array)).toMatch(/^id: 3\ndata: \{"seq":3,/);
    break;
  }
});

test("a client that comes back goes on behind its Last-Event-ID", async () => {
  const started = await start();
  await serve(started, 3);
  const { answer, text } = await readUntil(started.client.url, STREAM, "id: 3\n", { "Last-Event-ID": "2" });
  expect(answer.headers.get("content-type")).toBe("text/event-stream");
  expect(text).not.toContain("id: 2\n");
});

test("the stream ends with its sandbox, without an error", async () => {
  const { client } = await start();
  const { id } = await client.sandbox().fork();
  const path = `/v1/sandboxes/${id}/journal/stream`;
  const answer = await fetch(`${client.url}${path}`);
  await client.sandbox(id).delete();
  expect(await answer.text()).toBe('event: end\ndata: {"why":"deleted"}\n\n');
  await expect(take(client.sandbox(id).followJournal(), 1)).rejects.toMatchObject({ status: 404 });
});

test("a sandbox that is deleted while the instance stops ends its stream once", async () => {
  const { client, running } = await start();
  const { id } = await client.sandbox().fork();
  const answer = await fetch(`${client.url}/v1/sandboxes/${id}/journal/stream`);
  await Promise.all([running.instance.deleteSandbox(id), running.stop()]);
  expect(await answer.text()).toBe('event: end\ndata: {"why":"deleted"}\n\n');
});

test("the stream ends with the instance, without an error", async () => {
  const started = await start();
  await serve(started, 1);
  const seen: number[] = [];
  for await (const { seq } of started.client.sandbox().followJournal({ after: 0 })) {
    seen.push(seq);
    await started.running.stop();
  }
  expect(seen).toEqual([1]);
});

test("a signal ends the iteration, before it begins and in the middle", async () => {
  const started = await start();
  await serve(started, 2);
  expect(await take(started.client.sandbox().followJournal({ signal: AbortSignal.abort(), after: 0 }), 9)).toEqual([]);
  const abort = new AbortController();
  const seen: number[] = [];
  for await (const { seq } of started.client.sandbox().followJournal({ signal: abort.signal, after: 0 })) {
    seen.push(seq);
    if (seq === 2) abort.abort();
  }
  expect(seen).toEqual([1, 2]);
});

test("a sandbox that starts anew is followed on", async () => {
  const started = await start();
  await serve(started, 2);
  const seen: string[] = [];
  for await (const { seq, target } of started.client.sandbox().followJournal({ after: 1 })) {
    seen.push(`${seq} ${target}`);
    if (seen.length === 2) break;
    await started.running.reload({ fauxvault: 1 });
    await started.ask("/after");
  }
  expect(seen).toEqual(["2 /api/passwords/1", "1 /after"]);
});

test("a stream that has nothing to say says that it is there", async () => {
  const { running } = await start();
  const { instance } = running;
  const options = { instance, status: () => running.status(), onStopAsked: () => undefined, port: 0, heartbeat: 1 };
  const server = await openControlServer({ ...options, onTrouble: () => undefined });
  const { text } = await readUntil(server.url, STREAM, "\n\n");
  expect(text).toMatch(/^: still here\n\n/);
  await server.stop();
});

test("a client that does not read is kept nothing for: it hears how much it missed, and the rest", async () => {
  const { client, running } = await start({ fixture: { fauxvault: 1, journal: 5 } });
  const { journal } = running.instance.sandboxes.get("default");
  const { port } = new URL(client.url);
  const socket = connect({ host: "127.0.0.1", port: Number(port) });
  socket.pause();
  socket.write(`GET ${STREAM}?after=0 HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  await fetch(running.status().doors[0]?.http ?? "", { headers: { "user-agent": "first" } });
  const [first] = journal.entries();
  if (!first) throw new Error("the journal is empty");
  const { seq: _seq, ...entry } = first;
  // More than the buffers of both ends and of the system take, in one go.
  const agent = "x".repeat(100_000);
  const COUNT = 400;
  for (let at = 0; at < COUNT; at += 1) journal.add({ ...entry, agent });
  const last = `id: ${COUNT + 1}\n`;
  let text = "";
  for await (const bytes of socket) {
    text += bytes;
    if (text.includes(last) && text.endsWith("\r\n")) break;
  }
  const missed = [...text.matchAll(/event: missed\ndata: \{"missed":(\d+)\}/g)].map(([, count]) => Number(count));
  const got = [...text.matchAll(/^id: (\d+)$/gm)].map(([, seq]) => Number(seq));
  expect(missed.length).toBeGreaterThan(0);
  expect(got.length + missed.reduce((sum, count) => sum + count, 0)).toBe(COUNT + 1);
  expect(got).toEqual([...got].sort((a, b) => a - b));
});
