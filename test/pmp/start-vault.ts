import { mkdtemp, rm } from "node:fs/promises";
import { Agent, request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { administration } from "../../mocks/pmp/administration.ts";
import { pmp } from "../../mocks/pmp/index.ts";
import type { Sandbox } from "../../src/engine/sandbox.ts";
import { takeSnapshot } from "../../src/engine/snapshot.ts";
import { World } from "../../src/engine/world.ts";
import { openAuthority } from "../../src/http/authority/open-authority.ts";
import { dispatchTo } from "../../src/http/dispatcher.ts";
import { httpSection } from "../../src/http/faults/section.ts";
import { openListener } from "../../src/http/listener.ts";
import { smallVault } from "./small-vault.ts";

/** What a request carries beside its method and path. */
export interface Asked {
  /** Sent as the `AUTHTOKEN` header; none when it is `""`. */
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The members of `INPUT_DATA`: percent-encoded in the query of a GET, else as a form in the body. */
  readonly details?: unknown;
  /** Sent as it is, under `type`. */
  readonly body?: string;
  readonly type?: string;
  /** The listener that is asked: the host it stands for. */
  readonly as?: string;
  /** The address of this machine that the request comes from; any when absent. */
  readonly from?: string;
}

/** What an envelope holds. */
interface Envelope {
  readonly result: { readonly message: string; readonly status: string; readonly statusCode?: number };
  readonly Details?: unknown;
  readonly name: string;
  readonly totalRows?: number;
}

/** What came back. */
interface Answer {
  readonly status: number;
  readonly phrase: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly bytes: Buffer;
  /** The envelope; fails the test when there is none. */
  envelope(): Envelope;
  /** `Details` as an object; fails the test when the call was refused. */
  object(): Record<string, unknown>;
  /** `Details` as an array of objects; fails the test when the call was refused. */
  rows(): Record<string, unknown>[];
}

/** A running Password Manager Pro with one sandbox, stopped when the test ends. */
export interface Vault {
  readonly sandbox: Sandbox;
  /** Rejects with the socket's error when no answer comes. */
  request(method: string, path: string, asked?: Asked): Promise<Answer>;
  /** Why the newest request was refused, as the journal has it. */
  reason(): string | undefined;
  /** The sandbox's whole content, to compare. */
  snapshot(): string;
  /** Does what an administrator does on the product's screens. */
  administer(action: string, input: Readonly<Record<string, unknown>>): unknown;
  /** The port of a listener, by the host it stands for. */
  port(as: string): number;
}

/** The members of a fixture outside of `pmp`. */
interface VaultHead {
  readonly hosts?: Readonly<Record<string, readonly string[]>>;
  readonly clock?: { readonly at?: string; readonly frozen?: boolean };
  /** Choices for PMP's open questions. */
  readonly assumptions?: Readonly<Record<string, string>>;
}

const HOSTS = { "build-01.test": ["10.20.0.11"], "build-02.test": ["10.20.0.12"] };

/** What every REST path begins with. */
export const REST = "/restapi/json/v1";

/** Starts a vault of `part`, the `pmp` member of a fixture. Its clock stands at 2026-07-02T09:05:41Z; callers come from build-01.test unless they say otherwise. */
export async function startVault(part: object = smallVault, head: VaultHead = {}): Promise<Vault> {
  const troubles: unknown[] = [];
  const folder = await mkdtemp(join(tmpdir(), "fauxvault-pmp-"));
  const world = new World([httpSection, pmp.section]);
  const { assumptions = {}, ...members } = head;
  const clock = { at: "2026-07-02T09:05:41Z", frozen: true };
  const fixed = { fauxvault: 1, clock, hosts: HOSTS, ...members };
  const sandbox = await world.open(
    "default",
    await world.fixture("test", { ...fixed, assumptions: { pmp: assumptions }, pmp: part }),
  );
  const authority = openAuthority({ hosts: [], folder });
  const open = async (as: string | undefined) => {
    const handler = dispatchTo({
      ...{ mock: pmp, sandboxId: "default", as, explain: true },
      sandbox: (id) => (id === "default" ? sandbox : undefined),
      onCrash: (error) => troubles.push(error),
    });
    return openListener({
      ...{ name: "pmp", port: 0, broken: pmp.wire.broken },
      handler,
      secureContext: () => authority.secureContext({}),
      onTrouble: (error) => troubles.push(error),
    });
  };
  const doors = new Map([
    ["build-01.test", await open("build-01.test")],
    ["build-02.test", await open("build-02.test")],
    ["", await open(undefined)],
  ]);
  const agent = new Agent({ keepAlive: true });
  onTestFinished(async () => {
    agent.destroy();
    for (const door of doors.values()) await door.stop();
    await rm(folder, { recursive: true, force: true });
    expect(troubles).toEqual([]);
  });
  const port = (as: string) => doors.get(as)?.port ?? 0;
  return {
    sandbox,
    port,
    request: (method, path, asked = {}) => ask(agent, port(asked.as ?? "build-01.test"), method, path, asked),
    reason: () => sandbox.journal.entries().at(-1)?.reason,
    snapshot: () => takeSnapshot(sandbox),
    administer(id, input) {
      const action = administration.find((one) => one.id === id);
      if (!action) throw new Error(`PMP has no administrator action '${id}'.`);
      return sandbox.transact(() => action.run(sandbox, action.input.parse(input)));
    },
  };
}

function ask(agent: Agent, port: number, method: string, path: string, asked: Asked): Promise<Answer> {
  const { key = "", type, details } = asked;
  const input = details === undefined ? undefined : `INPUT_DATA=${encodeURIComponent(inputData(details))}`;
  const inQuery = input !== undefined && (method === "GET" || method === "DELETE");
  const target = inQuery ? `${path}${path.includes("?") ? "&" : "?"}${input}` : path;
  const body = asked.body ?? (inQuery ? undefined : input);
  const form = input !== undefined && !inQuery ? "application/x-www-form-urlencoded" : undefined;
  const headers = {
    ...(key === "" ? {} : { AUTHTOKEN: key }),
    ...((type ?? form) ? { "Content-Type": type ?? form } : {}),
    ...(body === undefined ? {} : { "Content-Length": Buffer.byteLength(body) }),
    ...asked.headers,
  };
  return new Promise((resolve, reject) => {
    const source = asked.from === undefined ? {} : { localAddress: asked.from };
    const outgoing = { agent, host: "127.0.0.1", port, method, path: target, headers, ...source };
    const request = httpRequest(outgoing, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const { statusCode = 0, statusMessage = "", headers: got } = response;
        resolve(toAnswer(statusCode, statusMessage, got, Buffer.concat(chunks)));
      });
    });
    request.on("error", reject);
    request.end(body);
  });
}

/** The document that `INPUT_DATA` holds. */
export function inputData(details: unknown): string {
  return JSON.stringify({ operation: { Details: details } });
}

function toAnswer(status: number, phrase: string, headers: IncomingHttpHeaders, bytes: Buffer): Answer {
  const text = bytes.toString("utf8");
  const envelope = () => {
    expect({ status, text }).toMatchObject({ status: 200, text: expect.stringMatching(/^\{"operation":\{"result":/) });
    return (JSON.parse(text) as { operation: Envelope }).operation;
  };
  const details = () => {
    expect(envelope().result).toMatchObject({ status: "Success" });
    return envelope().Details;
  };
  return {
    ...{ status, phrase, headers, text, bytes, envelope },
    object() {
      expect(details()).toEqual(expect.objectContaining({}));
      return details() as Record<string, unknown>;
    },
    rows() {
      expect(details()).toBeInstanceOf(Array);
      return details() as Record<string, unknown>[];
    },
  };
}
