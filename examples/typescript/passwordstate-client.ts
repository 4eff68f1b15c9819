import { Agent as HttpAgent, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
// In a project of your own: from "fauxvault/contracts". Only types, so that this file runs with nothing but Node.
import type { ErrorKind, Settings } from "../../contracts/port.ts";

/** How the connector introduces itself. */
export const AGENT = { name: "example-passwordstate", version: "1.0.0" };

const MOST_SOCKETS = 8;

/** Why a call failed: a kind for programs and a sentence for people, in which nothing that the vault or the user said is repeated but ids. */
export class VaultError extends Error {
  readonly kind: ErrorKind;

  constructor(kind: ErrorKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Calls the API; gives the answer's JSON, or undefined when it has no content. `what` begins the sentence of a failure. */
export type Ask = (method: string, path: string, what: string, body?: object) => Promise<unknown>;

/** The way to one Passwordstate: makes calls, and turns whatever goes wrong into a `VaultError`. Repeats nothing. */
export class PasswordstateClient {
  readonly #settings: Settings;
  readonly #api: string;
  readonly #agent: HttpAgent;

  constructor(settings: Settings, ca: Buffer | undefined) {
    this.#settings = settings;
    this.#api = readAddress(settings.address);
    const pool = { keepAlive: true, maxSockets: MOST_SOCKETS };
    this.#agent = this.#api.startsWith("https:") ? new HttpsAgent({ ...pool, ca }) : new HttpAgent(pool);
  }

  close(): void {
    this.#agent.destroy();
  }

  /** Begins something that has the settings' time limit, for all its requests together. */
  begin(): Ask {
    // A timeout of the socket would begin anew with each byte.
    const signal = AbortSignal.timeout(this.#settings.timeLimit);
    return (method, path, what, body) => this.#ask(signal, method, path, what, body);
  }

  async #ask(signal: AbortSignal, method: string, path: string, what: string, body?: object): Promise<unknown> {
    const sent = body === undefined ? "" : JSON.stringify(body);
    const { status, body: text } = await this.#exchange(signal, method, path, sent);
    if (status === 204) return undefined;
    const content = readJson(text);
    if (status === 200 || status === 201) {
      if (content !== undefined) return content;
      throw new VaultError("protocol", "The vault's answer is not JSON: is this the address of a Passwordstate?");
    }
    throw judge(status, content, what);
  }

  #exchange(signal: AbortSignal, method: string, path: string, body: string): Promise<Answer> {
    const { credential, reason, timeLimit } = this.#settings;
    const headers = {
      APIKey: credential,
      Accept: "application/json",
      "User-Agent": `${AGENT.name}/${AGENT.version}`,
      ...(reason === undefined ? {} : { Reason: reason }),
      ...(body === "" ? {} : { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) }),
    };
    const request = this.#api.startsWith("https:") ? requestHttps : requestHttp;
    return new Promise((resolve, reject) => {
      const fail = (error: NodeJS.ErrnoException) =>
        reject(signal.aborted ? lateAfter(timeLimit) : toVaultError(error));
      const outgoing = request(`${this.#api}/${path}`, { method, headers, agent: this.#agent, signal }, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.once("error", fail);
        incoming.once("end", () => {
          resolve({ status: incoming.statusCode ?? 0, body: Buffer.concat(chunks).toString("utf8") });
        });
      });
      outgoing.once("error", fail);
      outgoing.end(body);
    });
  }
}

/** The root of the standard API below the address that a user typed, with or without a slash at its end. */
function readAddress(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== "https:" && url?.protocol !== "http:") {
    throw new VaultError("invalid", "The address has to begin with https:// or http://.");
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}/api`;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What the parser says quotes the text, which may hold a password.
    return undefined;
  }
}

/** What a refusal means. The vault's own sentences stay out: nobody knows what they repeat. */
function judge(status: number, content: unknown, what: string): VaultError {
  const isOurs = Array.isArray(content) && Array.isArray(content[0]?.errors);
  const wantsReason = isOurs && JSON.stringify(content).includes("Reason Header Attribute is mandatory");
  if (wantsReason) return new VaultError("invalid", `${what}: its list demands a reason, and the settings give none.`);
  if (status === 400) return new VaultError("invalid", `${what}: the vault takes the request for wrong (400).`);
  if (status === 401) return new VaultError("unauthenticated", `${what}: the vault does not take the API key (401).`);
  if (status === 403) return new VaultError("forbidden", `${what}: the API key is not allowed to do this here (403).`);
  // A wrong path is 404 too, but then it is the web server that says so.
  if (status === 404 && isOurs) return new VaultError("not-found", `${what} was not found (404).`);
  if (status === 429) return new VaultError("rate-limited", `${what}: the vault asks for patience (429).`);
  if (status >= 500) return new VaultError("unavailable", `${what}: the vault is in trouble (${status}).`);
  return new VaultError("protocol", `${what}: no Passwordstate answers like this (${status}). Is the address right?`);
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
