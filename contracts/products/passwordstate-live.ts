import { ContractsError } from "../contracts-error.ts";
import type { Entry, LiveProduct, NewEntry, ReadingApi, StoredEntry, WritingApi } from "../live/live-api.ts";
import { TargetError } from "../live/target-error.ts";
import type { TargetAnswer, TargetLine, TargetRequest } from "../live/target-line.ts";
import { type Fields, isFields, readJson, strange, tellWord } from "../live/wire.ts";
import type { FullRef } from "../vault.ts";

/** Told to lists that demand a reason; see `docs/products/passwordstate.md#reason-header`. */
const REASON = "contract run of fauxvault";
/** A title that nobody has. */
const NOBODY = "fauxvault asks whether the key is good";

/** A real Passwordstate, through its standard API; see `docs/products/passwordstate.md#records`. */
export const passwordstateLive: LiveProduct = {
  fields: ["userName", "description"],
  containerWord: "list",
  missingId: "987654321",
  inventCredential: (chance) => chance.hex(32),
  reach: (line, credential) => new PasswordstateApi(line, credential),
};

class PasswordstateApi implements ReadingApi, WritingApi {
  readonly #line: TargetLine;
  readonly #credential: string;

  constructor(line: TargetLine, credential: string) {
    this.#line = line;
    this.#credential = credential;
  }

  /** A search is open to every key that can read, and this one returns nothing. */
  async probe(): Promise<void> {
    await this.find(NOBODY);
  }

  /** See `docs/products/passwordstate.md#search`: a text matches as a part, and no match is 404. */
  async find(text: string): Promise<readonly Entry[]> {
    const rows = await this.#search({ Title: text, ExcludePassword: "true" });
    return rows.flatMap((row) => readEntry(row) ?? []);
  }

  /** See `docs/products/passwordstate.md#query-all`. */
  async list(container: string): Promise<readonly Entry[]> {
    const path = `passwords/${readNumber(container)}?QueryAll&ExcludePassword=true`;
    return (await this.#read(path, `list ${container}`)).flatMap((row) => readEntry(row) ?? []);
  }

  async read(text: string): Promise<readonly StoredEntry[]> {
    const rows = await this.#search({ Title: text });
    return rows.flatMap((row) => {
      const entry = readEntry(row);
      const { Password, UserName, Description } = row;
      return entry
        ? [{ ...entry, value: toText(Password), userName: toText(UserName), description: toText(Description) }]
        : [];
    });
  }

  async namesOf(ref: FullRef): Promise<readonly string[]> {
    const rows = await this.#read(`passwords/${readNumber(ref.id)}?ExcludePassword=true`, `password ${ref.id}`);
    return rows.map(({ Title }) => toText(Title));
  }

  /** See `docs/products/passwordstate.md#record-body`. */
  async add({ container, name, value, userName, description }: NewEntry): Promise<string> {
    const record = { PasswordListID: readNumber(container), Title: name, Password: value };
    const body = { ...record, UserName: userName, Description: description };
    const answer = await this.#ask({ method: "POST", path: "passwords", body: JSON.stringify(body) });
    const made = answer.status === 201 ? readJson(answer.text) : undefined;
    if (isFields(made) && Number.isSafeInteger(made.PasswordID)) return String(made.PasswordID);
    throw this.#refusal(`a new password in list ${container}`, answer);
  }

  async setValue({ id }: Entry, value: string): Promise<void> {
    const body = JSON.stringify({ PasswordID: readNumber(id), Password: value });
    const answer = await this.#ask({ method: "PUT", path: "passwords", body });
    if (answer.status !== 200) throw this.#refusal(`a change of password ${id}`, answer);
  }

  /** See `docs/products/passwordstate.md#delete`. */
  async erase({ id }: Entry): Promise<void> {
    const path = `passwords/${readNumber(id)}?MoveToRecycleBin=False`;
    const answer = await this.#ask({ method: "DELETE", path });
    if (answer.status !== 204) throw this.#refusal(`the removal of password ${id}`, answer);
  }

  #search(criteria: Readonly<Record<string, string>>): Promise<readonly Fields[]> {
    return this.#read(`searchpasswords/?${new URLSearchParams(criteria)}`, "a search");
  }

  /** Rows; none for the product's own 404. */
  async #read(path: string, what: string): Promise<readonly Fields[]> {
    const answer = await this.#ask({ method: "GET", path });
    const content = readJson(answer.text);
    const isList = Array.isArray(content) && content.every(isFields);
    if (answer.status === 404 && isList && content[0]?.errors !== undefined) return [];
    if (answer.status === 200 && isList) return content;
    throw this.#refusal(what, answer);
  }

  #ask({ path, ...request }: Omit<TargetRequest, "headers">): Promise<TargetAnswer> {
    const headers = {
      APIKey: this.#credential,
      Reason: REASON,
      ...(request.body === undefined ? {} : { "Content-Type": "application/json" }),
    };
    return this.#line.ask({ ...request, path: `/api/${path}`, headers });
  }

  /** See `docs/products/passwordstate.md#errors`: what does not wear this form is not the product's own word. */
  #refusal(what: string, { status, text }: TargetAnswer): TargetError {
    const content = readJson(text);
    const said = Array.isArray(content) && isFields(content[0]) ? content[0].errors : undefined;
    if (!Array.isArray(said)) return strange(this.#line, what, status);
    const phrases = said.flatMap((one) => (isFields(one) ? Object.values(one) : []));
    return new TargetError(`${this.#line.address} answers ${what} with status ${status}${tellWord(phrases)}.`, status);
  }
}

function readEntry({ PasswordID, PasswordListID, Title }: Fields): Entry | undefined {
  const isWhole = Number.isSafeInteger(PasswordID) && /^\d+$/.test(String(PasswordListID));
  if (!isWhole || typeof Title !== "string") return undefined;
  return { id: String(PasswordID), container: String(PasswordListID), name: Title };
}

function toText(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function readNumber(id: string): number {
  if (/^\d{1,15}$/.test(id)) return Number(id);
  throw new ContractsError(`'${id.slice(0, 40)}' is no id of Passwordstate: those are whole numbers.`);
}
