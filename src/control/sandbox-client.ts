import type { ControlConnection } from "./control-connection.ts";
import type { FaultInfo, NewFault } from "./fault-shapes.ts";
import { followStream } from "./follow-stream.ts";
import type {
  AssumptionInfo,
  ClockChange,
  ClockInfo,
  CredentialInfo,
  ExampleInfo,
  HostsInfo,
  JournalInfo,
  JournalQuery,
  NewSandbox,
  SandboxInfo,
} from "./protocol.ts";

/** How a journal is followed. */
export interface FollowOptions {
  /** Ends the iteration, without an error. */
  readonly signal?: AbortSignal | undefined;
  /** Begins with the entries after this number: 0 gives all that the journal still holds. Absent: only what comes from now on. */
  readonly after?: number | undefined;
}

/** Steers one sandbox of a running fauxvault. */
export class SandboxClient {
  readonly id: string;
  readonly #connection: ControlConnection;
  readonly #path: string;

  constructor(connection: ControlConnection, id: string) {
    this.#connection = connection;
    this.id = id;
    this.#path = `/v1/sandboxes/${encodeURIComponent(id)}`;
  }

  async info(): Promise<SandboxInfo> {
    return (await this.#ask("GET", "")) as SandboxInfo;
  }

  /** A copy of it as it stands. Costs the same for ten rows or a million. */
  async fork(plan: Omit<NewSandbox, "fork" | "fixture"> = {}): Promise<SandboxInfo> {
    const body: NewSandbox = { ...plan, fork: this.id };
    return (await this.#connection.ask("POST", "/v1/sandboxes", { body })) as SandboxInfo;
  }

  /** Back to how it started; its journal stays. */
  async reset(): Promise<void> {
    await this.#ask("POST", "/reset");
  }

  /** Forgets it and closes its doors. The default one cannot be deleted. */
  async delete(): Promise<void> {
    await this.#ask("DELETE", "");
  }

  /** Its whole content as JSON text. Holds its secret values: keep it as you would keep them. */
  snapshot(): Promise<string> {
    return this.#connection.askText("GET", `${this.#path}/snapshot`);
  }

  /** Replaces its content by that of a snapshot. */
  async restore(text: string): Promise<void> {
    await this.#connection.ask("PUT", `${this.#path}/snapshot`, { text });
  }

  /** Back to before or after a request of its journal. */
  async rewind(seq: number, side: "before" | "after" = "before"): Promise<void> {
    await this.#ask("POST", "/rewind", { seq, side });
  }

  async clock(): Promise<ClockInfo> {
    return (await this.#ask("GET", "/clock")) as ClockInfo;
  }

  async setClock(change: ClockChange): Promise<ClockInfo> {
    return (await this.#ask("PATCH", "/clock", change)) as ClockInfo;
  }

  async faults(): Promise<FaultInfo[]> {
    return (await this.#ask("GET", "/faults")) as FaultInfo[];
  }

  async addFault(plan: NewFault): Promise<FaultInfo> {
    return (await this.#ask("POST", "/faults", plan)) as FaultInfo;
  }

  async removeFault(id: number): Promise<void> {
    await this.#ask("DELETE", `/faults/${id}`);
  }

  async clearFaults(): Promise<void> {
    await this.#ask("DELETE", "/faults");
  }

  /** The requests it served, oldest first, masked. */
  async journal(query: JournalQuery = {}): Promise<JournalInfo[]> {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
    return (await this.#ask("GET", search.size === 0 ? "/journal" : `/journal?${search}`)) as JournalInfo[];
  }

  /** Forgets the entries; their numbers go on. */
  async clearJournal(): Promise<void> {
    await this.#ask("DELETE", "/journal");
  }

  /**
   * The requests as they are served. Ends when the sandbox or the instance does or the signal says so; throws a `ControlError` when
   * the connection breaks. Entries that come faster than they are read may be left out once the journal has let go of them.
   */
  followJournal({ signal, after }: FollowOptions = {}): AsyncIterable<JournalInfo> {
    const query = after === undefined ? "" : `?after=${after}`;
    return followStream<JournalInfo>(this.#connection, `${this.#path}/journal/stream${query}`, signal);
  }

  /** Host names and the addresses that belong to them. */
  async hosts(): Promise<HostsInfo> {
    return (await this.#ask("GET", "/hosts")) as HostsInfo;
  }

  async setHost(name: string, addresses: readonly string[]): Promise<void> {
    await this.#ask("PUT", `/hosts/${encodeURIComponent(name)}`, { addresses });
  }

  async removeHost(name: string): Promise<void> {
    await this.#ask("DELETE", `/hosts/${encodeURIComponent(name)}`);
  }

  /** The open questions, with the choices in force. */
  async assumptions(): Promise<AssumptionInfo[]> {
    return (await this.#ask("GET", "/assumptions")) as AssumptionInfo[];
  }

  async assume(product: string, name: string, choice: string): Promise<void> {
    await this.#ask("PUT", `/assumptions/${encodeURIComponent(product)}/${encodeURIComponent(name)}`, { choice });
  }

  /** The credentials in force, with their values. */
  async credentials(): Promise<CredentialInfo[]> {
    return (await this.#ask("GET", "/credentials")) as CredentialInfo[];
  }

  /** A request that works now; undefined when the sandbox holds nothing to show. */
  async example(product: string): Promise<ExampleInfo | undefined> {
    return (await this.#ask("GET", `/examples/${encodeURIComponent(product)}`)) as ExampleInfo | undefined;
  }

  /** Does what an administrator does on the product's screens, such as `keys.rotate`; gives what the action gives. */
  act(product: string, action: string, input: object = {}): Promise<unknown> {
    return this.#ask("POST", `/actions/${encodeURIComponent(product)}/${encodeURIComponent(action)}`, input);
  }

  #ask(method: string, path: string, body?: object): Promise<unknown> {
    return this.#connection.ask(method, `${this.#path}${path}`, { body });
  }
}
