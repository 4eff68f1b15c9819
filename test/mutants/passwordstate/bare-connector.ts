import {
  ConnectorError,
  type Container,
  type Description,
  type NewSecret,
  type OlderValue,
  type Secret,
  type SecretChange,
  type SecretQuery,
  type SecretRef,
  type SecretSummary,
  type UpdateState,
} from "../../../contracts/port.ts";
import { CommonConnector, describeBare } from "../bare-connector.ts";
import type { Answer } from "../caller.ts";

export interface HistoryJson {
  readonly PasswordHistoryID: number;
  readonly Password: string;
  readonly DateChanged: string;
}

export interface RecordJson {
  readonly PasswordID: number;
  readonly PasswordListID: string;
  readonly Title: string;
  readonly UserName: string;
  readonly Description: string;
  readonly Password: string;
}

/** A Passwordstate connector without a flaw. */
export class BarePasswordstate extends CommonConnector {
  override readonly root = "/api";
  override readonly agent = "bare-passwordstate/0.0.1";

  describe(): Description {
    const { capabilities, ...words } = describeBare("passwordstate");
    return { ...words, capabilities: [...capabilities, "getHistory"] };
  }

  probe(): Promise<unknown> {
    return this.findSecrets({ name: "nobody has this title" });
  }

  async getSecret(ref: SecretRef): Promise<Secret> {
    return this.toSecret(await this.fetchRecord(ref));
  }

  async findSecrets({ name = "", container = "" }: SecretQuery): Promise<SecretSummary[]> {
    const title = this.toTitle(name) === "" ? "" : `&Title=${encodeURIComponent(this.toTitle(name))}`;
    try {
      const path = `searchpasswords/${container}?ExcludePassword=true${title}`;
      const found = this.toRecords(await this.call("GET", path)).map((record) => this.toSummary(record));
      return found.filter((one) => one.name.toLowerCase().includes(name.toLowerCase()));
    } catch (error) {
      if (error instanceof ConnectorError && error.kind === "not-found") return [];
      throw error;
    }
  }

  /** A text in double quotes would be searched for as a whole title. */
  toTitle(name: string): string {
    return name.replace(/^"+|"+$/g, "");
  }

  async createSecret(secret: NewSecret): Promise<SecretSummary> {
    const { name, container } = secret;
    const near = await this.findSecrets({ name, container });
    if (near.some((one) => one.name === name)) throw new ConnectorError("conflict", "The name is taken.");
    return this.toSummary((await this.write("POST", this.toBody(secret))) as RecordJson);
  }

  async updateSecret({ id }: SecretRef, change: SecretChange): Promise<UpdateState> {
    return this.toState(await this.write("PUT", { PasswordID: id, ...this.toBody(change) }));
  }

  /** Of a managed record comes an array of one whose status says that its password waits. */
  toState(answer: unknown): UpdateState {
    const [waiting] = Array.isArray(answer) ? (answer as { readonly Status?: string }[]) : [];
    return { state: waiting?.Status === undefined ? "done" : "queued" };
  }

  async deleteSecret({ id }: SecretRef): Promise<void> {
    await this.call("DELETE", `passwords/${id}?MoveToRecycleBin=False`, id);
  }

  async listContainers(): Promise<Container[]> {
    const lists = (await this.call("GET", "passwordlists")) as { PasswordListID: number; PasswordList: string }[];
    return lists.map(({ PasswordListID, PasswordList }) => ({ id: String(PasswordListID), name: PasswordList }));
  }

  async generatePassword(): Promise<string> {
    const [generated] = (await this.call("GET", "generatepassword")) as { readonly Password: string }[];
    return generated?.Password ?? "";
  }

  async getHistory({ id }: SecretRef): Promise<OlderValue[]> {
    const rows = (await this.call("GET", `passwordhistory/${id}`, id)) as HistoryJson[];
    return this.sortHistory(rows).map(({ Password, DateChanged }) => ({ value: Password, changedAt: DateChanged }));
  }

  sortHistory(rows: readonly HistoryJson[]): readonly HistoryJson[] {
    return rows.toSorted((one, other) => other.PasswordHistoryID - one.PasswordHistoryID);
  }

  async fetchRecord(ref: SecretRef): Promise<RecordJson> {
    const { id } = await this.resolve(ref);
    return this.toRecord(await this.call("GET", `passwords/${id}`, id));
  }

  toRecord(answer: unknown): RecordJson {
    const [record] = this.toRecords(answer);
    if (!record) throw new ConnectorError("protocol", "The answer holds no record.");
    return record;
  }

  toRecords(answer: unknown): readonly RecordJson[] {
    const isSound = Array.isArray(answer) && answer.every((one: unknown) => Object(one).PasswordID !== undefined);
    if (isSound) return answer as RecordJson[];
    throw new ConnectorError("protocol", "The answer is no list of records.");
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

  override judge(answer: Answer, what: string): ConnectorError {
    const { status, text } = answer;
    const said = `'${what}' was answered with ${status}`;
    if (status === 401) return new ConnectorError("unauthenticated", said);
    if (status === 403) return new ConnectorError("forbidden", said);
    if (status === 404 && isOwnWord(text)) return new ConnectorError("not-found", said);
    return super.judge(answer, what);
  }

  override headers(): Record<string, string> {
    const { credential, reason } = this.settings;
    return { ...super.headers(), APIKey: credential, ...(reason === undefined ? {} : { Reason: reason }) };
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
