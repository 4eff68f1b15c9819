import { readFile } from "node:fs/promises";
import { Agent as HttpAgent, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
// In a project of your own: from "fauxvault/contracts". Only types, so that this file runs with nothing but Node.
import type {
  ConnectionReport,
  Connector,
  Description,
  ErrorKind,
  NewSecret,
  Secret,
  SecretChange,
  SecretQuery,
  SecretRef,
  SecretSummary,
  Settings,
} from "../../contracts/port.ts";

const NAME = "example-passwordstate";
const VERSION = "1.0.0";
const MOST_SOCKETS = 8;

/** Why a call failed: a kind for programs and a sentence for people, in which nothing that the vault or the user said is repeated but ids. */
class VaultError extends Error {
  readonly kind: ErrorKind;

  constructor(kind: ErrorKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

/** A connector to Passwordstate's standard API, as `fauxvault verify --module` wants it. */
export function createConnector(): Connector {
  let client: Client | undefined;

  function connected(): Client {
    if (client) return client;
    throw new VaultError("invalid", "The connector has no settings yet: connect it first.");
  }

  async function findId(ref: SecretRef): Promise<string> {
    if (ref.id !== undefined) return readId(ref.id);
    const { name, container } = ref;
    if (name === undefined) throw new VaultError("invalid", "A secret is named by its id, or by its name.");
    const query = { name: `"${name}"`, ...(container === undefined ? {} : { container }) };
    const found = (await search(connected(), query)).filter((one) => one.name === name);
    const [first] = found;
    if (!first) throw new VaultError("not-found", `There is no password with the title '${name}'.`);
    if (found.length > 1)
      throw new VaultError("conflict", `Several passwords have the title '${name}': name one by id.`);
    return first.id;
  }

  return {
    describe,

    async connect(settings) {
      const ca = settings.caFile === undefined ? undefined : await readFile(settings.caFile);
      client?.close();
      client = new Client(settings, ca);
    },

    async close() {
      client?.close();
      client = undefined;
    },

    async testConnection(): Promise<ConnectionReport> {
      try {
        // A search is open to every key that can read, whichever kind it is, and this one returns nothing.
        await search(connected(), { name: '"connection test of a connector"' });
        return { outcome: "passed", message: "The vault answers, and takes the API key." };
      } catch (error) {
        if (!(error instanceof VaultError)) throw error;
        return { outcome: "failed", kind: error.kind, message: error.message };
      }
    },

    async getSecret(ref): Promise<Secret> {
      const id = await findId(ref);
      const record = readRecord(await connected().call("GET", `passwords/${id}`, `Password ${id}`));
      return { ...summarise(record), value: readText(record, "Password") };
    },

    findSecrets: (query) => search(connected(), query),

    async createSecret({ name, container, value, userName, description }: NewSecret): Promise<SecretSummary> {
      const vault = connected();
      // Titles need not be unique in Passwordstate, so a second of the same name has to be refused here.
      const namesakes = await search(vault, { name: `"${name}"`, container });
      if (namesakes.some((one) => one.name === name)) {
        throw new VaultError("conflict", `In list ${container} there is a password with the title '${name}' already.`);
      }
      const PasswordListID = Number(readId(container));
      const body = { PasswordListID, Title: name, Password: value, UserName: userName, Description: description };
      return summarise(readRecord(await vault.call("POST", "passwords", `Creating in list ${container}`, body)));
    },

    async updateSecret(ref, { name, value, userName, description }: SecretChange): Promise<void> {
      const PasswordID = Number(await findId(ref));
      const body = { PasswordID, Title: name, Password: value, UserName: userName, Description: description };
      await connected().call("PUT", "passwords", `Password ${PasswordID}`, body);
    },

    async deleteSecret(ref) {
      const id = await findId(ref);
      await connected().call("DELETE", `passwords/${id}?MoveToRecycleBin=False`, `Password ${id}`);
    },
  };
}

function describe(): Description {
  return {
    name: NAME,
    version: VERSION,
    capabilities: ["readByName", "findSecrets", "createSecret", "updateSecret", "deleteSecret"],
    settings: [
      { name: "address", required: true, secret: false },
      { name: "caFile", required: false, secret: false },
      { name: "credential", required: true, secret: true },
      { name: "timeLimit", required: true, secret: false },
      { name: "reason", required: false, secret: false },
    ],
    missingDelete: "not-found",
    secondCreate: "conflict",
  };
}

/** A title in double quotes is searched for exactly, any other as a part. */
async function search(client: Client, { name, container }: SecretQuery): Promise<SecretSummary[]> {
  const list = container === undefined ? "" : readId(container);
  const criteria = new URLSearchParams({ ExcludePassword: "true", ...(name === undefined ? {} : { Title: name }) });
  try {
    const found = await client.call("GET", `searchpasswords/${list}?${criteria}`, "The search");
    return readArray(found).map(summarise);
  } catch (error) {
    // A search without a match is answered with 404.
    if (error instanceof VaultError && error.kind === "not-found") return [];
    throw error;
  }
}

type Fields = Readonly<Record<string, unknown>>;

function readId(id: string): string {
  if (/^\d{1,15}$/.test(id)) return id;
  throw new VaultError("invalid", "The ids of Passwordstate are whole numbers.");
}

function readArray(content: unknown): Fields[] {
  if (Array.isArray(content) && content.every((one) => typeof one === "object" && one !== null)) return content;
  throw new VaultError("protocol", "The vault's answer is not the list that its API promises.");
}

/** Reads give an array of one, a new record comes by itself. */
function readRecord(content: unknown): Fields {
  const [record] = readArray(Array.isArray(content) ? content : [content]);
  if (record) return record;
  throw new VaultError("protocol", "The vault's answer holds no password.");
}

function readText(record: Fields, member: string): string {
  const value = record[member];
  if (typeof value === "string") return value;
  throw new VaultError("protocol", `The vault's answer has no text as ${member}.`);
}

function summarise(record: Fields): SecretSummary {
  if (typeof record.PasswordID !== "number") throw new VaultError("protocol", "The vault's answer has no PasswordID.");
  return {
    id: String(record.PasswordID),
    name: readText(record, "Title"),
    container: String(record.PasswordListID),
    userName: readText(record, "UserName"),
    description: readText(record, "Description"),
  };
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** The way to one Passwordstate: makes calls, and turns whatever goes wrong into a `VaultError`. Repeats nothing. */
class Client {
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

  /** Calls the API; gives the answer's JSON, or undefined when it has no content. `what` begins the sentence of a failure. */
  async call(method: string, path: string, what: string, body?: object): Promise<unknown> {
    const { status, body: text } = await this.#exchange(method, path, body === undefined ? "" : JSON.stringify(body));
    if (status === 204) return undefined;
    const content = readJson(text);
    if (status === 200 || status === 201) {
      if (content !== undefined) return content;
      throw new VaultError("protocol", "The vault's answer is not JSON: is this the address of a Passwordstate?");
    }
    throw judge(status, content, what);
  }

  #exchange(method: string, path: string, body: string): Promise<Answer> {
    const { credential, reason, timeLimit } = this.#settings;
    const headers = {
      APIKey: credential,
      Accept: "application/json",
      "User-Agent": `${NAME}/${VERSION}`,
      ...(reason === undefined ? {} : { Reason: reason }),
      ...(body === "" ? {} : { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) }),
    };
    const request = this.#api.startsWith("https:") ? requestHttps : requestHttp;
    // The limit is for the whole call: a timeout of the socket would begin anew with each byte.
    const signal = AbortSignal.timeout(timeLimit);
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
