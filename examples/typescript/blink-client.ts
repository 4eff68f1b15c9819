import { Agent as HttpAgent, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
// In a project of your own: from "fauxvault/contracts". Only types, so that this file runs with nothing but Node.
import type { Settings } from "../../contracts/port.ts";
import { AGENT, type Fields, judgeRefusal, readPage, VaultError } from "./blink-wire.ts";

const MOST_SOCKETS = 8;
/** The most rows that a page holds. */
const PAGE = 1_000;

interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

/** One thing that the connector is asked for, with the time that it has left for all its requests together. */
export class BlinkCall {
  readonly #client: BlinkClient;
  readonly #timeLimit: number;
  readonly #end: number;

  constructor(client: BlinkClient, timeLimit: number) {
    this.#client = client;
    this.#timeLimit = timeLimit;
    this.#end = performance.now() + timeLimit;
  }

  /** The milliseconds that are left; throws when there are none. */
  left(): number {
    const left = this.#end - performance.now();
    if (left > 0) return left;
    throw this.late();
  }

  late(): VaultError {
    return new VaultError("timeout", `Blink did not come to an end of it within ${this.#timeLimit} ms.`);
  }

  /** What a request is answered with; `what` is for messages. */
  ask(method: "GET" | "POST" | "DELETE", path: string, what: string, body?: object): Promise<unknown> {
    return this.#client.ask(this, method, path, what, body);
  }

  /** Every row of a list, over all its pages. */
  async list(path: string, what: string, query: object): Promise<Fields[]> {
    const rows: Fields[] = [];
    for (let total = 1; rows.length < total; ) {
      const q = JSON.stringify({ ...query, limit: PAGE, offset: rows.length });
      const page = readPage(await this.ask("GET", `${path}?q=${encodeURIComponent(q)}`, what));
      if (page.rows.length === 0) break;
      total = page.total;
      rows.push(...page.rows);
    }
    return rows;
  }

  async pause(milliseconds: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, Math.min(milliseconds, this.left())));
    this.left();
  }
}

/** The way to one Blink: makes calls, and turns whatever goes wrong into a `VaultError`. Repeats nothing: a run may have begun. */
export class BlinkClient {
  readonly #settings: Settings;
  readonly #root: string;
  readonly #agent: HttpAgent;

  constructor(settings: Settings, ca: Buffer | undefined) {
    this.#settings = settings;
    this.#root = readAddress(settings.address);
    const pool = { keepAlive: true, maxSockets: MOST_SOCKETS };
    this.#agent = this.#root.startsWith("https:") ? new HttpsAgent({ ...pool, ca }) : new HttpAgent(pool);
  }

  close(): void {
    this.#agent.destroy();
  }

  /** Begins something that has the settings' time limit. */
  begin(): BlinkCall {
    return new BlinkCall(this, this.#settings.timeLimit);
  }

  async ask(call: BlinkCall, method: string, path: string, what: string, body?: object): Promise<unknown> {
    const answer = await this.#exchange(call, method, path, body === undefined ? "" : JSON.stringify(body));
    const content = readJson(answer.body);
    if (answer.status !== 200) throw judgeRefusal(answer.status, content, what);
    if (content !== undefined) return content;
    throw new VaultError("protocol", `${what}: the answer is not JSON.`);
  }

  #exchange(call: BlinkCall, method: string, path: string, body: string): Promise<Answer> {
    const length = { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) };
    const headers = {
      "BLINK-API-KEY": this.#settings.credential,
      Accept: "application/json",
      "User-Agent": `${AGENT.name}/${AGENT.version}`,
      ...(body === "" ? {} : length),
    };
    const request = this.#root.startsWith("https:") ? requestHttps : requestHttp;
    // The limit is for the whole call: a timeout of the socket would begin anew with each byte.
    const signal = AbortSignal.timeout(Math.ceil(call.left()));
    return new Promise((resolve, reject) => {
      const fail = (error: NodeJS.ErrnoException) => reject(signal.aborted ? call.late() : toVaultError(error));
      const options = { method, headers, agent: this.#agent, signal };
      const outgoing = request(`${this.#root}/api/v1/${path}`, options, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.once("error", fail);
        incoming.once("end", () => resolve({ status: incoming.statusCode ?? 0, body: Buffer.concat(chunks) }));
      });
      outgoing.once("error", fail);
      outgoing.end(body);
    });
  }
}

/** The address that a user typed, without the slashes at its end. */
function readAddress(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== "https:" && url?.protocol !== "http:") {
    throw new VaultError("invalid", "The address has to begin with https:// or http://.");
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
}

function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    // What the parser says quotes the text, which may hold a secret.
    return undefined;
  }
}

const TLS_CODES = /^(CERT_|ERR_TLS_|ERR_SSL_|EPROTO$|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH$)/;

/** Node's errors by their codes; their messages and members are left out, as those can hold what was sent. */
function toVaultError({ code = "no code" }: NodeJS.ErrnoException): VaultError {
  if (TLS_CODES.test(code)) return new VaultError("tls", `Blink's certificate is refused (${code}).`);
  return new VaultError("unreachable", `Blink cannot be reached (${code}).`);
}
