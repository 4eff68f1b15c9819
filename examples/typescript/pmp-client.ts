import { Agent as HttpAgent, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
// In a project of your own: from "fauxvault/contracts". Only types, so that this file runs with nothing but Node.
import type { Settings } from "../../contracts/port.ts";
import { AGENT, judgeFailure, type Page, readEnvelope, readRows, VaultError } from "./pmp-wire.ts";

const MOST_SOCKETS = 8;
const REST = "restapi/json/v1";

interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

/** Why somebody wants a password: what the settings say. */
interface Motive {
  readonly REASON?: string;
  readonly TICKETID?: string;
}

type Exchange = (method: string, path: string, form: string) => Promise<Answer>;

/** One thing that the connector is asked for: the settings' time limit holds for all its requests together. */
export class PmpCall {
  readonly motive: Motive;
  readonly #exchange: Exchange;

  constructor(motive: Motive, exchange: Exchange) {
    this.motive = motive;
    this.#exchange = exchange;
  }

  /** `Details` of a read; `what` is for messages. */
  async get(path: string, what: string, details: object = {}): Promise<unknown> {
    return read(await this.#exchange("GET", `${REST}/${path}${inQuery(details)}`, ""), what).details;
  }

  /** A page of a list. */
  async list(path: string, what: string, details: object): Promise<Page> {
    const said = read(await this.#exchange("GET", `${REST}/${path}${inQuery(details)}`, ""), what);
    return { rows: readRows(said.details), totalRows: said.totalRows };
  }

  async send(method: "POST" | "PUT", path: string, what: string, details: object): Promise<unknown> {
    return read(await this.#exchange(method, `${REST}/${path}`, inForm(details)), what).details;
  }

  async delete(path: string, what: string): Promise<void> {
    read(await this.#exchange("DELETE", `${REST}/${path}`, ""), what);
  }

  /** A call of the native API, which takes the same key. */
  async stepNatively(operation: string, what: string, details: object): Promise<unknown> {
    const path = `api/json/request?OPERATION_NAME=${operation}`;
    return read(await this.#exchange("POST", path, inForm(details)), what).details;
  }

  /** A file, which comes without an envelope; only a refusal has one. */
  async download(path: string, what: string, details: object): Promise<Buffer> {
    const answer = await this.#exchange("GET", `${REST}/${path}${inQuery(details)}`, "");
    if (answer.status !== 200 || readEnvelope(readJson(answer.body))?.status === "Failed") read(answer, what);
    return answer.body;
  }
}

/** The way to one Password Manager Pro: makes calls, and turns whatever goes wrong into a `VaultError`. Repeats nothing. */
export class PmpClient {
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
  begin(): PmpCall {
    const { reason, ticket, timeLimit } = this.#settings;
    const motive = { ...(reason ? { REASON: reason } : {}), ...(ticket ? { TICKETID: ticket } : {}) };
    // A timeout of the socket would begin anew with each byte.
    const signal = AbortSignal.timeout(timeLimit);
    return new PmpCall(motive, (method, path, form) => this.#exchange(signal, method, path, form));
  }

  #exchange(signal: AbortSignal, method: string, path: string, form: string): Promise<Answer> {
    const { credential, timeLimit } = this.#settings;
    const length = { "Content-Type": "application/x-www-form-urlencoded", "Content-Length": Buffer.byteLength(form) };
    const headers = {
      AUTHTOKEN: credential,
      Accept: "application/json",
      "User-Agent": `${AGENT.name}/${AGENT.version}`,
      ...(form === "" ? {} : length),
    };
    const request = this.#root.startsWith("https:") ? requestHttps : requestHttp;
    return new Promise((resolve, reject) => {
      const fail = (error: NodeJS.ErrnoException) =>
        reject(signal.aborted ? lateAfter(timeLimit) : toVaultError(error));
      const outgoing = request(`${this.#root}/${path}`, { method, headers, agent: this.#agent, signal }, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.once("error", fail);
        incoming.once("end", () => resolve({ status: incoming.statusCode ?? 0, body: Buffer.concat(chunks) }));
      });
      // Also an empty reply, which is all that a key gets whose host the vault cannot look up.
      outgoing.once("error", fail);
      outgoing.end(form);
    });
  }
}

/** What an answer says, if it is a `Success`. */
function read({ status, body }: Answer, what: string) {
  if (status === 400) throw new VaultError("invalid", `${what}: the vault takes the request for wrong (400).`);
  if (status === 429) throw new VaultError("rate-limited", `${what}: the vault asks for patience (429).`);
  // The product's security filter, which looks for scripts in what is sent.
  if (status === 599) throw new VaultError("invalid", `${what}: the vault takes what was sent for an attack (599).`);
  if (status >= 500) throw new VaultError("unavailable", `${what}: the vault is in trouble (${status}).`);
  const said = status === 200 ? readEnvelope(readJson(body)) : undefined;
  if (!said) throw new VaultError("protocol", `${what}: no Password Manager Pro answers like this (${status}).`);
  if (said.status === "Success") return said;
  throw judgeFailure(said, what);
}

/** `INPUT_DATA` as a parameter of the query; none when there is nothing to say. */
function inQuery(details: object): string {
  return Object.keys(details).length === 0 ? "" : `?${inForm(details)}`;
}

function inForm(details: object): string {
  return `INPUT_DATA=${encodeURIComponent(JSON.stringify({ operation: { Details: details } }))}`;
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
    // What the parser says quotes the text, which may hold a password.
    return undefined;
  }
}

function lateAfter(timeLimit: number): VaultError {
  return new VaultError("timeout", `The vault did not answer within ${timeLimit} ms.`);
}

const TLS_CODES = /^(CERT_|ERR_TLS_|ERR_SSL_|EPROTO$|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH$)/;

/** Node's errors by their codes; their messages and members are left out, as those can hold what was sent. */
function toVaultError({ code = "no code" }: NodeJS.ErrnoException): VaultError {
  if (TLS_CODES.test(code)) return new VaultError("tls", `The vault's certificate is refused (${code}).`);
  return new VaultError("unreachable", `The vault cannot be reached (${code}).`);
}
