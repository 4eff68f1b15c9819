import { mkdtemp, rm } from "node:fs/promises";
import { Agent, request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { administration } from "../../mocks/passwordstate/administration.ts";
import { Instance } from "../../src/control/instance.ts";
import type { Sandbox } from "../../src/engine/sandbox.ts";
import { DEFAULT_SANDBOX } from "../../src/engine/sandboxes.ts";
import { takeSnapshot } from "../../src/engine/snapshot.ts";
import { smallVault } from "./small-vault.ts";

/** What a request carries beside its method and path. */
export interface Asked {
  /** Sent as the `APIKey` header; the System Wide key when absent, no header at all when it is `""`. */
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is, under `type`. */
  readonly body?: string | Uint8Array;
  readonly type?: string;
}

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly phrase: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The body, read as JSON. */
  json(): unknown;
  /** The body as an array of objects; fails the test when it is not one. */
  rows(): Record<string, unknown>[];
  /** The body as an object; fails the test when it is not one. */
  object(): Record<string, unknown>;
  /** The two parts of the product's error array; fails the test when the body is not one. */
  refusal(): { readonly message: string; readonly phrase: string };
}

/** A running Passwordstate with one sandbox, stopped when the test ends. */
export interface Vault {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  readonly instance: Instance;
  readonly sandbox: Sandbox;
  /** The value of a key by its kind (`System Wide`) or its list's id. */
  key(of: string | number): string;
  request(method: string, path: string, asked?: Asked): Promise<Answer>;
  /** Why the newest request was refused, as the journal has it. */
  reason(): string | undefined;
  /** The sandbox's whole content, to compare. */
  snapshot(): string;
  /** Does what an administrator does on the product's screens. */
  administer(action: string, input: Readonly<Record<string, unknown>>): unknown;
}

/** The members of a fixture outside of `passwordstate`. */
export interface VaultHead {
  readonly seed?: number;
  readonly hosts?: Readonly<Record<string, readonly string[]>>;
  readonly clock?: { readonly at?: string; readonly frozen?: boolean };
  /** Choices for Passwordstate's open questions. */
  readonly assumptions?: Readonly<Record<string, string>>;
}

/** Starts a vault of `part`, the `passwordstate` member of a fixture, on a free port. Its clock stands at 2026-07-02T09:05:41Z. */
export async function startVault(part: object = smallVault, head: VaultHead = {}): Promise<Vault> {
  const authorityFolder = await mkdtemp(join(tmpdir(), "fauxvault-vault-"));
  const troubles: string[] = [];
  const instance = new Instance({ authorityFolder, explain: true, onTrouble: (message) => troubles.push(message) });
  const agent = new Agent({ keepAlive: true });
  onTestFinished(async () => {
    agent.destroy();
    await instance.stop();
    await rm(authorityFolder, { recursive: true, force: true });
    expect(troubles).toEqual([]);
  });
  const { assumptions = {}, ...members } = head;
  const clock = { at: "2026-07-02T09:05:41Z", frozen: true };
  const content = { fauxvault: 1, clock, ...members, assumptions: { passwordstate: assumptions }, passwordstate: part };
  const fixture = await instance.sandboxes.world.fixture("test", content);
  const sandbox = await instance.sandboxes.create(fixture, DEFAULT_SANDBOX);
  const door = await instance.open({ listener: "passwordstate", port: 0 });
  const mock = instance.mock("passwordstate");
  const key = (of: string | number) => {
    const credentials = mock.credentials(sandbox);
    const found = credentials.find(({ kind, scope }) => kind === of || scope.split(";")[0] === `list ${of}`);
    if (!found) throw new Error(`The vault has no key of '${of}'.`);
    return found.value;
  };
  return {
    url: door.http,
    instance,
    sandbox,
    key,
    request: (method, path, asked = {}) =>
      ask(agent, `${door.http}${path}`, method, { ...asked, key: asked.key ?? key("System Wide") }),
    reason: () => sandbox.journal.entries().at(-1)?.reason,
    snapshot: () => takeSnapshot(sandbox),
    administer(id, input) {
      const action = administration.find((one) => one.id === id);
      if (!action) throw new Error(`Passwordstate has no administrator action '${id}'.`);
      return sandbox.transact(() => action.run(sandbox, action.input.parse(input)));
    },
  };
}

function ask(agent: Agent, url: string, method: string, asked: Asked): Promise<Answer> {
  const { key, json, type } = asked;
  const body = json === undefined ? asked.body : JSON.stringify(json);
  const contentType = type ?? (json === undefined ? undefined : "application/json");
  const headers = {
    ...(key ? { APIKey: key } : {}),
    ...(contentType === undefined ? {} : { "Content-Type": contentType }),
    ...(body === undefined ? {} : { "Content-Length": Buffer.byteLength(body) }),
    ...asked.headers,
  };
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { agent, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        resolve(toAnswer(response.statusCode ?? 0, response.statusMessage ?? "", response.headers, text));
      });
    });
    request.on("error", reject);
    request.end(body);
  });
}

function toAnswer(status: number, phrase: string, headers: IncomingHttpHeaders, text: string): Answer {
  const json = (): unknown => JSON.parse(text);
  const rows = () => {
    const value = json();
    expect(value).toBeInstanceOf(Array);
    return value as Record<string, unknown>[];
  };
  return {
    status,
    phrase,
    headers,
    text,
    json,
    rows,
    object() {
      const value = json();
      expect(value).toEqual(expect.objectContaining({}));
      expect(value).not.toBeInstanceOf(Array);
      return value as Record<string, unknown>;
    },
    refusal() {
      const value = json();
      expect(value).toEqual([{ errors: [{ message: expect.any(String) }, { phrase: expect.any(String) }] }]);
      const [message, said] = (value as [{ errors: [{ message: string }, { phrase: string }] }])[0].errors;
      return { ...message, ...said };
    },
  };
}
