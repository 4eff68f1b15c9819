import type { JournalInfo } from "../../src/control/protocol.ts";
import { ContractsError } from "../contracts-error.ts";
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
import { find, type Grounds, KEEPER, RUNS } from "./blink-grounds.ts";
import { askBlink, type BlinkCall, countBlink, listBlink } from "./blink-wire.ts";
import { readWorkflow, writeWorkflow } from "./blink-workflow.ts";

interface PlaybookJson {
  readonly id: string;
  readonly name: string;
  readonly desc: string;
  readonly playbook: string;
}

interface HistoryJson {
  readonly results: readonly { readonly cmd: string; readonly message: string }[];
}

/** A key of the connector's user. */
export interface BlinkKey {
  readonly id: string;
  readonly name: string;
  readonly api_key: string;
  readonly is_default: boolean;
}

const CONTRACT = "contract";
/** The user whose key the connector has. */
const CONNECTOR = "contract@example.test";

/** A Blink for one check. Secrets are what workflows of workspace `contract` hand out; the connector acts as one of its Contributors. */
export class BlinkVault extends MockVault {
  readonly credential: string;
  readonly container: string;
  readonly containerName = CONTRACT;
  readonly emptyContainer: string;
  readonly readOnly: Place;
  /** Of a user who may look, and run nothing. */
  readonly viewer: string;
  /** A workspace with a workflow for each way in which a run can go. */
  readonly runs: string;
  /** Blink asks nobody why. */
  readonly reasonContainer = "";
  readonly generatorCredential = "";
  readonly fields = ["description"] as const;
  readonly creation = { method: "POST", path: "/api/v1/workspace/*/playbooks" };
  /** The request that runs a workflow. */
  readonly execution = { method: "POST", path: "/api/v1/workspace/*/playbooks/*/execute" };
  readonly otherHost = "build-02.test";
  readonly credentialParameters = ["apikey", "api_key", "BLINK-API-KEY"];
  readonly #grounds: Grounds;

  constructor(site: VaultSite, grounds: Grounds) {
    super(site);
    this.#grounds = grounds;
    this.credential = this.#keyOf(CONTRACT);
    this.viewer = this.#keyOf("viewer");
    this.container = this.#idOf(CONTRACT);
    this.emptyContainer = this.#idOf("empty");
    this.runs = this.#idOf(RUNS);
    this.readOnly = { container: this.#idOf("readonly"), credential: this.#keyOf("reader") };
  }

  async plant(planting: Planting = {}): Promise<Planted> {
    const { container = this.container, name = this.makeName(), value = this.makeValue(), description } = planting;
    const about = description === undefined ? {} : { desc: description };
    const body = { name, ...about, playbook: writeWorkflow(this.keep(value)) };
    const { id } = (await this.#ask({
      method: "POST",
      path: `workspace/${container}/playbooks`,
      body,
    })) as PlaybookJson;
    return { ref: { id, container }, name, value, container };
  }

  pathOf({ ref }: Planted): string {
    return `/api/v1/${pathTo(ref)}`;
  }

  async change({ ref }: Planted, value: string): Promise<void> {
    await this.#ask({ method: "PUT", path: pathTo(ref), body: { playbook: writeWorkflow(this.keep(value)) } });
  }

  async remove({ ref }: Planted): Promise<void> {
    await this.#ask({ method: "DELETE", path: pathTo(ref) });
  }

  async list(container: string): Promise<readonly Stored[]> {
    await this.endDisturbances();
    const rows = await listBlink<PlaybookJson>(this.#root, this.#keeper, `workspace/${container}/playbooks`);
    return rows.map(({ id, name, desc, playbook }) => {
      return { id, name, value: readWorkflow(playbook), userName: "", description: desc };
    });
  }

  missing(): FullRef {
    return { id: "98765432-0000-4000-8000-000000000000", container: this.container };
  }

  async plantForeign(): Promise<Foreign> {
    const secret = await this.plant({ container: this.#idOf("other") });
    return { secret, credential: this.credential, kinds: ["forbidden"] };
  }

  unknownCredential(): string {
    return this.keepCredential(this.site.chance.hex(28));
  }

  async rotateCredential(): Promise<string> {
    const { api_key } = (await this.#act("keys.rotate", { user: CONNECTOR })) as BlinkKey;
    return this.keepCredential(api_key);
  }

  /** The value of a key dies when it is rotated. */
  async revokeCredential(): Promise<void> {
    await this.rotateCredential();
  }

  async credentialWithoutReading(): Promise<Place> {
    return { container: this.container, credential: this.#keyOf("blind") };
  }

  /** See `docs/products/blink.md#authentication`: a key has no list of addresses. */
  async shutOut(): Promise<void> {
    throw new ContractsError("Blink lets its keys be used from everywhere.");
  }

  async breakRule(): Promise<Refused> {
    throw new ContractsError("Connectors to Blink write nothing.");
  }

  /** To run a workflow is how a secret is read. */
  override isRead({ method, target }: JournalInfo): boolean {
    return method === "GET" || isExecution(method, target);
  }

  /** The requests that ran a workflow, oldest first. */
  async executions(): Promise<JournalInfo[]> {
    return (await this.requests()).filter(({ method, target }) => isExecution(method, target));
  }

  /** A workflow of workspace `runs`, by its name in the fixture. */
  workflow(name: string): string {
    return find(this.#grounds.workflows, name, "workflow");
  }

  /** How many runs of a workflow of workspace `runs` there are. */
  countRuns(workflow: string): Promise<number> {
    return countBlink(this.#root, this.#keeper, `workspace/${this.runs}/executions`, { playbook_id: workflow });
  }

  /** What came of the callback of the newest run of a workflow of workspace `runs`, in words; see `docs/products/blink.md#callbacks`. */
  async callbackOf(workflow: string): Promise<string> {
    const path = `workspace/${this.runs}/executions`;
    const filter = { playbook_id: workflow };
    const newest = (await listBlink<{ readonly id: string }>(this.#root, this.#keeper, path, filter)).at(-1);
    if (!newest) return "";
    const history = (await this.#ask({ path: `${path}/${newest.id}/action_history` })) as HistoryJson;
    return history.results.find(({ cmd }) => cmd === "callback")?.message ?? "";
  }

  /** Runs a workflow of workspace `runs` so many times. */
  async runOften(workflow: string, times: number): Promise<void> {
    const call: BlinkCall = { method: "POST", path: `workspace/${this.runs}/playbooks/${workflow}/execute`, body: {} };
    for (let run = 0; run < times; run += 1) await this.#ask(call);
  }

  /** Adds so many runs of a workflow at once, which have been before. */
  async generateRuns(workflow: string, executions: number): Promise<void> {
    await this.#act("executions.generate", { workflow, executions });
  }

  /** Every key of the connector's user. */
  async keys(): Promise<readonly BlinkKey[]> {
    return (await this.#act("keys.list", { user: CONNECTOR })) as BlinkKey[];
  }

  /** Gives the connector's user another key. */
  async addKey(name: string): Promise<BlinkKey> {
    const key = (await this.#act("keys.create", { user: CONNECTOR, name })) as BlinkKey;
    this.keepCredential(key.api_key);
    return key;
  }

  /** Selects another workspace than the connector's on the screen of its user; see `docs/products/blink.md#workspaces`. */
  async selectElsewhere(): Promise<void> {
    await this.#act("users.select-workspace", { user: CONNECTOR, workspace: "empty" });
  }

  /** Answers an open question of `docs/products/blink.md#open-questions` in another way. */
  async assume(question: string, choice: string): Promise<void> {
    await this.site.sandbox.assume("blink", question, choice);
  }

  /** Lets time pass: an ISO 8601 duration. */
  async passTime(time: string): Promise<void> {
    await this.site.sandbox.setClock({ advance: time });
  }

  get #root(): string {
    return this.site.door.http;
  }

  get #keeper(): string {
    return this.#keyOf(KEEPER);
  }

  #ask(call: BlinkCall): Promise<unknown> {
    return askBlink(this.#root, this.#keeper, call);
  }

  #act(action: string, input: object): Promise<unknown> {
    return this.site.sandbox.act("blink", action, input);
  }

  #keyOf(user: string): string {
    return this.keepCredential(find(this.#grounds.keys, user, "user"));
  }

  #idOf(workspace: string): string {
    return find(this.#grounds.workspaces, workspace, "workspace");
  }
}

function pathTo({ id, container }: FullRef): string {
  return `workspace/${container}/playbooks/${id}`;
}

function isExecution(method: string, target: string): boolean {
  return method === "POST" && /\/(?:execute|start)(?:\?|$)/.test(target);
}
