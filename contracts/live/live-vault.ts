import type { Canaries } from "../canaries.ts";
import type { Chance } from "../chance.ts";
import { CheckSkipped } from "../check-skipped.ts";
import { ContractsError } from "../contracts-error.ts";
import { type DeadAddress, holdDeadAddress } from "../dead-address.ts";
import type { Field, FullRef, Planted, Planting, Stored, Vault, WritableVault } from "../vault.ts";
import type { Corner } from "./corner.ts";
import type { Entry, LiveProduct, ReadingApi } from "./live-api.ts";
import type { Target } from "./target.ts";

/** What a vault at a target is made of. */
export interface LiveSite {
  readonly target: Target;
  readonly product: LiveProduct;
  readonly api: ReadingApi;
  readonly chance: Chance;
  readonly canaries: Canaries;
}

/** A real product that is only to be read, for one check. */
export class LiveVault implements Vault {
  readonly address: string;
  readonly credential: string;
  protected readonly site: LiveSite;
  readonly #underWay = new Set<Promise<unknown>>();
  #isOpen = true;
  #dead: Promise<DeadAddress> | undefined;

  constructor(site: LiveSite) {
    this.site = site;
    this.address = site.target.address;
    this.credential = site.target.credential;
  }

  /** One of the secrets that the user named; a check that needs one is skipped when there is none. */
  async known(): Promise<Planted> {
    const [known] = this.site.target.known;
    if (!known) throw new CheckSkipped("It reads a secret whose value is known, and the configuration names none.");
    const { id, container, name, value } = known;
    return { ref: { id, container }, name, value, container };
  }

  missing(): FullRef {
    const { target, product } = this.site;
    const { container } = target;
    const why = `It looks for a secret that is not there, and does not know in which ${product.containerWord}.`;
    if (container === undefined) throw new CheckSkipped(`${why} --container says so.`);
    return { id: product.missingId, container };
  }

  unknownCredential(): string {
    const credential = this.site.product.inventCredential(this.site.chance);
    this.site.canaries.add("the credential", credential);
    return credential;
  }

  async deadAddress(): Promise<string> {
    this.#dead ??= holdDeadAddress(this.address.startsWith("https:") ? "https" : "http");
    return (await this.#dead).address;
  }

  /** From now on nothing is asked of the target for this check any more; waits for what is being asked. */
  async close(): Promise<void> {
    this.#isOpen = false;
    await Promise.allSettled(this.#underWay);
    (await this.#dead)?.close();
  }

  /** Does what a check wants of the target, unless the check is over: one that was given up may not have noticed. */
  protected async during<Value>(work: () => Promise<Value>): Promise<Value> {
    if (!this.#isOpen) throw new ContractsError("The check is over: nothing is asked of the target any more.");
    const result = work();
    this.#underWay.add(result);
    try {
      return await result;
    } finally {
      this.#underWay.delete(result);
    }
  }
}

/** A real product in which secrets may be made, for one check: what it makes, and what it lists, bears the check's own mark. */
export class WritableLiveVault extends LiveVault implements WritableVault {
  readonly container: string;
  readonly fields: readonly Field[];
  readonly #corner: Corner;
  readonly #mark: string;

  /** `mark` is what the names of this check begin with. */
  constructor(site: LiveSite, corner: Corner, mark: string) {
    super(site);
    const { container } = site.target;
    if (container === undefined) throw new ContractsError("There is no container to make secrets in.");
    this.container = container;
    this.fields = site.product.fields;
    this.#corner = corner;
    this.#mark = mark;
  }

  override known(): Promise<Planted> {
    return this.plant();
  }

  async plant({ container = this.container, ...given }: Planting = {}): Promise<Planted> {
    const { name = this.makeName(), value = this.makeValue(), userName = "", description = "" } = given;
    this.site.canaries.add("a secret's value", value);
    const id = await this.during(() => this.#corner.add({ name, container, value, userName, description }));
    return { ref: { id, container }, name, value, container };
  }

  async change(secret: Planted, value: string): Promise<void> {
    this.site.canaries.add("a secret's value", value);
    await this.during(() => this.#corner.setValue(toEntry(secret), value));
  }

  async remove(secret: Planted): Promise<void> {
    await this.during(() => this.#corner.remove(toEntry(secret)));
  }

  /** Only what bears the check's mark: the values of other secrets are none of the harness's business. */
  list(container: string): Promise<readonly Stored[]> {
    return this.during(async () => {
      const found = await this.site.api.read(this.#mark);
      return found.filter((one) => one.container === container && one.name.startsWith(this.#mark));
    });
  }

  makeValue(): string {
    const value = `cv-${this.site.chance.hex(24)}`;
    this.site.canaries.add("a secret's value", value);
    return value;
  }

  makeName(): string {
    const name = `${this.#mark}${this.site.chance.hex(12)}`;
    // The connector may be asked to make it.
    this.#corner.note({ name, container: this.container });
    return name;
  }
}

function toEntry({ ref: { id }, container, name }: Planted): Entry {
  return { id, container, name };
}
