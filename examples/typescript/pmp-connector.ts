import { readFile } from "node:fs/promises";
// In a project of your own: from "fauxvault/contracts". Only types, so that this file runs with nothing but Node.
import type {
  ConnectionReport,
  Connector,
  Container,
  Description,
  NewSecret,
  SecretChange,
  SecretQuery,
  SecretRef,
  SecretSummary,
} from "../../contracts/port.ts";
import { type PmpCall, PmpClient } from "./pmp-client.ts";
import {
  type Account,
  AGENT,
  addedOrThrow,
  isFile,
  readAccounts,
  readGenerated,
  readPassword,
  readResources,
  readStatus,
  VaultError,
} from "./pmp-wire.ts";

/** How many resources are fetched at once. */
const PAGE = 100;

/** A connector to the REST API of Password Manager Pro and PAM360, as `fauxvault verify --module` wants it. */
export function createConnector(): Connector {
  let client: PmpClient | undefined;

  function begin(): PmpCall {
    if (client) return client.begin();
    throw new VaultError("invalid", "The connector has no settings yet: connect it first.");
  }

  return {
    describe,

    async connect(settings) {
      const ca = settings.caFile === undefined ? undefined : await readFile(settings.caFile);
      client?.close();
      client = new PmpClient(settings, ca);
    },

    async close() {
      client?.close();
      client = undefined;
    },

    async testConnection(): Promise<ConnectionReport> {
      try {
        // Every user may list what it sees, and one row is enough; none at all is an answer too.
        await begin().list("resources", "The list of resources", { LIMIT: 1 });
        return { outcome: "passed", message: "The vault answers, and takes the key." };
      } catch (error) {
        if (!(error instanceof VaultError)) throw error;
        return { outcome: "failed", kind: error.kind, message: error.message };
      }
    },

    async getSecret(ref) {
      const call = begin();
      const account = await find(call, ref);
      const { id, container } = account;
      // A file's name would come as its password.
      if (isFile(account)) throw new VaultError("invalid", `Account ${id} holds a file, not a password.`);
      const path = `resources/${container}/accounts/${id}/password`;
      const value = readPassword(await call.get(path, `Account ${id}`, call.motive), id);
      return { ...summarise(account, container), value };
    },

    async findSecrets({ name, container }: SecretQuery) {
      const call = begin();
      const found: SecretSummary[] = [];
      const resources = container === undefined ? await findResources(call, name) : [{ id: container }];
      for (const { id } of resources) {
        // The vault searches for resources; which of their accounts are meant, it does not say.
        const accounts = (await listAccounts(call, id)).filter((one) => one.name.includes(name ?? ""));
        found.push(...accounts.map((account) => summarise(account, id)));
      }
      return found;
    },

    listContainers: () => findResources(begin()),

    async createSecret({ name, container, value, userName, description }: NewSecret) {
      refuseUserName(userName, name);
      const call = begin();
      const account = { ACCOUNTNAME: name, PASSWORD: value, ...(description ? { NOTES: description } : {}) };
      const path = `resources/${readId(container)}/accounts`;
      const what = `Creating in resource ${container}`;
      addedOrThrow(await call.send("POST", path, what, { ACCOUNTLIST: [account] }), name, container);
      return summarise(await find(call, { name, container }), container);
    },

    async updateSecret(ref, { name, value, userName, description }: SecretChange) {
      const call = begin();
      const account = await find(call, ref);
      const { id, container } = account;
      refuseUserName(userName, name ?? account.name);
      refuseEmpty(name, description);
      const path = `resources/${container}/accounts/${id}`;
      const about = { ...(name ? { ACCOUNTNAME: name } : {}), ...(description ? { NOTES: description } : {}) };
      if (Object.keys(about).length > 0) await call.send("PUT", path, `Account ${id}`, about);
      if (value === undefined) return;
      const change = { NEWPASSWORD: value, RESETTYPE: "LOCAL", ...call.motive };
      await call.send("PUT", `${path}/password`, `Account ${id}`, change);
    },

    async deleteSecret(ref) {
      const call = begin();
      const { id, container } = await find(call, ref);
      await call.delete(`resources/${container}/accounts/${id}`, `Account ${id}`);
    },

    async generatePassword() {
      const what = "The password generator";
      return readGenerated(await begin().get("passwords/generate", what, { POLICY: "Strong" }));
    },

    async getDocument(ref) {
      const call = begin();
      const account = await find(call, ref);
      const { id, container, status } = account;
      const path = `resources/${container}/accounts/${id}/downloadfile`;
      const bytes = await call.download(path, `The file of account ${id}`, call.motive);
      return { name: status.replace(/\[Check In\]$/, ""), content: bytes.toString("base64") };
    },

    async requestAccess(ref, reason) {
      const call = begin();
      const { id } = await find(call, ref);
      const path = `accounts/${id}/requestpassword`;
      const status = readStatus(await call.send("POST", path, `Account ${id}`, { ...call.motive, REASON: reason }));
      return { state: status.startsWith("[Check Out]") || status.startsWith("****") ? "granted" : "waiting" };
    },

    async checkOut(ref) {
      const call = begin();
      const account = await find(call, ref);
      if (account.status !== "[Check Out]") {
        throw new VaultError("approval-required", `Account ${account.id} is not granted: ask for it first, and wait.`);
      }
      // What was granted for later answers with the time at which it begins.
      if (readStatus(await step(call, "REQUEST_CHECKOUT", account)).includes("****")) return;
      throw new VaultError("approval-required", `Account ${account.id} is granted for later.`);
    },

    async checkIn(ref) {
      const call = begin();
      await step(call, "REQUEST_CHECKIN", await find(call, ref));
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
      "getDocument",
      "requestAccess",
      "checkOut",
      "checkIn",
    ],
    settings: [
      { name: "address", required: true, secret: false },
      { name: "caFile", required: false, secret: false },
      { name: "credential", required: true, secret: true },
      { name: "timeLimit", required: true, secret: false },
      { name: "reason", required: false, secret: false },
      { name: "ticket", required: false, secret: false },
    ],
    missingDelete: "not-found",
    secondCreate: "conflict",
  };
}

/** The account that is meant, by its id or by its name, as the list of its resource has it. */
async function find(call: PmpCall, ref: SecretRef): Promise<Account & { readonly container: string }> {
  const { id, name, container } = ref;
  if (container === undefined) throw new VaultError("invalid", "An account is named within its resource.");
  if (id === undefined && name === undefined) throw new VaultError("invalid", "A secret is named by its id or name.");
  if (id !== undefined) readId(id);
  const accounts = await listAccounts(call, container);
  const found = accounts.find((one) => (id === undefined ? one.name === name : one.id === id));
  if (found) return { ...found, container };
  throw new VaultError("not-found", `Resource ${container} has no account ${id ?? `'${name}'`}.`);
}

async function listAccounts(call: PmpCall, container: string): Promise<Account[]> {
  return readAccounts(await call.get(`resources/${readId(container)}/accounts`, `Resource ${container}`));
}

/** The resources that have an account whose name holds the text; all without one. */
async function findResources(call: PmpCall, name?: string): Promise<Container[]> {
  const search = name ? { SEARCHTYPE: "ACCOUNT", SEARCHCOLUMN: "LOGINNAME", SEARCHVALUE: name } : {};
  const resources: Container[] = [];
  for (let total = 1, at = 0; at < total; at += PAGE) {
    const wanted = { ...search, STARTINDEX: at, LIMIT: PAGE };
    const page = await call.list("resources", "The list of resources", wanted);
    total = page.totalRows;
    resources.push(...readResources(page.rows));
  }
  return resources;
}

/** A step of access control: only the native API has them. */
function step(call: PmpCall, operation: string, { passwdId, id }: Account): Promise<unknown> {
  return call.stepNatively(operation, `Account ${id}`, { PASSWDID: passwdId, REASON: "N/A" });
}

function summarise({ id, name, description }: Account, container: string): SecretSummary {
  return { id, name, container, userName: name, description };
}

/** An account's name is the name that one logs on with: there is no other. */
function refuseUserName(userName: string | undefined, name: string): void {
  if (userName === undefined || userName === name) return;
  throw new VaultError("invalid", "In Password Manager Pro an account's name is its user name: leave the other out.");
}

/** The vault takes an empty text for one that was not given, and would leave all as it is. */
function refuseEmpty(...texts: readonly (string | undefined)[]): void {
  if (texts.includes("")) throw new VaultError("invalid", "Password Manager Pro cannot empty a name or a description.");
}

function readId(id: string): string {
  if (/^\d{1,15}$/.test(id)) return id;
  throw new VaultError("invalid", "The ids of Password Manager Pro are whole numbers.");
}
