import { Agent, request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { expect, onTestFinished } from "vitest";
import { blink } from "../../mocks/blink/index.ts";
import { section } from "../../mocks/blink/section.ts";
import type { BlinkState } from "../../mocks/blink/state.ts";
import { addressesAt } from "../../src/control/addresses.ts";
import type { DoorInfo } from "../../src/control/protocol.ts";
import { openWayOut } from "../../src/control/way-out.ts";
import type { Sandbox } from "../../src/engine/sandbox.ts";
import { takeSnapshot } from "../../src/engine/snapshot.ts";
import { World } from "../../src/engine/world.ts";
import { dispatchTo } from "../../src/http/dispatcher.ts";
import { httpSection } from "../../src/http/faults/section.ts";
import { openListener } from "../../src/http/listener.ts";
import { keys, smallBlink } from "./small-blink.ts";

/** What a request carries beside its method and path. */
export interface Asked {
  /** Sent as the `BLINK-API-KEY` header; the owner's when absent, none when it is `""`. */
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is. */
  readonly body?: string;
  /** The query `q`, as JSON. */
  readonly q?: unknown;
}

/** A refusal's body. */
interface Refused {
  readonly status: number;
  readonly message: string;
  readonly details: string;
}

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The body of a 200; fails the test for any other status. */
  ok<Body = Record<string, unknown>>(): Body;
  /** The results of a page; fails the test when there is none. */
  rows(): Record<string, unknown>[];
  /** The body of a refusal; fails the test when the call was not refused so. */
  refused(status: number): Refused;
}

/** A running Blink with one sandbox, stopped when the test ends. */
export interface RunningBlink {
  readonly sandbox: Sandbox;
  readonly state: BlinkState;
  readonly port: number;
  /** The path is relative to `/api/v1` unless it begins with `/api`. */
  request(method: string, path: string, asked?: Asked): Promise<Answer>;
  /** Why the newest request was refused, as the journal has it. */
  reason(): string | undefined;
  /** The sandbox's whole content, to compare. */
  snapshot(): string;
  /** Does what somebody does on Blink's screens. */
  administer(action: string, input: Readonly<Record<string, unknown>>): Promise<unknown>;
}

/** The time at which every Blink of these tests stands. */
export const NOW = Date.parse("2026-07-02T09:05:41Z");

/** Starts a Blink of `part`, the `blink` member of a fixture, with choices for its open questions. */
export async function startBlink(
  part: object = smallBlink,
  assumptions: Readonly<Record<string, string>> = {},
): Promise<RunningBlink> {
  const troubles: unknown[] = [];
  const world = new World([httpSection, blink.section]);
  const head = { fauxvault: 1, clock: { at: new Date(NOW).toISOString(), frozen: true } };
  const content = { ...head, assumptions: { blink: assumptions }, blink: part };
  const sandbox = await world.open("default", await world.fixture("test", content));
  const doors: DoorInfo[] = [];
  const wayOut = openWayOut({
    ...{ bind: undefined, allowHosts: [], doors: () => doors },
    caPem: () => Promise.reject(new Error("These tests speak plain HTTP.")),
    onTrouble: (error) => troubles.push(error),
  });
  const handler = dispatchTo({
    ...{ mock: blink, sandboxId: "default", as: undefined, explain: true, wayOut },
    sandbox: (id) => (id === "default" ? sandbox : undefined),
    onCrash: (error) => troubles.push(error),
  });
  const door = await openListener({
    ...{ name: "blink", port: 0, broken: blink.wire.broken },
    handler,
    secureContext: () => Promise.reject(new Error("These tests speak plain HTTP.")),
    onTrouble: (error) => troubles.push(error),
  });
  doors.push({
    ...{ listener: "blink", product: "blink", port: door.port, sandbox: "default" },
    ...addressesAt(undefined, door.port),
  });
  const agent = new Agent({ keepAlive: true });
  onTestFinished(async () => {
    agent.destroy();
    await door.stop();
    expect(troubles).toEqual([]);
  });
  return {
    sandbox,
    state: sandbox.state(section),
    port: door.port,
    request: (method, path, asked = {}) => ask(agent, door.port, method, path, asked),
    reason: () => sandbox.journal.entries().at(-1)?.reason,
    snapshot: () => takeSnapshot(sandbox),
    async administer(id, input) {
      const action = (await blink.administration()).find((one) => one.id === id);
      if (!action) throw new Error(`Blink has no action '${id}'.`);
      return sandbox.transact(() => action.run(sandbox, action.input.parse(input)));
    },
  };
}

/** Asks a Blink, at the root of a port or of a sandbox (`/~id/…`). */
export function ask(agent: Agent, port: number, method: string, path: string, asked: Asked): Promise<Answer> {
  const { key = keys.owner, q, json } = asked;
  const query = q === undefined ? "" : `?q=${encodeURIComponent(JSON.stringify(q))}`;
  const isWhole = /^\/(?:api|~[^/]+)\//.test(path);
  const target = `${isWhole ? "" : "/api/v1"}${path}${query}`;
  const body = asked.body ?? (json === undefined ? undefined : JSON.stringify(json));
  const headers = {
    ...(key === "" ? {} : { "BLINK-API-KEY": key }),
    ...(body === undefined ? {} : { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) }),
    ...asked.headers,
  };
  return new Promise((resolve, reject) => {
    const request = httpRequest({ agent, host: "127.0.0.1", port, method, path: target, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        resolve(toAnswer(response.statusCode ?? 0, response.headers, Buffer.concat(chunks).toString("utf8")));
      });
    });
    request.on("error", reject);
    request.end(body);
  });
}

function toAnswer(status: number, headers: IncomingHttpHeaders, text: string): Answer {
  const ok = <Body>() => {
    expect({ status, text }).toMatchObject({ status: 200 });
    return JSON.parse(text) as Body;
  };
  return {
    ...{ status, headers, text, ok },
    rows: () => ok<{ results: Record<string, unknown>[] }>().results,
    refused(wanted) {
      expect({ status, text }).toMatchObject({ status: wanted });
      const body = JSON.parse(text) as Refused;
      expect(body).toMatchObject({ status: wanted, message: expect.any(String), details: expect.any(String) });
      return body;
    },
  };
}
