import { readFile } from "node:fs/promises";
// In a project of your own: from "fauxvault/contracts". Only types, so that this file runs with nothing but Node.
import type {
  ConnectionReport,
  Connector,
  Description,
  NewSecret,
  Secret,
  SecretChange,
  SecretQuery,
  SecretRef,
  SecretSummary,
  UpdateState,
} from "../../contracts/port.ts";
import { AGENT, type Ask, PasswordstateClient, VaultError } from "./passwordstate-client.ts";

/** A connector to Passwordstate's standard API, as `fauxvault verify --module` wants it. */
export function createConnector(): Connector {
  let client: PasswordstateClient | undefined;

  function begin(): Ask {
    if (client) return client.begin();
    throw new VaultError("invalid", "The connector has no settings yet: connect it first.");
  }

  return {
    describe,

    async connect(settings) {
      const ca = settings.caFile === undefined ? undefined : await readFile(settings.caFile);
      client?.close();
      client = new PasswordstateClient(settings, ca);
    },

    async close() {
      client?.close();
      client = undefined;
    },

    async testConnection(): Promise<ConnectionReport> {
      try {
        // A search is open to every key that can read, whichever kind it is, and this one returns nothing.
        await search(begin(), "connection test of a connector");
        return { outcome: "passed", message: "The vault answers, and takes the API key." };
      } catch (error) {
        if (!(error instanceof VaultError)) throw error;
        return { outcome: "failed", kind: error.kind, message: error.message };
      }
    },

    async getSecret(ref): Promise<Secret> {
      const ask = begin();
      const id = await findId(ask, ref);
      const record = readRecord(await ask("GET", `passwords/${id}`, `Password ${id}`));
      return { ...summarise(record), value: readText(record, "Password") };
    },

    async findSecrets({ name = "", container }: SecretQuery) {
      const part = name.toLowerCase();
      return (await search(begin(), name, container)).filter((one) => one.name.toLowerCase().includes(part));
    },

    async listContainers() {
      return readArray(await begin()("GET", "passwordlists", "The list of lists")).map((list) => ({
        id: String(readNumber(list, "PasswordListID")),
        name: readText(list, "PasswordList"),
      }));
    },

    async createSecret({ name, container, value, userName, description }: NewSecret): Promise<SecretSummary> {
      const ask = begin();
      // Titles need not be unique in Passwordstate, so a second of the same name has to be refused here.
      if ((await search(ask, name, container)).some((one) => one.name === name)) {
        throw new VaultError("conflict", `In list ${container} there is a password with the title '${name}' already.`);
      }
      const PasswordListID = Number(readId(container));
      const body = { PasswordListID, Title: name, Password: value, UserName: userName, Description: description };
      return summarise(readRecord(await ask("POST", "passwords", `Creating in list ${container}`, body)));
    },

    async updateSecret(ref, { name, value, userName, description }: SecretChange): Promise<UpdateState> {
      const ask = begin();
      const PasswordID = Number(await findId(ask, ref));
      const body = { PasswordID, Title: name, Password: value, UserName: userName, Description: description };
      const answer = await ask("PUT", "passwords", `Password ${PasswordID}`, body);
      // The password of a managed record is changed later, on its host: the answer is then no record, but has a status.
      return { state: Array.isArray(answer) && "Status" in Object(answer[0]) ? "queued" : "done" };
    },

    async deleteSecret(ref) {
      const ask = begin();
      const id = await findId(ask, ref);
      await ask("DELETE", `passwords/${id}?MoveToRecycleBin=False`, `Password ${id}`);
    },

    // Takes a key of its own: that of the password generator.
    async generatePassword() {
      return readText(readRecord(await begin()("GET", "generatepassword", "The generator")), "Password");
    },

    async getHistory(ref) {
      const ask = begin();
      const id = await findId(ask, ref);
      const rows = readArray(await ask("GET", `passwordhistory/${id}`, `Password ${id}`));
      // By its ids, which grow: how dates are written is a setting of the vault.
      return rows
        .sort((one, other) => readNumber(other, "PasswordHistoryID") - readNumber(one, "PasswordHistoryID"))
        .map((row) => ({ value: readText(row, "Password"), changedAt: readText(row, "DateChanged") }));
    },
  };
}

function describe(): Description {
  return {
    ...AGENT,
    capabilities: [
      "readByName",
      "findSecrets",
      "listContainers",
      "createSecret",
      "updateSecret",
      "deleteSecret",
      "generatePassword",
      "getHistory",
    ],
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

/** The id of the password that is meant, by that or by its title. */
async function findId(ask: Ask, { id, name, container }: SecretRef): Promise<string> {
  if (id !== undefined) return readId(id);
  if (name === undefined) throw new VaultError("invalid", "A secret is named by its id, or by its name.");
  const [found, ...more] = (await search(ask, name, container)).filter((one) => one.name === name);
  if (!found) throw new VaultError("not-found", `There is no password with the title '${name}'.`);
  if (more.length === 0) return found.id;
  throw new VaultError("conflict", `Several passwords have the title '${name}': name one by id.`);
}

/** The passwords whose title holds the text, and perhaps some more. */
async function search(ask: Ask, text: string, container?: string): Promise<SecretSummary[]> {
  const list = container === undefined ? "" : readId(container);
  // Of a text in double quotes the vault would look for the whole title.
  const Title = text.replace(/^"+|"+$/g, "");
  const criteria = new URLSearchParams({ ExcludePassword: "true", ...(Title === "" ? {} : { Title }) });
  try {
    const found = await ask("GET", `searchpasswords/${list}?${criteria}`, "The search");
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

function readNumber(record: Fields, member: string): number {
  const value = record[member];
  if (typeof value === "number") return value;
  throw new VaultError("protocol", `The vault's answer has no number as ${member}.`);
}

function summarise(record: Fields): SecretSummary {
  return {
    id: String(readNumber(record, "PasswordID")),
    name: readText(record, "Title"),
    container: String(record.PasswordListID),
    userName: readText(record, "UserName"),
    description: readText(record, "Description"),
  };
}
