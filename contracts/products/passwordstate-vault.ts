import { ContractsError } from "../contracts-error.ts";
import type { BaseSite } from "../product.ts";
import {
  type Foreign,
  type FullRef,
  HARNESS_AGENT,
  MockVault,
  type Place,
  type Planted,
  type Planting,
  type Refused,
  type Stored,
  type VaultSite,
} from "../vault.ts";

/** The lists of the fixture `contract` by name, each with its id and, where it has one, its key. */
export type Lists = ReadonlyMap<string, { readonly id: string; readonly key: string | undefined }>;

/** What there is to know about the fixture `contract`. */
export interface Grounds {
  readonly systemKey: string;
  readonly generatorKey: string;
  readonly lists: Lists;
}

/** The kind of key that connectors are given; see `docs/products/passwordstate.md#key-kinds`. */
const SYSTEM_WIDE = "System Wide";
const GENERATOR = "Password Generator";
/** The list that secrets lie in. */
const CONTRACT = "Contract";
/** What a text of a record may have at the most, and one more: see `docs/products/passwordstate.md#record-body`. */
const TOO_LONG = 256;
/** An address of the fixture's host build-02.test: nobody calls from there. */
const ELSEWHERE = "10.20.0.12";

/** What connectors do not know of, as it is set, and where it comes out. */
const ADORNMENT = { notes: "mind the\ngap", url: "https://ledger.test/in", genericFields: ["staging", "5432"] };
const ADORNED = ["Notes", "URL", "GenericField1", "GenericField2"];

interface RecordJson {
  readonly PasswordID: number;
  readonly Title: string;
  readonly Password: string;
  readonly UserName: string;
  readonly Description: string;
}

/** A Passwordstate for one check. Secrets lie in list `Contract`; the connector has the System Wide key. */
export class PasswordstateVault extends MockVault {
  readonly credential: string;
  readonly container: string;
  readonly containerName = CONTRACT;
  readonly emptyContainer: string;
  readonly readOnly: Place;
  /** See `docs/products/passwordstate.md#reason-header`. */
  readonly reasonContainer: string;
  readonly fields = ["userName", "description"] as const;
  readonly creation = { method: "POST" };
  readonly generatorCredential: string;
  readonly otherHost = "build-02.test";
  readonly credentialParameters = ["apikey"];
  readonly #lists: Lists;
  #mayNotRead: string | undefined;

  constructor(site: VaultSite, { systemKey, generatorKey, lists }: Grounds) {
    super(site);
    this.#lists = lists;
    this.credential = this.keepCredential(systemKey);
    this.generatorCredential = this.keepCredential(generatorKey);
    this.container = this.#list(CONTRACT).id;
    this.emptyContainer = this.#list("Empty").id;
    this.reasonContainer = this.#list("Reasons").id;
    this.readOnly = { container: this.#list("ReadOnly").id, credential: this.#keyOf("ReadOnly") };
  }

  async plant({ container = this.container, ...given }: Planting = {}): Promise<Planted> {
    const { name = this.makeName(), value = this.makeValue(), userName = "", description = "" } = given;
    const record = { list: Number(container), title: name, password: this.keep(value), userName, description };
    const { id } = (await this.#act("records.add", record)) as { id: number };
    return { ref: { id: String(id), container }, name, value, container };
  }

  pathOf({ ref }: Planted): string {
    return `/api/passwords/${ref.id}`;
  }

  async change({ ref }: Planted, value: string): Promise<void> {
    await this.#act("records.set", { id: Number(ref.id), password: this.keep(value), by: "contract" });
  }

  async remove({ ref }: Planted): Promise<void> {
    await this.#act("records.remove", { id: Number(ref.id) });
  }

  /** Over the wire, with the list's own key where that may read, so that it works whatever became of the connector's. */
  async list(container: string): Promise<readonly Stored[]> {
    await this.endDisturbances();
    const own = [...this.#lists.values()].find(({ id }) => id === container)?.key;
    const key = own === this.#mayNotRead ? undefined : own;
    const answer = await ask(this.site.door.http, `passwords/${container}?QueryAll`, key ?? this.credential);
    // An empty list answers 404: see `docs/products/passwordstate.md#empty-results`.
    if (answer.status === 404) return [];
    return ((await answer.json()) as RecordJson[]).map((record) => ({
      id: String(record.PasswordID),
      name: record.Title,
      value: record.Password,
      userName: record.UserName,
      description: record.Description,
    }));
  }

  missing(): FullRef {
    return { id: "987654321", container: this.container };
  }

  /** What a list's key is told of another list's record is an open question (`foreign-record`), so two answers are true. */
  async plantForeign(): Promise<Foreign> {
    const secret = await this.plant({ container: this.#list("Other").id });
    return { secret, credential: this.#keyOf(CONTRACT), kinds: ["forbidden", "unauthenticated"] };
  }

  unknownCredential(): string {
    return this.keepCredential(this.site.chance.hex(32));
  }

  async rotateCredential(): Promise<string> {
    const { value } = (await this.#act("keys.rotate", { key: SYSTEM_WIDE })) as { value: string };
    return this.keepCredential(value);
  }

  async revokeCredential(): Promise<void> {
    await this.#act("keys.revoke", { key: SYSTEM_WIDE });
  }

  async credentialWithoutReading(): Promise<Place> {
    await this.#act("keys.restrict", { key: CONTRACT, callTypes: ["add"] });
    this.#mayNotRead = this.#keyOf(CONTRACT);
    return { container: this.container, credential: this.#mayNotRead };
  }

  async shutOut(): Promise<void> {
    await this.#act("system.restrict", { allowedIpRanges: [ELSEWHERE] });
  }

  async breakRule(): Promise<Refused> {
    const description = "x".repeat(TOO_LONG);
    const secret = { name: this.makeName(), container: this.container, value: this.makeValue(), description };
    return { secret, kinds: ["invalid"] };
  }

  /** The key of the list that secrets lie in. */
  get listKey(): string {
    return this.#keyOf(CONTRACT);
  }

  /** A record whose password is changed on its host by a queue; see `docs/products/passwordstate.md#managed-records`. */
  async plantManaged(): Promise<Planted> {
    const secret = await this.plant();
    await this.#act("lists.set", { list: CONTRACT, resetEnabled: true });
    await this.#act("records.set", { id: Number(secret.ref.id), resetEnabled: true, by: "contract" });
    return secret;
  }

  /** Lets the queue change what it was to change. */
  async completeReset({ ref }: Planted): Promise<void> {
    await this.#act("resets.complete", { id: Number(ref.id), by: "contract" });
  }

  /** Gives a record all that a record can have beside what a connector knows of. */
  async adorn({ ref }: Planted): Promise<void> {
    await this.#act("records.set", { id: Number(ref.id), ...ADORNMENT, by: "contract" });
  }

  /** What a record has beside what a connector knows of. */
  async adornmentOf({ ref }: Planted): Promise<string> {
    const answer = await ask(this.site.door.http, `passwords/${ref.id}`, this.credential);
    const [record] = (await answer.json()) as Record<string, unknown>[];
    return JSON.stringify(ADORNED.map((member) => record?.[member]));
  }

  /** The order in which the vault sends a history, which is an open question (`history-rows`). */
  async sendHistory(order: "newest-first" | "oldest-first"): Promise<void> {
    await this.site.sandbox.assume("passwordstate", "history-rows", order);
  }

  #act(action: string, input: object): Promise<unknown> {
    return this.site.sandbox.act("passwordstate", action, input);
  }

  #list(name: string) {
    const list = this.#lists.get(name);
    if (list) return list;
    throw new ContractsError(`The fixture of the Passwordstate contract has no list '${name}'.`);
  }

  #keyOf(name: string): string {
    const { key } = this.#list(name);
    if (key !== undefined) return this.keepCredential(key);
    throw new ContractsError(`In the fixture of the Passwordstate contract, list '${name}' has no key.`);
  }
}

/** Reads the keys and the ids of the lists, which are the same in every copy of the base. */
export async function exploreGrounds({ sandbox, door }: BaseSite): Promise<Grounds> {
  const credentials = await sandbox.credentials();
  const keyOf = (wanted: string) => {
    const found = credentials.find(({ kind }) => kind === wanted);
    if (found) return found.value;
    throw new ContractsError(`The fixture of the Passwordstate contract has no ${wanted} key.`);
  };
  const systemKey = keyOf(SYSTEM_WIDE);
  const answer = await ask(door.http, "passwordlists", systemKey);
  const found = (await answer.json()) as { readonly PasswordListID: number; readonly PasswordList: string }[];
  const lists = found.map(({ PasswordListID, PasswordList }) => {
    const key = credentials.find(({ kind, scope }) => kind === "Password List" && isScope(scope, PasswordListID));
    return [PasswordList, { id: String(PasswordListID), key: key?.value }] as const;
  });
  return { systemKey, generatorKey: keyOf(GENERATOR), lists: new Map(lists) };
}

/** A list key's scope begins with its list: `list 3; retrieve only`. */
function isScope(scope: string, list: number): boolean {
  return scope.split(";")[0] === `list ${list}`;
}

async function ask(root: string, path: string, key: string): Promise<Response> {
  const headers = { APIKey: key, Reason: "contract", "User-Agent": HARNESS_AGENT };
  const answer = await fetch(`${root}/api/${path}`, { headers });
  if (answer.ok || answer.status === 404) return answer;
  throw new ContractsError(`The vault answered ${answer.status} to its own administrator, at ${path}.`);
}
