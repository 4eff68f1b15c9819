import { ContractsError } from "../contracts-error.ts";
import type { Entry, LiveProduct, NewEntry, ReadingApi, StoredEntry, WritingApi } from "../live/live-api.ts";
import { TargetError } from "../live/target-error.ts";
import type { TargetLine, TargetRequest } from "../live/target-line.ts";
import { type Fields, isFields, readJson, strange, tellWord } from "../live/wire.ts";
import type { FullRef } from "../vault.ts";

/** An account as the list of its resource has it; see `docs/products/pmp.md#resource-shape`. */
interface Account extends Entry {
  readonly description: string;
}

/** How many resources are fetched at once. */
const PAGE = 100;
/** More pages than this end a list that has no end. */
const MOST_PAGES = 1_000;
/** Told to resources that demand a reason. */
const REASON = "contract run of fauxvault";

/** A real Password Manager Pro, through REST; see `docs/products/pmp.md#accounts`. */
export const pmpLive: LiveProduct = {
  fields: ["description"],
  containerWord: "resource",
  missingId: "987654321",
  inventCredential: (chance) =>
    chance
      .hex(32)
      .toUpperCase()
      .replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-"),
  reach: (line, credential, container) => new PmpApi(line, credential, container),
};

class PmpApi implements ReadingApi, WritingApi {
  readonly #line: TargetLine;
  readonly #credential: string;
  readonly #container: string | undefined;

  constructor(line: TargetLine, credential: string, container: string | undefined) {
    this.#line = line;
    this.#credential = credential;
    this.#container = container;
  }

  /** Every user may list what it sees, and nothing at all is an answer too. */
  async probe(): Promise<void> {
    await this.#get("resources", "the list of resources", { LIMIT: 1 });
  }

  /**
   * The vault searches for resources and does not say which of their accounts are meant, so all of them are given. The resource that is
   * written to is looked at in any case. See `docs/products/pmp.md#resources`.
   */
  find(text: string): Promise<readonly Entry[]> {
    return this.#accounts(text);
  }

  list(container: string): Promise<readonly Entry[]> {
    return this.#accountsOf(container);
  }

  async #accounts(text: string): Promise<readonly Account[]> {
    const resources = new Set(this.#container === undefined ? [] : [this.#container]);
    const search = { SEARCHTYPE: "ACCOUNT", SEARCHCOLUMN: "LOGINNAME", SEARCHVALUE: text, LIMIT: PAGE };
    for (let page = 0, total = 1; page * PAGE < total && page < MOST_PAGES; page += 1) {
      const said = await this.#get("resources", "the list of resources", { ...search, STARTINDEX: page * PAGE });
      for (const row of readRows(said.Details)) if (isId(row["RESOURCE ID"])) resources.add(String(row["RESOURCE ID"]));
      total = Number(said.totalRows) || 0;
    }
    const entries: Account[] = [];
    for (const container of resources) entries.push(...(await this.#accountsOf(container)));
    return entries;
  }

  async namesOf({ id, container }: FullRef): Promise<readonly string[]> {
    return (await this.#accountsOf(container)).filter((one) => one.id === id).map(({ name }) => name);
  }

  async read(text: string): Promise<readonly StoredEntry[]> {
    const found = (await this.#accounts(text)).filter(({ name }) => name.includes(text));
    const stored: StoredEntry[] = [];
    for (const { description, ...entry } of found) {
      const { id, container } = entry;
      const path = `resources/${readId(container)}/accounts/${readId(id)}/password`;
      const { Details } = await this.#get(path, `account ${id}`, { REASON });
      if (!isFields(Details) || typeof Details.PASSWORD !== "string") {
        throw new TargetError(`${this.#line.address} gives no password of account ${id}.`, 200);
      }
      stored.push({ ...entry, value: Details.PASSWORD, userName: "", description });
    }
    return stored;
  }

  /** The answer has no id, so it is looked up; see `docs/products/pmp.md#accounts`. */
  async add({ container, name, value, description }: NewEntry): Promise<string> {
    const notes = description === "" ? {} : { NOTES: description };
    const details = { ACCOUNTLIST: [{ ACCOUNTNAME: name, PASSWORD: value, ...notes }] };
    const what = `a new account in resource ${container}`;
    const { Details } = await this.#send("POST", `resources/${readId(container)}/accounts`, what, details);
    const found = (await this.#accountsOf(container)).find((one) => one.name === name);
    if (found) return found.id;
    const [row] = readRows(Details);
    const said = isFields(row?.[name]) ? row[name].STATUS : undefined;
    throw new TargetError(`${this.#line.address} did not make ${what}${tellWord([said])}.`, 200);
  }

  /** See `docs/products/pmp.md#passwords`: `LOCAL` changes the vault alone. */
  async setValue({ id, container }: Entry, value: string): Promise<void> {
    const path = `resources/${readId(container)}/accounts/${readId(id)}/password`;
    await this.#send("PUT", path, `a change of account ${id}`, { NEWPASSWORD: value, RESETTYPE: "LOCAL", REASON });
  }

  async erase({ id, container }: Entry): Promise<void> {
    const path = `resources/${readId(container)}/accounts/${readId(id)}`;
    await this.#send("DELETE", path, `the removal of account ${id}`);
  }

  async #accountsOf(container: string): Promise<readonly Account[]> {
    const { Details } = await this.#get(`resources/${readId(container)}/accounts`, `resource ${container}`);
    const rows = readRows(isFields(Details) ? Details["ACCOUNT LIST"] : undefined);
    return rows
      .filter((row) => isId(row["ACCOUNT ID"]))
      .map((row) => ({
        id: String(row["ACCOUNT ID"]),
        container,
        name: String(row["ACCOUNT NAME"]),
        description: typeof row.ACCOUNT_DESCRIPTION === "string" ? row.ACCOUNT_DESCRIPTION : "",
      }));
  }

  #get(path: string, what: string, details?: object): Promise<Fields> {
    const query = details === undefined ? "" : `?INPUT_DATA=${encodeURIComponent(toDocument(details))}`;
    return this.#ask({ method: "GET", path: `${path}${query}` }, what);
  }

  #send(method: TargetRequest["method"], path: string, what: string, details?: object): Promise<Fields> {
    const body = details && new URLSearchParams({ INPUT_DATA: toDocument(details) }).toString();
    return this.#ask({ method, path, body }, what);
  }

  /** The operation of a `Success`; see `docs/products/pmp.md#envelope`. */
  async #ask({ path, ...request }: Omit<TargetRequest, "headers">, what: string): Promise<Fields> {
    const form = request.body === undefined ? {} : { "Content-Type": "application/x-www-form-urlencoded" };
    const headers = { AUTHTOKEN: this.#credential, ...form };
    const { status, text } = await this.#line.ask({ ...request, path: `/restapi/json/v1/${path}`, headers });
    const content = readJson(text);
    const operation = isFields(content) && isFields(content.operation) ? content.operation : undefined;
    const result = isFields(operation?.result) ? operation.result : undefined;
    if (operation && result?.status === "Success") return operation;
    if (result === undefined) throw strange(this.#line, what, status);
    throw new TargetError(`${this.#line.address} refuses ${what}${tellWord([result.message])}.`, status);
  }
}

function toDocument(details: object): string {
  return JSON.stringify({ operation: { Details: details } });
}

function isId(id: unknown): boolean {
  return /^\d{1,15}$/.test(String(id));
}

function readId(id: string): string {
  if (isId(id)) return id;
  throw new ContractsError(`'${id.slice(0, 40)}' is no id of Password Manager Pro: those are whole numbers.`);
}

function readRows(content: unknown): readonly Fields[] {
  return Array.isArray(content) ? content.filter(isFields) : [];
}
