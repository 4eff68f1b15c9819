import { readFileSync } from "node:fs";
import { type IncomingMessage, request as requestHttp } from "node:http";
import { type RequestOptions, request as requestHttps } from "node:https";
import {
  type ConnectionReport,
  type Connector,
  ConnectorError,
  type Description,
  type NewSecret,
  type Secret,
  type SecretChange,
  type SecretQuery,
  type SecretRef,
  type SecretSummary,
  type Settings,
} from "../../../contracts/port.ts";

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly location?: string | undefined;
}

export interface RecordJson {
  readonly PasswordID: number;
  readonly PasswordListID: string;
  readonly Title: string;
  readonly UserName: string;
  readonly Description: string;
  readonly Password: string;
}

export const description: Description = {
  name: "bare-passwordstate",
  version: "0.0.1",
  capabilities: ["readByName", "findSecrets", "createSecret", "updateSecret", "deleteSecret"],
  settings: [
    { name: "address", required: true, secret: false },
    { name: "credential", required: true, secret: true },
  ],
  missingDelete: "not-found",
  secondCreate: "conflict",
};

/** A connector without a flaw, in small parts: a mutant puts a flawed part in the place of one. */
export class BareConnector implements Connector {
  settings: Settings = { address: "http://127.0.0.1:1", credential: "", timeLimit: 1 };

  describe(): Description {
    return description;
  }

  async connect(settings: Settings): Promise<void> {
    this.settings = settings;
  }

  async close(): Promise<void> {}

  async testConnection(): Promise<ConnectionReport> {
    try {
      await this.probe();
      return { outcome: "passed", message: "It works." };
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      return { outcome: "failed", kind: error.kind, message: error.message };
    }
  }

  async probe(): Promise<unknown> {
    return this.findSecrets({ name: '"nobody has this title"' });
  }

  async getSecret(ref: SecretRef): Promise<Secret> {
    return this.toSecret(await this.fetchRecord(ref));
  }

  async findSecrets({ name, container = "" }: SecretQuery): Promise<SecretSummary[]> {
    const title = name === undefined ? "" : `&Title=${encodeURIComponent(name)}`;
    try {
      const path = `searchpasswords/${container}?ExcludePassword=true${title}`;
      return ((await this.call("GET", path)) as RecordJson[]).map((record) => this.toSummary(record));
    } catch (error) {
      if (error instanceof ConnectorError && error.kind === "not-found") return [];
      throw error;
    }
  }

  async createSecret(secret: NewSecret): Promise<SecretSummary> {
    const { name, container } = secret;
    const namesakes = await this.findSecrets({ name: `"${name}"`, container });
    if (namesakes.length > 0) throw new ConnectorError("conflict", "The name is taken.");
    return this.toSummary((await this.write("POST", this.toBody(secret))) as RecordJson);
  }

  async updateSecret({ id }: SecretRef, change: SecretChange): Promise<void> {
    await this.write("PUT", { PasswordID: id, ...this.toBody(change) });
  }

  async deleteSecret({ id }: SecretRef): Promise<void> {
    await this.call("DELETE", `passwords/${id}?MoveToRecycleBin=False`, id);
  }

  async fetchRecord(ref: SecretRef): Promise<RecordJson> {
    const id = ref.id ?? (await this.findId(ref));
    const [record] = (await this.call("GET", `passwords/${id}`, id)) as RecordJson[];
    if (!record) throw new ConnectorError("protocol", "The answer holds no record.");
    return record;
  }

  async findId({ name, container = "" }: SecretRef): Promise<string> {
    const [found, ...more] = await this.findSecrets({ name: `"${name}"`, container });
    if (!found) throw new ConnectorError("not-found", `There is no '${name}'.`);
    if (more.length > 0) throw new ConnectorError("conflict", `There are several '${name}'.`);
    return found.id;
  }

  toSecret(record: RecordJson): Secret {
    return { ...this.toSummary(record), value: record.Password };
  }

  toSummary({ PasswordID, Title, PasswordListID, UserName, Description }: RecordJson): SecretSummary {
    const id = String(PasswordID);
    return { id, name: Title, container: PasswordListID, userName: UserName, description: Description };
  }

  toBody({ name, container, value, userName, description }: Partial<NewSecret>): Record<string, unknown> {
    return { PasswordListID: container, Title: name, Password: value, UserName: userName, Description: description };
  }

  write(method: string, body: Record<string, unknown>): Promise<unknown> {
    return this.call(method, "passwords", String(body.PasswordID ?? ""), JSON.stringify(body));
  }

  async call(method: string, path: string, what = "", body = ""): Promise<unknown> {
    const answer = await this.exchange(method, path, body);
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

  judge({ status, text }: Answer, what: string): ConnectorError {
    const said = `'${what}' was answered with ${status}`;
    if (status === 400) return new ConnectorError("invalid", said);
    if (status === 401) return new ConnectorError("unauthenticated", said);
    if (status === 403) return new ConnectorError("forbidden", said);
    if (status === 404 && isOwnWord(text)) return new ConnectorError("not-found", said);
    if (status === 429) return new ConnectorError("rate-limited", said);
    return new ConnectorError(status >= 500 ? "unavailable" : "protocol", said);
  }

  url(path: string): string {
    return `${this.settings.address.replace(/\/+$/, "")}/api/${path}`;
  }

  headers(): Record<string, string> {
    const { credential, reason } = this.settings;
    const agent = `${description.name}/${description.version}`;
    return { APIKey: credential, "User-Agent": agent, ...(reason === undefined ? {} : { Reason: reason }) };
  }

  options(): RequestOptions {
    const { caFile, timeLimit } = this.settings;
    const ca = caFile === undefined ? {} : { ca: readFileSync(caFile) };
    return { ...ca, agent: false, signal: AbortSignal.timeout(timeLimit) };
  }

  exchange(method: string, path: string, body: string): Promise<Answer> {
    return this.send(this.url(path), method, body, this.options());
  }

  /** One request to one address. */
  send(url: string, method: string, body: string, options: RequestOptions): Promise<Answer> {
    const request = url.startsWith("https:") ? requestHttps : requestHttp;
    const length = body === "" ? {} : { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) };
    return new Promise((resolve, reject) => {
      const fail = (error: NodeJS.ErrnoException) => reject(this.translate(error, options.signal?.aborted ?? false));
      const headers = { ...this.headers(), ...length };
      const outgoing = request(url, { ...options, method, headers }, (incoming) => {
        this.receive(incoming).then(resolve, fail);
      });
      outgoing.once("error", fail);
      outgoing.end(body);
    });
  }

  async receive(incoming: IncomingMessage): Promise<Answer> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString("utf8");
    return { status: incoming.statusCode ?? 0, text, location: incoming.headers.location };
  }

  translate({ code = "" }: NodeJS.ErrnoException, late: boolean): ConnectorError {
    if (late) return new ConnectorError("timeout", "No answer in time.");
    if (/CERT|TLS|SSL|UNABLE_TO|DEPTH_ZERO/.test(code)) return new ConnectorError("tls", `Not trusted: ${code}`);
    return new ConnectorError("unreachable", `No connection: ${code}`);
  }
}

/** Whether it is the vault that says so, and not a web server. */
function isOwnWord(text: string): boolean {
  try {
    return JSON.parse(text)[0].errors.length > 0;
  } catch {
    return false;
  }
}
