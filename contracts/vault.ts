import type { ControlClient } from "../src/control/client.ts";
import type { FaultMatch, NewFault } from "../src/control/fault-shapes.ts";
import type { DoorInfo, JournalInfo, NewDoor } from "../src/control/protocol.ts";
import type { SandboxClient } from "../src/control/sandbox-client.ts";
import type { Canaries } from "./canaries.ts";
import type { Chance } from "./chance.ts";
import { type DeadAddress, holdDeadAddress } from "./dead-address.ts";
import type { ErrorKind, NewSecret, SecretRef } from "./port.ts";
import { type Relay, startRelay } from "./relay.ts";

/** What a check names a secret by: its id, and the container for products whose ids live within one. */
export type FullRef = SecretRef & Required<Pick<SecretRef, "id" | "container">>;

/** What a product may keep of a secret beside its name and its value. */
export type Field = "userName" | "description";

/** A secret that a check put into the vault. */
export interface Planted {
  /** What a connector reads it by. */
  readonly ref: FullRef;
  readonly name: string;
  readonly value: string;
  readonly container: string;
}

/** What a check says of a secret that it plants; the rest is made up. */
export interface Planting {
  readonly name?: string;
  readonly value?: string;
  readonly container?: string;
  readonly userName?: string;
  readonly description?: string;
}

/** A secret as the vault's administrator sees it. */
export interface Stored {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  /** Empty where the product has no such field. */
  readonly userName: string;
  readonly description: string;
}

/** A container, and a credential that opens it. */
export interface Place {
  readonly container: string;
  readonly credential: string;
}

/** A secret that a good credential may not see, and how the vault's answer may truthfully be reported. */
export interface Foreign {
  readonly secret: Planted;
  readonly credential: string;
  readonly kinds: readonly ErrorKind[];
}

/** A secret that a vault does not take. */
export interface Refused {
  readonly secret: NewSecret;
  readonly kinds: readonly ErrorKind[];
}

/** What a vault is made of, for whoever opens one. */
export interface VaultSite {
  readonly control: ControlClient;
  readonly sandbox: SandboxClient;
  /** The port that the connector is given. */
  readonly door: DoorInfo;
  readonly scheme: "https" | "http";
  readonly chance: Chance;
  readonly canaries: Canaries;
}

/** What `requests` leaves out: the calls that a vault's harness makes by itself. */
export const HARNESS_AGENT = "fauxvault-contracts";

/** What every vault has for a check, also a real product that is known by its address and is only to be read. */
export interface Vault {
  /** Where the vault answers: what a connector's user would type. */
  readonly address: string;
  /** The credential that opens everything a connector could need. */
  readonly credential: string;
  /** A secret that is there, and whose value is known. */
  known(): Promise<Planted>;
  /** A reference of the right form to a secret that is not there. */
  missing(): FullRef;
  /** A credential of the right form that the vault does not know. */
  unknownCredential(): string;
  /** An address where nobody listens. */
  deadAddress(): Promise<string>;
}

/** What a vault has beyond that where secrets may be made through its own API, such as in a corner of a real product. */
export interface WritableVault extends Vault {
  /** Where secrets are planted unless said otherwise. */
  readonly container: string;
  /** What the product keeps of a secret beside its name and its value. */
  readonly fields: readonly Field[];
  /** Puts a secret into the vault, with exactly this value. */
  plant(secret?: Planting): Promise<Planted>;
  /** Gives a secret another value, as somebody else would. */
  change(secret: Planted, value: string): Promise<void>;
  /** Removes a secret, as somebody else would. */
  remove(secret: Planted): Promise<void>;
  /** What a container really holds. */
  list(container: string): Promise<readonly Stored[]>;
  /** A value that nobody would write by chance. */
  makeValue(): string;
  /** A name that no other secret has; what is left over is known by it. */
  makeName(): string;
}

/** A mock's vault for one check, with all that an administrator, a network and fate can do to it. Each product says how. */
export abstract class MockVault implements WritableVault {
  abstract readonly credential: string;
  abstract readonly container: string;
  /** What that container is called. */
  abstract readonly containerName: string;
  /** A container that holds nothing. */
  abstract readonly emptyContainer: string;
  /** The least that a connector which only reads needs: may read in its container, and nothing else. */
  abstract readonly readOnly: Place;
  /** A container whose secrets are handed out only to who says why. */
  abstract readonly reasonContainer: string;
  abstract readonly fields: readonly Field[];
  /** A credential that may let the vault generate passwords. */
  abstract readonly generatorCredential: string;
  /** The request that makes a secret. */
  abstract readonly creation: FaultMatch;
  /** The name of a host that is not this machine, for a second server. */
  abstract readonly otherHost: string;
  /** The names of the query parameters that carry a credential. */
  abstract readonly credentialParameters: readonly string[];
  protected readonly site: VaultSite;
  readonly #dead: DeadAddress[] = [];
  readonly #relays: Relay[] = [];

  constructor(site: VaultSite) {
    this.site = site;
  }

  abstract plant(secret?: Planting): Promise<Planted>;
  /** The path at which the vault answers a read of a secret. */
  abstract pathOf(secret: Planted): string;
  abstract change(secret: Planted, value: string): Promise<void>;
  abstract remove(secret: Planted): Promise<void>;
  /** Ends all disturbances first. */
  abstract list(container: string): Promise<readonly Stored[]>;
  abstract missing(): FullRef;
  /** A secret that its credential may not see. */
  abstract plantForeign(): Promise<Foreign>;
  abstract unknownCredential(): string;
  /** Replaces the credential; gives the new one. */
  abstract rotateCredential(): Promise<string>;
  abstract revokeCredential(): Promise<void>;
  /** A valid credential that may not read in its container. */
  abstract credentialWithoutReading(): Promise<Place>;
  /** Lets the vault be called from other addresses alone. */
  abstract shutOut(): Promise<void>;
  /** A new secret that the vault's own rules refuse, and how that may truthfully be reported. */
  abstract breakRule(): Promise<Refused>;

  get address(): string {
    return this.site.door[this.site.scheme];
  }

  /** Whether a request only reads, as this product's requests go. */
  isRead(request: JournalInfo): boolean {
    return request.method === "GET";
  }

  known(): Promise<Planted> {
    return this.plant();
  }

  makeValue(): string {
    return this.keep(`cv-${this.site.chance.hex(24)}`);
  }

  makeName(): string {
    return `contract ${this.site.chance.hex(12)}`;
  }

  /** Lets something happen to the answers to come. */
  async disturb(effect: NewFault["effect"], fault: Omit<NewFault, "effect"> = {}): Promise<void> {
    await this.site.sandbox.addFault({ ...fault, effect });
  }

  async endDisturbances(): Promise<void> {
    await this.site.sandbox.clearFaults();
  }

  /** What the connector asked for, oldest first. */
  async requests(): Promise<JournalInfo[]> {
    const entries = await this.site.sandbox.journal();
    return entries.filter(({ agent }) => agent !== HARNESS_AGENT);
  }

  /** Opens another port to this vault; it is closed with the vault. Gives its address. */
  async openDoor(plan: Omit<NewDoor, "listener" | "sandbox" | "port"> = {}): Promise<string> {
    const { control, sandbox, door, scheme } = this.site;
    const opened = await control.openDoor({ ...plan, listener: door.listener, sandbox: sandbox.id, explain: false });
    return opened[scheme];
  }

  /** Of this machine, until the vault is closed. */
  async deadAddress(): Promise<string> {
    const dead = await holdDeadAddress(this.site.scheme);
    this.#dead.push(dead);
    return dead.address;
  }

  /** Opens a way to this vault on which connections are counted, and what is sent is told first; it ends with the vault. */
  async openRelay(onSent?: () => void): Promise<Relay> {
    const { door, scheme } = this.site;
    const relay = await startRelay(new URL(door.http), scheme, onSent);
    this.#relays.push(relay);
    return relay;
  }

  /** Sees to it that a value which the connector was given shows nowhere. */
  guard(value: string): string {
    return this.keep(value);
  }

  /** Lets go of what the vault holds open. */
  close(): void {
    for (const dead of this.#dead) dead.close();
    for (const relay of this.#relays) relay.close();
  }

  /** Sees to it that a secret value shows nowhere. */
  protected keep(value: string): string {
    this.site.canaries.add("a secret's value", value);
    return value;
  }

  protected keepCredential(credential: string): string {
    this.site.canaries.add("the credential", credential);
    return credential;
  }
}
