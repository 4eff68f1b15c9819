import {
  ConnectorError,
  type Description,
  type NewSecret,
  type Secret,
  type SecretChange,
  type SecretQuery,
  type SecretRef,
  type SecretSummary,
} from "../../../contracts/port.ts";
import { CommonConnector, describeBare } from "../bare-connector.ts";
import type { Answer } from "../caller.ts";

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
    return describeBare("passwordstate");
  }

  probe(): Promise<unknown> {
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
    const { id } = await this.resolve(ref);
    const [record] = (await this.call("GET", `passwords/${id}`, id)) as RecordJson[];
    if (!record) throw new ConnectorError("protocol", "The answer holds no record.");
    return record;
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
