import {
  type ConnectionReport,
  ConnectorError,
  type Container,
  type Description,
  type NewSecret,
  type Secret,
  type SecretChange,
  type SecretQuery,
  type SecretRef,
  type SecretSummary,
  type Settings,
  type UpdateState,
} from "../../contracts/port.ts";
import { Caller } from "./caller.ts";
import { limitMethods } from "./limit-methods.ts";

/** What every connector without a flaw has, whichever product it speaks to; neutral flaws put another part in the place of one. */
export interface BareConnector extends Caller {
  describe(): Description;
  connect(settings: Settings): Promise<void>;
  close(): Promise<void>;
  testConnection(): Promise<ConnectionReport>;
  /** The call that the connection test makes. */
  probe(): Promise<unknown>;
  getSecret(ref: SecretRef): Promise<Secret>;
  /** The secret that is meant, by its id. */
  resolve(ref: SecretRef): Promise<SecretRef>;
  findSecrets(query: SecretQuery): Promise<SecretSummary[]>;
  createSecret(secret: NewSecret): Promise<SecretSummary>;
  updateSecret(ref: SecretRef, change: SecretChange): Promise<UpdateState>;
  deleteSecret(ref: SecretRef): Promise<void>;
  listContainers(): Promise<Container[]>;
  generatePassword(): Promise<string>;
}

/** What connectors to all products have in common. */
export abstract class CommonConnector extends Caller {
  constructor() {
    super();
    limitMethods(this);
  }

  abstract probe(): Promise<unknown>;
  abstract findSecrets(query: SecretQuery): Promise<SecretSummary[]>;

  async connect(settings: Settings): Promise<void> {
    this.closePools();
    this.settings = settings;
  }

  async close(): Promise<void> {
    this.closePools();
  }

  async testConnection(): Promise<ConnectionReport> {
    try {
      await this.probe();
      return { outcome: "passed", message: "It works." };
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      return { outcome: "failed", kind: error.kind, message: error.message };
    }
  }

  async resolve(ref: SecretRef): Promise<SecretRef> {
    const { id, name, container = "" } = ref;
    if (id !== undefined) return ref;
    const near = await this.findSecrets({ name: name ?? "", container });
    const [found, ...more] = near.filter((one) => one.name === name);
    if (!found) throw new ConnectorError("not-found", `There is no '${name}'.`);
    if (more.length > 0) throw new ConnectorError("conflict", `There are several '${name}'.`);
    return { id: found.id, container };
  }
}

/** What every bare connector says of itself. */
export function describeBare(product: string): Description {
  return {
    name: `bare-${product}`,
    version: "0.0.1",
    capabilities: [
      "readByName",
      "findSecrets",
      "createSecret",
      "updateSecret",
      "deleteSecret",
      "listContainers",
      "generatePassword",
    ],
    settings: [
      { name: "address", required: true, secret: false },
      { name: "credential", required: true, secret: true },
    ],
    missingDelete: "not-found",
    secondCreate: "conflict",
  };
}
