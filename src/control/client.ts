import { type ControlAddress, ControlConnection } from "./control-connection.ts";
import type {
  ActionInfo,
  CoverageInfo,
  DoorInfo,
  HealthInfo,
  NewDoor,
  NewSandbox,
  SandboxInfo,
  StatusInfo,
} from "./protocol.ts";
import { SandboxClient } from "./sandbox-client.ts";

/**
 * Steers a running fauxvault. Everything that goes wrong is a `ControlError`, whose message says what to do next; its `status` is
 * absent when no answer came.
 */
export class ControlClient {
  readonly #connection: ControlConnection;

  constructor(address: ControlAddress) {
    this.#connection = new ControlConnection(address);
  }

  /** The address in force, without a slash at its end. */
  get url(): string {
    return this.#connection.url;
  }

  /** Whether it is there and ready. */
  async health(): Promise<HealthInfo> {
    return (await this.#connection.ask("GET", "/v1/health")) as HealthInfo;
  }

  async status(): Promise<StatusInfo> {
    return (await this.#connection.ask("GET", "/v1/status")) as StatusInfo;
  }

  async sandboxes(): Promise<SandboxInfo[]> {
    return (await this.#connection.ask("GET", "/v1/sandboxes")) as SandboxInfo[];
  }

  /** Makes a sandbox; its doors are in the answer. */
  async createSandbox(plan: NewSandbox): Promise<SandboxInfo> {
    return (await this.#connection.ask("POST", "/v1/sandboxes", { body: plan })) as SandboxInfo;
  }

  /** The client of one sandbox. Asks nothing: that it is there shows when it is used. */
  sandbox(id = "default"): SandboxClient {
    return new SandboxClient(this.#connection, id);
  }

  async openDoor(plan: NewDoor): Promise<DoorInfo> {
    return (await this.#connection.ask("POST", "/v1/doors", { body: plan })) as DoorInfo;
  }

  async closeDoor(port: number): Promise<void> {
    await this.#connection.ask("DELETE", `/v1/doors/${port}`);
  }

  /** The local authority's certificate; made when it is not there yet. */
  caPem(): Promise<string> {
    return this.#connection.askText("GET", "/v1/ca.pem");
  }

  /** The OpenAPI 3.1 document of a product's mock, or of the control API itself. */
  async openapi(of: string): Promise<object> {
    const path = of === "control" ? "/v1/openapi" : `${productPath(of)}/openapi`;
    return (await this.#connection.ask("GET", path)) as object;
  }

  /** What of a product is built, with what evidence. */
  async coverage(product: string): Promise<CoverageInfo[]> {
    return (await this.#connection.ask("GET", `${productPath(product)}/coverage`)) as CoverageInfo[];
  }

  /** What an administrator can do that the product's API cannot; `SandboxClient.act` does it. */
  async actions(product: string): Promise<ActionInfo[]> {
    return (await this.#connection.ask("GET", `${productPath(product)}/actions`)) as ActionInfo[];
  }

  /** Asks the instance to end. It has not ended yet when this is done. */
  async stop(): Promise<void> {
    await this.#connection.ask("POST", "/v1/stop");
  }
}

function productPath(product: string): string {
  return `/v1/products/${encodeURIComponent(product)}`;
}
