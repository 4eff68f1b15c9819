import {
  ConnectorError,
  type Container,
  type NewSecret,
  type Secret,
  type SecretChange,
  type SecretQuery,
  type SecretRef,
  type SecretSummary,
  type UpdateState,
} from "../../../contracts/port.ts";
import { CommonConnector } from "../bare-connector.ts";
import type { Answer } from "../caller.ts";

interface PlaybookJson {
  readonly id: string;
  readonly name: string;
  readonly desc: string;
}

export interface Page {
  readonly total: number;
  readonly results: readonly unknown[];
}

export type Outputs = Readonly<Record<string, unknown>>;

const PAGE = 1_000;

/** What a Blink connector without a flaw does with workflows. It can write them too, but does not declare that. */
export abstract class BareWorkflows extends CommonConnector {
  override readonly root: string = "/api/v1";
  override readonly agent = "bare-blink/0.0.1";

  probe(): Promise<unknown> {
    return this.page("playbooks", { limit: 1, select: ["id"] });
  }

  async getSecret(ref: SecretRef): Promise<Secret> {
    const found = await this.resolve(ref);
    const playbook = (await this.call("GET", this.pathTo(found), found.id)) as PlaybookJson;
    if (typeof Object(playbook).name !== "string") throw new ConnectorError("protocol", "This is no workflow.");
    const { value } = await this.runHere(found);
    if (typeof value !== "string") throw new ConnectorError("protocol", "The workflow gave no value.");
    return { ...this.toSummary(playbook, found.container), value };
  }

  /** The outputs of a run that is waited for in the request. */
  async runHere({ id = "", container = "" }: SecretRef, inputs: Outputs = {}): Promise<Outputs> {
    const seconds = Math.max(1, Math.floor(this.settings.timeLimit / 1000));
    const outputs = await this.execute(
      { id, container },
      { input_values: inputs },
      `?run_sync=true&timeout=${seconds}`,
    );
    if (typeof outputs !== "object" || outputs === null) throw new ConnectorError("protocol", "There are no outputs.");
    return outputs as Outputs;
  }

  execute(ref: SecretRef, body: object, query = ""): Promise<unknown> {
    return this.call("POST", `${this.pathTo(ref)}/execute${query}`, ref.id, JSON.stringify(body));
  }

  pathTo({ id, container }: SecretRef): string {
    return `workspace/${container}/playbooks/${id}`;
  }

  async findSecrets({ name = "", container }: SecretQuery): Promise<SecretSummary[]> {
    const found: SecretSummary[] = [];
    const filter = name === "" ? {} : { filter: { name: { $like: this.pattern(name) } } };
    const workspaces = container === undefined ? (await this.listContainers()).map(({ id }) => id) : [container];
    for (const id of workspaces) {
      const rows = await this.list(`workspace/${id}/playbooks`, { ...filter, select: ["id", "name", "desc"] });
      const near = (rows as readonly PlaybookJson[]).map((row) => this.toSummary(row, id));
      found.push(...near.filter((one) => this.holds(one.name, name)));
    }
    return found;
  }

  /** What `$like` takes for others stands for any character here: what comes is compared with the text. */
  pattern(name: string): string {
    return `%${name.replace(/[\\%_]/g, "_")}%`;
  }

  holds(name: string, text: string): boolean {
    return name.includes(text);
  }

  async listContainers(): Promise<Container[]> {
    const all = (await this.call("GET", "user-workspaces")) as Readonly<Record<string, { readonly name: string }>>;
    return Object.entries(all).map(([id, { name }]) => ({ id, name }));
  }

  async createSecret({ name, container }: NewSecret): Promise<SecretSummary> {
    const made = await this.call("POST", `workspace/${container}/playbooks`, name, JSON.stringify({ name }));
    return this.toSummary(made as PlaybookJson, container);
  }

  async updateSecret(ref: SecretRef, { description: desc }: SecretChange): Promise<UpdateState> {
    await this.call("PUT", `${this.pathTo(ref)}/rename`, ref.id, JSON.stringify({ desc }));
    return { state: "done" };
  }

  async deleteSecret(ref: SecretRef): Promise<void> {
    await this.call("DELETE", this.pathTo(ref), ref.id);
  }

  async generatePassword(): Promise<string> {
    throw new ConnectorError("invalid", "Blink generates no passwords.");
  }

  toSummary({ id, name, desc: description }: PlaybookJson, container: string | undefined): SecretSummary {
    return { id, name, description, ...(container === undefined ? {} : { container }) };
  }

  /** Every row of a list. */
  async list(path: string, query: object): Promise<unknown[]> {
    const rows: unknown[] = [];
    for (let total = 1; rows.length < total; ) {
      const page = await this.page(path, { ...query, limit: PAGE, offset: rows.length });
      if (page.results.length === 0) break;
      total = page.total;
      rows.push(...page.results);
    }
    return rows;
  }

  async page(path: string, query: object): Promise<Page> {
    const page = Object(await this.call("GET", `${path}?q=${encodeURIComponent(JSON.stringify(query))}`)) as Page;
    if (Array.isArray(page.results) && typeof page.total === "number") return page;
    throw new ConnectorError("protocol", "This is no list.");
  }

  override judge(answer: Answer, what: string): ConnectorError {
    const { status } = answer;
    const said = `'${what}' was answered with ${status}`;
    if (status === 401) return new ConnectorError("unauthenticated", said);
    if (status === 403) return new ConnectorError("forbidden", said);
    if (status === 408) return new ConnectorError("timeout", said);
    if (status === 409) return new ConnectorError("conflict", said);
    if (status === 404 && this.isMissing(answer)) return new ConnectorError("not-found", said);
    return super.judge(answer, what);
  }

  /** Whether a 404 is the vault's word for something that is not there, and no unknown path. */
  isMissing({ text }: Answer): boolean {
    return /"message":\s*"Can ?not find/.test(text);
  }

  override headers(): Record<string, string> {
    return { ...super.headers(), "BLINK-API-KEY": this.settings.credential };
  }
}
