import { readFile } from "node:fs/promises";
import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import { rootCertificates } from "node:tls";
import { ContractsError } from "../contracts-error.ts";
import { HARNESS_AGENT } from "../vault.ts";
import type { Target } from "./target.ts";
import { TargetError } from "./target-error.ts";

/** A request to a target. */
export interface TargetRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below the target's address, with its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** What a target answered. */
export interface TargetAnswer {
  readonly status: number;
  readonly text: string;
}

/** How long an answer may take, in milliseconds. */
const PATIENCE = 30_000;
/** More than this is no answer to anything that is asked, in bytes. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * The harness's own way to a target. It trusts no certificate that it has no reason to, follows no redirect, repeats nothing, and sends
 * nothing but reads (GET) unless the target may be written to.
 */
export class TargetLine {
  readonly #target: Target;
  readonly #agent: HttpAgent;

  private constructor(target: Target, agent: HttpAgent) {
    this.#target = target;
    this.#agent = agent;
  }

  /** Opens a line; asks nothing yet. Throws a `ContractsError` when there is no such file of certificates. */
  static async open(target: Target): Promise<TargetLine> {
    const pool = { keepAlive: true, maxSockets: 4 };
    if (target.address.startsWith("http:")) return new TargetLine(target, new HttpAgent(pool));
    const own = target.caFile === undefined ? undefined : await readAuthority(target.caFile);
    return new TargetLine(target, new HttpsAgent({ ...pool, ...(own ? { ca: [...rootCertificates, own] } : {}) }));
  }

  get address(): string {
    return this.#target.address;
  }

  /** Asks; gives whatever is answered. Throws a `TargetError` without a status when nothing is. */
  async ask({ method, path, headers, body }: TargetRequest): Promise<TargetAnswer> {
    const { address, writes } = this.#target;
    if (method !== "GET" && writes === undefined) {
      throw new ContractsError(`The harness was about to send ${method} to a target that is only to be read.`);
    }
    const request = address.startsWith("https:") ? requestHttps : requestHttp;
    const length = body === undefined ? {} : { "Content-Length": Buffer.byteLength(body) };
    const signal = AbortSignal.timeout(PATIENCE);
    const plan = {
      method,
      agent: this.#agent,
      signal,
      headers: { ...headers, ...length, "User-Agent": HARNESS_AGENT },
    };
    try {
      const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
        request(`${address}${path}`, plan, resolve).once("error", reject).end(body);
      });
      return { status: incoming.statusCode ?? 0, text: await readBody(incoming) };
    } catch (cause) {
      throw new TargetError(`${address} cannot be reached: ${tellCause(cause, signal)}`, undefined, { cause });
    }
  }

  /** Ends its connections. */
  close(): void {
    this.#agent.destroy();
  }
}

async function readAuthority(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new ContractsError(`The file of certificates ${file} cannot be read (${code}).`, { cause });
  }
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new Error(`it answers more than ${MOST_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function tellCause(cause: unknown, signal: AbortSignal): string {
  if (signal.aborted) return `no answer within ${PATIENCE / 1000} s.`;
  const { code = "", message } = cause as NodeJS.ErrnoException;
  if (/CERT|SELF_SIGNED|ISSUER|ALTNAME|SIGNATURE/.test(code)) {
    return `its certificate is not to be trusted (${code}). --ca-file names the authority that it comes from.`;
  }
  return `${code === "" ? message : code}.`;
}
