import type { Planted } from "../vault.ts";
import { type Grounds, KEEPER, userOf } from "./pmp-grounds.ts";
import { askPmp, askPmpNatively } from "./pmp-wire.ts";

/** An account under access control that a check put into the vault. */
export interface ControlledAccount extends Planted {
  /** The other id of an account, which access control goes by; see `docs/products/pmp.md#resource-shape`. */
  readonly passwdId: string;
}

interface ResourceJson {
  readonly "ACCOUNT LIST": readonly { readonly PASSWDID: string; readonly "PASSWORD STATUS": string }[];
}

/** The API user whose key the connector has. */
export const CONNECTOR = "contract";
const RIVAL = "rival";

/** Those who request, approve and use passwords besides the connector: see `docs/products/pmp.md#access-control`. */
export class PmpPeople {
  readonly #root: string;
  readonly #grounds: Grounds;

  /** `root` is where the vault answers over http. */
  constructor(root: string, grounds: Grounds) {
    this.#root = root;
    this.#grounds = grounds;
  }

  /** Requests an account as the connector's user, by other means than the connector. */
  async request({ ref }: ControlledAccount, user = CONNECTOR): Promise<void> {
    const path = `/accounts/${ref.id}/requestpassword`;
    await askPmp(this.#root, this.#keyOf(user), "POST", path, { REASON: "contract" });
  }

  /** Approves what the connector's user requested. */
  async approve({ passwdId }: ControlledAccount, user = CONNECTOR): Promise<void> {
    const details = { PASSWDID: passwdId, REQUESTEDID: userOf(this.#grounds, user).id };
    await askPmpNatively(this.#root, this.#keyOf(KEEPER), "ADMIN_REQUEST_APPROVE", details);
  }

  /** Lets somebody else check an account out. */
  async giveToRival(account: ControlledAccount): Promise<void> {
    await this.request(account, RIVAL);
    await this.approve(account, RIVAL);
    const details = { PASSWDID: account.passwdId, REASON: "N/A" };
    await askPmpNatively(this.#root, this.#keyOf(RIVAL), "REQUEST_CHECKOUT", details);
  }

  /** Whether nobody has an account's password now, as others see it. */
  async isFree({ passwdId, container }: ControlledAccount): Promise<boolean> {
    const seen = await askPmp(this.#root, this.#keyOf(RIVAL), "GET", `/resources/${container}/accounts`);
    const account = (seen as ResourceJson)["ACCOUNT LIST"].find(({ PASSWDID }) => PASSWDID === passwdId);
    return account?.["PASSWORD STATUS"] === "[Request]";
  }

  #keyOf(user: string): string {
    return userOf(this.#grounds, user).key;
  }
}
