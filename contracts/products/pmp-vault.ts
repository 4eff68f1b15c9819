import type { Container } from "../port.ts";
import {
  type Foreign,
  type FullRef,
  MockVault,
  type Place,
  type Planted,
  type Planting,
  type Refused,
  type Stored,
  type VaultSite,
} from "../vault.ts";
import { type Grounds, resourceIdOf, resourceNameOf, userOf } from "./pmp-grounds.ts";
import { CONNECTOR, type ControlledAccount, PmpPeople } from "./pmp-people.ts";

/** A file in an account of a File Store. */
export interface PlantedFile extends Planted {
  readonly fileName: string;
  /** In base64. */
  readonly content: string;
}

/** What only Password Manager Pro can be told of an account. */
interface AccountPart {
  readonly passwdId?: number;
  readonly autoLogonOnly?: boolean;
  readonly file?: { readonly name: string; readonly base64: string };
}

const REST = "/restapi/json/v1";
/** The resource that secrets lie in. */
const CONTRACT = "Contract";
/** Neither JSON nor UTF-8. */
const FILE = Buffer.from([0, 0x80, 0xff, ...Buffer.from("\r\nfile\n\n"), 0xc3, 0x28]).toString("base64");

/** A Password Manager Pro for one check. Secrets are accounts of the resource `Contract`; the connector is the API user `contract`. */
export class PmpVault extends MockVault {
  readonly credential: string;
  readonly container: string;
  readonly containerName = CONTRACT;
  readonly emptyContainer: string;
  readonly generatorCredential: string;
  readonly reasonContainer: string;
  /** A resource under access control. */
  readonly controlledContainer: string;
  /** A resource that demands a ticket. */
  readonly ticketContainer: string;
  readonly readOnly: Place;
  /** A credential that was shared nothing yet. */
  readonly newcomer: string;
  /** A ticket that the ticketing system knows. */
  readonly ticket = "CHG-1001";
  readonly otherHost = "build-02.test";
  readonly credentialParameters = ["AUTHTOKEN", "APP_AUTHTOKEN"];
  /** An account's name is the user's own. */
  readonly fields = ["description"] as const;
  readonly creation = { method: "POST", path: `${REST}/resources/*` };
  readonly people: PmpPeople;
  readonly #grounds: Grounds;

  constructor(site: VaultSite, grounds: Grounds) {
    super(site);
    this.#grounds = grounds;
    this.people = new PmpPeople(site.door.http, grounds);
    this.credential = this.#keyOf(CONNECTOR);
    this.generatorCredential = this.credential;
    this.newcomer = this.#keyOf("newcomer");
    this.container = this.#idOf(CONTRACT);
    this.emptyContainer = this.#idOf("Empty");
    this.reasonContainer = this.#idOf("Reasons");
    this.controlledContainer = this.#idOf("Controlled");
    this.ticketContainer = this.#idOf("Tickets");
    this.readOnly = { container: this.#idOf("ReadOnly"), credential: this.#keyOf("reader") };
  }

  plant(planting: Planting = {}): Promise<Planted> {
    return this.#plantAccount(planting);
  }

  /** An account under access control, with a password id of its own. */
  async plantControlled(): Promise<ControlledAccount> {
    const passwdId = 1_000_000 + Number.parseInt(this.site.chance.hex(4), 16);
    const planted = await this.#plantAccount({ container: this.controlledContainer }, { passwdId });
    return { ...planted, passwdId: String(passwdId) };
  }

  /** An account that may be used to log on, and not be viewed. */
  plantAutoLogon(): Promise<Planted> {
    return this.#plantAccount({}, { autoLogonOnly: true });
  }

  /** An account that holds a file. */
  async plantFile(): Promise<PlantedFile> {
    const fileName = `${this.site.chance.hex(8)}.key`;
    const planting = { container: this.#idOf("Files") };
    const planted = await this.#plantAccount(planting, { file: { name: fileName, base64: FILE } });
    return { ...planted, fileName, content: FILE };
  }

  /** A resource of the connector's own, with an account of this name. */
  async plantResource(account: string): Promise<Container> {
    const [name, accounts] = [this.makeName(), [{ name: account, password: this.makeValue() }]];
    const { id } = (await this.#act("resources.add", { name, owner: CONNECTOR, accounts })) as { readonly id: number };
    return { id: String(id), name };
  }

  pathOf({ ref }: Planted): string {
    return `${REST}/resources/${ref.container}/accounts/${ref.id}/password`;
  }

  async change({ name, container }: Planted, value: string): Promise<void> {
    const password = this.keep(value);
    await this.#act("accounts.set-password", { resource: this.#nameOf(container), account: name, password });
  }

  async remove({ name, container }: Planted): Promise<void> {
    await this.#act("accounts.remove", { resource: this.#nameOf(container), account: name });
  }

  async list(container: string): Promise<readonly Stored[]> {
    await this.endDisturbances();
    const rows = await this.#act("resources.export", { resource: this.#nameOf(container) });
    return (rows as readonly ExportedAccount[]).map(({ id, name, password, notes }) => ({
      id: String(id),
      name,
      value: password,
      userName: "",
      description: notes,
    }));
  }

  missing(): FullRef {
    return { id: "987654321", container: this.container };
  }

  /** The text of the refusal is not public (`not-shared`), so no connector can tell for certain. */
  async plantForeign(): Promise<Foreign> {
    const secret = await this.plant({ container: this.#idOf("Other") });
    return { secret, credential: this.credential, kinds: ["forbidden", "not-found"] };
  }

  unknownCredential(): string {
    const digits = this.site.chance.hex(32).toUpperCase();
    return this.keepCredential(digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-"));
  }

  async rotateCredential(): Promise<string> {
    const { key } = (await this.#act("api-users.generate-key", { user: CONNECTOR })) as { readonly key: string };
    return this.keepCredential(key);
  }

  /** A key dies when another is generated in its place. */
  async revokeCredential(): Promise<void> {
    await this.rotateCredential();
  }

  async credentialWithoutReading(): Promise<Place> {
    return { container: this.container, credential: this.#keyOf("blind") };
  }

  async shutOut(): Promise<void> {
    await this.bindTo(this.otherHost);
  }

  /** What is answered then is not public (`policy-violation`), so no connector can tell for certain. */
  async breakRule(): Promise<Refused> {
    await this.site.sandbox.assume("pmp", "policy-violation", "refused");
    const value = this.keep(this.site.chance.hex(40));
    return { secret: { name: this.makeName(), container: this.container, value }, kinds: ["invalid", "forbidden"] };
  }

  /** Binds the connector's user to another host; see `docs/products/pmp.md#host-binding`. */
  async bindTo(host: string): Promise<void> {
    await this.#act("api-users.edit", { user: CONNECTOR, host });
  }

  async lock(): Promise<void> {
    await this.#act("users.lock", { user: CONNECTOR });
  }

  async switchRestOff(): Promise<void> {
    await this.#act("api-users.rest", { user: CONNECTOR, on: false });
  }

  /** Lets the connector's user expire with the end of this day. */
  async expireToday(): Promise<void> {
    await this.#act("api-users.validity", { user: CONNECTOR, validity: "now" });
  }

  async speakAsPam360(): Promise<void> {
    await this.#act("settings.set", { flavour: "pam360" });
  }

  /** Lets time pass: an ISO 8601 duration. */
  async passTime(time: string): Promise<void> {
    await this.site.sandbox.setClock({ advance: time });
  }

  async #plantAccount(given: Planting, part: AccountPart = {}): Promise<Planted> {
    const { container = this.container, name = this.makeName(), value = this.makeValue(), description = "" } = given;
    const account = { name, password: this.keep(value), notes: description, ...part };
    const added = await this.#act("accounts.add", { resource: this.#nameOf(container), ...account });
    const { id } = added as { readonly id: number };
    return { ref: { id: String(id), container }, name, value, container };
  }

  #act(action: string, input: object): Promise<unknown> {
    return this.site.sandbox.act("pmp", action, input);
  }

  #keyOf(user: string): string {
    return this.keepCredential(userOf(this.#grounds, user).key);
  }

  #idOf(resource: string): string {
    return resourceIdOf(this.#grounds, resource);
  }

  #nameOf(container: string): string {
    return resourceNameOf(this.#grounds, container);
  }
}

interface ExportedAccount {
  readonly id: number;
  readonly name: string;
  readonly password: string;
  readonly notes: string;
}
