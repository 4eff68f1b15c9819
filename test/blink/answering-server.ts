import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** What a server was asked. */
interface Heard {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** A server of a test's own that answers when the test says so, stopped when the test ends. */
export interface AnsweringServer {
  readonly url: string;
  /** What it was asked so far. */
  readonly heard: readonly Heard[];
  /** Fulfilled once it was asked so many times. */
  asked(times: number): Promise<void>;
  /** How many wait for an answer. */
  open(): number;
  /** Answers all that wait; fulfilled when those have it. */
  answerAll(): Promise<void>;
  /** Answers all that wait, and whoever comes. */
  answerFromNowOn(): void;
}

/** Starts one that answers `{"ok":true}` with a status. */
export async function startServer(status = 200): Promise<AnsweringServer> {
  const heard: Heard[] = [];
  const waiting = new Set<ServerResponse>();
  const listeners = new Set<() => void>();
  let answersAtOnce = false;
  const answer = (response: ServerResponse) =>
    new Promise<void>((resolve) => {
      waiting.delete(response);
      response.on("close", resolve);
      response.writeHead(status, { "Content-Type": "application/json" }).end('{"ok":true}');
    });
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url: path = "", headers } = request;
      heard.push({ method, path, headers, body: Buffer.concat(chunks).toString("utf8") });
      waiting.add(response);
      if (answersAtOnce) void answer(response);
      for (const listener of listeners) listener();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    heard,
    asked: (times) =>
      new Promise((resolve) => {
        const look = () => {
          if (heard.length < times) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
      }),
    open: () => waiting.size,
    async answerAll() {
      await Promise.all([...waiting].map(answer));
    },
    answerFromNowOn() {
      answersAtOnce = true;
      for (const response of waiting) void answer(response);
    },
  };
}
