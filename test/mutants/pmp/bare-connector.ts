import {
  type AccessRequest,
  ConnectorError,
  type Container,
  type Description,
  type Document,
  type NewSecret,
  type Secret,
  type SecretChange,
  type SecretQuery,
  type SecretRef,
  type SecretSummary,
  type UpdateState,
} from "../../../contracts/port.ts";
import { CommonConnector, describeBare } from "../bare-connector.ts";
import type { Answer } from "../caller.ts";

export interface Envelope {
  readonly operation: {
    readonly name: string;
    readonly result: { readonly status: string; readonly message: string };
    readonly Details?: unknown;
    readonly totalRows?: number;
  };
}

export interface AccountJson {
  readonly "ACCOUNT ID": string;
  readonly "ACCOUNT NAME": string;
  readonly ACCOUNT_DESCRIPTION: string;
  readonly PASSWDID: string;
  readonly "PASSWORD STATUS": string;
}

type Row = Readonly<Record<string, string>>;

const PAGE = 50;
const MARKERS = new Map<string, "approval-required" | "forbidden">([
  ["[Request]", "approval-required"],
  ["[Waiting for approval]", "approval-required"],
  ["[Check Out]", "approval-required"],
  ["[In Use]", "approval-required"],
  ["####", "forbidden"],
  ["TICKET ID REQUIRED", "approval-required"],
  ["TICKET ID CORRECT REQUIRED", "approval-required"],
]);

/** A Password Manager Pro connector without a flaw. */
export class BarePmp extends CommonConnector {
  override readonly root: string = "/restapi/json/v1";
  override readonly agent = "bare-pmp/0.0.1";
  override readonly bodyType = "application/x-www-form-urlencoded";

  describe(): Description {
    const { capabilities, ...words } = describeBare("pmp");
    return { ...words, capabilities: [...capabilities, "getDocument", "requestAccess", "checkOut", "checkIn"] };
  }

  probe(): Promise<unknown> {
    return this.listResources({ LIMIT: 1 });
  }

  async getSecret(ref: SecretRef): Promise<Secret> {
    const found = await this.resolve(ref);
    const { reason: REASON, ticket: TICKETID } = this.settings;
    const path = `resources/${found.container}/accounts/${found.id}/password${this.query({ REASON, TICKETID })}`;
    const { PASSWORD } = ((await this.call("GET", path, found.id)) ?? {}) as { PASSWORD?: string };
    if (PASSWORD === undefined) throw new ConnectorError("protocol", "The answer holds no password.");
    const account = await this.fetchAccount(found);
    this.refuseMarker(PASSWORD, account);
    return { ...this.toSummary(account, found.container), value: PASSWORD };
  }

  /** Refuses what stands in a password's place. */
  refuseMarker(value: string, account: AccountJson): void {
    const kind = MARKERS.get(value);
    if (kind) throw new ConnectorError(kind, "The password is not handed out.");
    const status = account["PASSWORD STATUS"];
    if (!status.startsWith("****") && value === status) throw new ConnectorError("invalid", "It holds a file.");
  }

  async findSecrets({ name = "", container }: SecretQuery): Promise<SecretSummary[]> {
    const found: SecretSummary[] = [];
    for (const id of container === undefined ? await this.findResources(name) : [container]) {
      const accounts = await this.listAccounts(id);
      found.push(...accounts.map((account) => this.toSummary(account, id)).filter((one) => one.name.includes(name)));
    }
    return found;
  }

  async listContainers(): Promise<Container[]> {
    const rows = await this.listAllResources({});
    return rows.map((row) => ({ id: row["RESOURCE ID"] ?? "", name: row["RESOURCE NAME"] ?? "" }));
  }

  async generatePassword(): Promise<string> {
    const query = this.query({ POLICY: "Strong" });
    return ((await this.call("GET", `passwords/generate${query}`)) as { readonly PASSWORD: string }).PASSWORD;
  }

  /** The ids of the resources that have an account whose name holds the text. */
  async findResources(name: string): Promise<string[]> {
    const search = name === "" ? {} : { SEARCHTYPE: "ACCOUNT", SEARCHCOLUMN: "LOGINNAME", SEARCHVALUE: name };
    return (await this.listAllResources(search)).map((row) => row["RESOURCE ID"] ?? "");
  }

  async listAllResources(search: object): Promise<Row[]> {
    const rows: Row[] = [];
    for (let at = 0, total = 1; at < total; at += PAGE) {
      const page = await this.listResources({ ...search, STARTINDEX: at, LIMIT: PAGE });
      total = page.total;
      rows.push(...page.rows);
    }
    return rows;
  }

  async listResources(details: object): Promise<{ readonly rows: readonly Row[]; readonly total: number }> {
    const answer = await this.exchange("GET", `resources${this.query(details)}`, "");
    const rows = (this.read(answer, "resources") ?? []) as readonly Row[];
    return { rows, total: (this.parse(answer) as Envelope).operation.totalRows ?? 0 };
  }

  async createSecret(secret: NewSecret): Promise<SecretSummary> {
    const { name, container, value, description } = secret;
    const ACCOUNTLIST = [{ ACCOUNTNAME: name, PASSWORD: value, NOTES: description }];
    const rows = await this.write("POST", `resources/${container}/accounts`, { ACCOUNTLIST }, name);
    this.checkAdded(rows as readonly Record<string, { readonly STATUS: string }>[], name);
    const { id = "" } = await this.resolve({ name, container });
    return { id, name, container };
  }

  checkAdded(rows: readonly Record<string, { readonly STATUS: string }>[], name: string): void {
    if (rows[0]?.[name]?.STATUS.includes("already exists")) throw new ConnectorError("conflict", "The name is taken.");
  }

  async updateSecret(ref: SecretRef, { name, value, description }: SecretChange): Promise<UpdateState> {
    const path = `resources/${ref.container}/accounts/${ref.id}`;
    const about = { ACCOUNTNAME: name, NOTES: description };
    if (name !== undefined || description !== undefined) await this.write("PUT", path, about, ref.id);
    const { reason: REASON, ticket: TICKETID } = this.settings;
    const change = { NEWPASSWORD: value, RESETTYPE: "LOCAL", REASON, TICKETID };
    if (value !== undefined) await this.write("PUT", `${path}/password`, change, ref.id);
    return { state: "done" };
  }

  async deleteSecret({ id, container }: SecretRef): Promise<void> {
    await this.call("DELETE", `resources/${container}/accounts/${id}`, id);
  }

  async getDocument(ref: SecretRef): Promise<Document> {
    const answer = await this.exchange("GET", `resources/${ref.container}/accounts/${ref.id}/downloadfile`, "");
    this.readFile(answer, ref.id);
    const name = (await this.fetchAccount(ref))["PASSWORD STATUS"];
    return { name, content: answer.bytes.toString("base64") };
  }

  /** Throws what an answer refuses that may be a file. */
  readFile(answer: Answer, what: string | undefined): void {
    if (answer.status !== 200 || answer.text.includes('"status":"Failed"')) throw this.judge(answer, what ?? "");
  }

  async requestAccess({ id }: SecretRef, REASON: string): Promise<AccessRequest> {
    const { STATUS } = (await this.write("POST", `accounts/${id}/requestpassword`, { REASON }, id)) as Row;
    return { state: STATUS === "[Check Out]" ? "granted" : "waiting" };
  }

  async checkOut(ref: SecretRef): Promise<void> {
    const account = await this.fetchAccount(ref);
    if (account["PASSWORD STATUS"] !== "[Check Out]") throw new ConnectorError("approval-required", "Not granted yet.");
    await this.step("REQUEST_CHECKOUT", account);
  }

  async checkIn(ref: SecretRef): Promise<void> {
    await this.step("REQUEST_CHECKIN", await this.fetchAccount(ref));
  }

  /** A step of access control, which only the native API has. */
  async step(operation: string, { PASSWDID }: AccountJson): Promise<void> {
    const path = `../../../api/json/request?OPERATION_NAME=${operation}`;
    await this.write("POST", path, { PASSWDID, REASON: "N/A" }, PASSWDID);
  }

  async fetchAccount({ id, container = "" }: SecretRef): Promise<AccountJson> {
    const account = (await this.listAccounts(container)).find((one) => one["ACCOUNT ID"] === id);
    if (account) return account;
    throw new ConnectorError("not-found", `There is no account '${id}'.`);
  }

  async listAccounts(container: string): Promise<readonly AccountJson[]> {
    const details = (await this.call("GET", `resources/${container}/accounts`, container)) as
      | { readonly "ACCOUNT LIST"?: readonly AccountJson[] }
      | undefined;
    return details?.["ACCOUNT LIST"] ?? [];
  }

  toSummary(account: AccountJson, container: string | undefined): SecretSummary {
    const { "ACCOUNT ID": id, "ACCOUNT NAME": name, ACCOUNT_DESCRIPTION: description } = account;
    return { id, name, description, ...(container === undefined ? {} : { container }) };
  }

  query(details: object): string {
    return `?INPUT_DATA=${encodeURIComponent(JSON.stringify({ operation: { Details: details } }))}`;
  }

  write(method: string, path: string, details: object, what = ""): Promise<unknown> {
    return this.call(method, path, what, this.query(details).slice(1));
  }

  override read(answer: Answer, what: string): unknown {
    if (answer.status !== 200) throw this.judge(answer, what);
    const operation = this.envelope(answer);
    if (operation?.result.status === "Success") return operation.Details;
    throw this.judge(answer, what);
  }

  envelope(answer: Answer): Envelope["operation"] | undefined {
    return (Object(this.parse(answer)) as Partial<Envelope>).operation;
  }

  override judge(answer: Answer, what: string): ConnectorError {
    if (answer.status === 599) return new ConnectorError("invalid", `'${what}' was taken for an attack`);
    if (answer.status !== 200) return super.judge(answer, what);
    const operation = this.envelope(answer);
    if (operation === undefined) return new ConnectorError("protocol", `'${what}' was answered with no envelope`);
    return this.judgeFailure(operation.name, operation.result.message, what, answer);
  }

  judgeFailure(name: string, message: string, what: string, answer: Answer): ConnectorError {
    const said = `'${what}' was refused`;
    if (message === "User is not allowed to access from this host") return new ConnectorError("forbidden", said);
    if (name === "Authentication") return new ConnectorError("unauthenticated", said);
    if (message.startsWith("No such")) return new ConnectorError("not-found", said);
    return new ConnectorError(answer.text.includes("already exists") ? "conflict" : "forbidden", said);
  }

  override headers(): Record<string, string> {
    return { ...super.headers(), AUTHTOKEN: this.settings.credential };
  }
}
