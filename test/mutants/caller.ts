import { readFileSync } from "node:fs";
import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, type RequestOptions, request as requestHttps } from "node:https";
import { ConnectorError, type Settings } from "../../contracts/port.ts";
import { limitOfMethod } from "./limit-methods.ts";

/** What came back for a request. */
export interface Answer {
  readonly status: number;
  readonly bytes: Buffer;
  readonly text: string;
  readonly location?: string | undefined;
  readonly type?: string | undefined;
}

/** The way of a connector without a flaw to its vault, in small parts: a mutant puts a flawed part in the place of one. */
export class Caller {
  settings: Settings = { address: "http://127.0.0.1:1", credential: "", timeLimit: 1 };
  /** Where the product's API begins. */
  readonly root: string = "";
  readonly agent: string = "";
  readonly bodyType: string = "application/json";
  pools: readonly HttpAgent[] = [];

  async call(method: string, path: string, what = "", body = ""): Promise<unknown> {
    return this.read(await this.exchange(method, path, body), what);
  }

  /** What an answer holds; throws what it refuses. */
  read(answer: Answer, what: string): unknown {
    const { status } = answer;
    if (status === 200 || status === 201) return this.parse(answer);
    if (status === 204) return undefined;
    throw this.judge(answer, what);
  }

  parse({ text }: Answer): unknown {
    try {
      return JSON.parse(text);
    } catch {
      throw new ConnectorError("protocol", "The answer is not JSON.");
    }
  }

  judge({ status }: Answer, what: string): ConnectorError {
    const said = `'${what}' was answered with ${status}`;
    if (status === 400) return new ConnectorError("invalid", said);
    if (status === 429) return new ConnectorError("rate-limited", said);
    return new ConnectorError(status >= 500 ? "unavailable" : "protocol", said);
  }

  url(path: string): string {
    return `${this.settings.address.replace(/\/+$/, "")}${this.root}/${path}`;
  }

  headers(): Record<string, string> {
    return { "User-Agent": this.agent };
  }

  options(): RequestOptions {
    return { signal: limitOfMethod(this.settings.timeLimit) };
  }

  /** The connections that calls by a scheme share. */
  pool(scheme: string): HttpAgent {
    if (this.pools.length === 0) this.pools = this.openPools();
    const [plain, secure] = this.pools as [HttpAgent, HttpsAgent];
    return scheme === "https:" ? secure : plain;
  }

  openPools(): [HttpAgent, HttpsAgent] {
    const { caFile } = this.settings;
    const shared = { keepAlive: true, maxSockets: 8 };
    const ca = caFile === undefined ? undefined : readFileSync(caFile);
    return [new HttpAgent(shared), new HttpsAgent({ ...shared, ca })];
  }

  closePools(): void {
    for (const pool of this.pools) pool.destroy();
    this.pools = [];
  }

  exchange(method: string, path: string, body: string): Promise<Answer> {
    return this.send(this.url(path), method, body, this.options());
  }

  /** One request to one address. */
  send(url: string, method: string, body: string, options: RequestOptions): Promise<Answer> {
    const request = url.startsWith("https:") ? requestHttps : requestHttp;
    const length = body === "" ? {} : { "Content-Type": this.bodyType, "Content-Length": Buffer.byteLength(body) };
    return new Promise((resolve, reject) => {
      const fail = (error: NodeJS.ErrnoException) => reject(this.translate(error, options.signal?.aborted ?? false));
      const headers = { ...this.headers(), ...length };
      const agent = this.pool(new URL(url).protocol);
      const outgoing = request(url, { agent, ...options, method, headers }, (incoming) => {
        this.receive(incoming).then(resolve, fail);
      });
      outgoing.once("error", fail);
      outgoing.end(body);
    });
  }

  async receive(incoming: IncomingMessage): Promise<Answer> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    const { location, "content-type": type } = incoming.headers;
    return { status: incoming.statusCode ?? 0, bytes, text: bytes.toString("utf8"), location, type };
  }

  translate({ code = "" }: NodeJS.ErrnoException, late: boolean): ConnectorError {
    if (late) return new ConnectorError("timeout", "No answer in time.");
    if (/CERT|TLS|SSL|UNABLE_TO|DEPTH_ZERO/.test(code)) return new ConnectorError("tls", `Not trusted: ${code}`);
    return new ConnectorError("unreachable", `No connection: ${code}`);
  }
}
