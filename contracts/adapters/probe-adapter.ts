import { z } from "zod";
import { ContractsError } from "../contracts-error.ts";
import { ERROR_KINDS } from "../port.ts";
import { pause, untilHolds } from "../running-time.ts";
import { SHAPES } from "../shapes.ts";
import { type RpcAnswer, readAnswer, writeRequest } from "./json-rpc.ts";
import { LineSplitter } from "./line-splitter.ts";
import { killGroup, spawnGroup } from "./process-group.ts";

/** What the adapter protocol asks for, and what an adapter did instead. */
export interface ProbeResult {
  readonly promise: string;
  /** Absent when the promise is kept. */
  readonly seen?: string;
}

/** A longer line than most readers have by themselves, in characters. */
const LONG = 1_048_576;
const AT_ONCE = 20;
const LONGEST_LINE = 8_388_608;
const METHOD_NOT_FOUND = -32601;

const SETTINGS = { address: "http://127.0.0.1:9", credential: "no-such-key", timeLimit: 1_000 };
const REF = { id: "1", container: "1" };
const kind = z.looseObject({ kind: z.enum(ERROR_KINDS) });

/** An adapter's process, to which anything can be sent. */
class Probe {
  readonly #child;
  readonly #answers = new Map<unknown, RpcAnswer>();
  #stray = "";
  #trouble: ContractsError | undefined;
  #isOver = false;

  constructor([program = "", ...args]: readonly string[]) {
    this.#child = spawnGroup(program, args);
    const lines = new LineSplitter(
      LONGEST_LINE,
      (line) => this.#take(line),
      (start) => this.#take(start),
    );
    this.#child.stdout.on("data", (chunk: Buffer) => lines.add(chunk));
    // What it says there is for people, and a pipe that nobody reads gets full.
    this.#child.stderr.resume();
    this.#child.stdin.on("error", () => undefined);
    this.#child.once("exit", () => {
      this.#isOver = true;
    });
    this.#child.once("error", ({ message }) => {
      this.#trouble = new ContractsError(`The adapter '${program}' does not start: ${message}`);
    });
  }

  send(text: string): void {
    this.#child.stdin.write(text);
  }

  /** Waits for an answer; throws with what came in its place. */
  async answerTo(id: number, patience: number): Promise<RpcAnswer> {
    const isThere = await untilHolds(
      patience,
      () => this.#trouble !== undefined || this.#stray !== "" || this.#isOver || this.#answers.has(id),
    );
    if (this.#trouble) throw this.#trouble;
    if (this.#stray !== "") throw new Error(this.#stray);
    const answer = this.#answers.get(id);
    if (answer) return answer;
    throw new Error(isThere ? "It ended instead of answering." : `It gave no answer within ${patience} ms.`);
  }

  /** Ends its input; whether it ends by that. */
  async leave(patience: number): Promise<boolean> {
    this.#child.stdin.end();
    return await untilHolds(patience, () => this.#isOver);
  }

  kill(): void {
    killGroup(this.#child);
  }

  #take(line: string): void {
    const answer = readAnswer(line);
    if (answer && !this.#answers.has(answer.id)) this.#answers.set(answer.id, answer);
    else this.#stray ||= `Standard output carried what is no answer: ${JSON.stringify(line.slice(0, 200))}`;
  }
}

type Act = (probe: Probe, patience: number) => Promise<void>;

/** Asks for a description; throws unless one comes. */
async function describe(probe: Probe, id: number, patience: number): Promise<void> {
  const { error, result } = await probe.answerTo(id, patience);
  if (error) throw new Error(`describe failed with code ${error.code}.`);
  const { success, error: issues } = SHAPES.describe.safeParse(result);
  if (!success) throw new Error(`The description is none: ${z.prettifyError(issues)}`);
}

const PROBES: Readonly<Record<string, Act>> = {
  "It describes itself before it is connected": async (probe, patience) => {
    probe.send(writeRequest(1, "describe", {}));
    await describe(probe, 1, patience);
  },
  "An id comes back as it went out, however large": async (probe, patience) => {
    probe.send(writeRequest(4_294_967_297, "describe", {}));
    await describe(probe, 4_294_967_297, patience);
  },
  "A request may end with \\r\\n, come in pieces, and have members that nobody knows": async (probe, patience) => {
    const text = writeRequest(1, "describe", { unknown: { deep: [1] } }).replace("\n", "\r\n");
    probe.send(text.slice(0, 20));
    await pause(50);
    probe.send(text.slice(20));
    await describe(probe, 1, patience);
  },
  [`A request may be ${LONG / 1024} KiB long and hold any character`]: async (probe, patience) => {
    probe.send(writeRequest(1, "describe", { padding: 'Zażółć 密码 🔑 \\" \u2028'.padEnd(LONG, "x") }));
    await describe(probe, 1, patience);
  },
  [`${AT_ONCE} requests at once get an answer each`]: async (probe, patience) => {
    const ids = Array.from({ length: AT_ONCE }, (_, at) => at + 1);
    probe.send(ids.map((id) => writeRequest(id, "describe", {})).join(""));
    for (const id of ids) await describe(probe, id, patience);
  },
  "A method that there is not is answered with code -32601, and the next one as ever": async (probe, patience) => {
    probe.send(writeRequest(1, "noSuchMethod", {}));
    const { error } = await probe.answerTo(1, patience);
    if (error?.code !== METHOD_NOT_FOUND)
      throw new Error(`It answered with ${error ? `code ${error.code}` : "a result"}.`);
    probe.send(writeRequest(2, "describe", {}));
    await describe(probe, 2, patience);
  },
  "A call without connect is a failure with a kind": async (probe, patience) => {
    probe.send(writeRequest(1, "getSecret", { ref: REF }));
    expectKind(await probe.answerTo(1, patience));
  },
  "Settings with members that nobody knows are taken, and what cannot be reached is a failure with a kind": async (
    probe,
    patience,
  ) => {
    probe.send(writeRequest(1, "connect", { settings: { ...SETTINGS, unknown: true } }));
    const { error } = await probe.answerTo(1, patience);
    if (error) throw new Error(`connect failed: ${error.message}`);
    probe.send(writeRequest(2, "getSecret", { ref: REF }));
    expectKind(await probe.answerTo(2, patience));
    probe.send(writeRequest(3, "close", {}));
    const closed = await probe.answerTo(3, patience);
    if (closed.error) throw new Error(`close failed: ${closed.error.message}`);
  },
  "It ends when its input does": async (probe, patience) => {
    probe.send(writeRequest(1, "describe", {}));
    await probe.answerTo(1, patience);
    if (!(await probe.leave(patience))) throw new Error(`It was still there ${patience} ms later.`);
  },
};

function expectKind({ error }: RpcAnswer): void {
  if (!error) throw new Error("It answered with a result.");
  if (!kind.safeParse(error.data).success) throw new Error(`Its error has no kind of the protocol's: ${error.message}`);
}

/**
 * Tries whether an adapter speaks the protocol, without any vault: each promise with a process of its own. Throws a `ContractsError` when
 * it cannot be started at all.
 */
export async function probeAdapter(command: readonly string[], patience: number): Promise<ProbeResult[]> {
  const results: ProbeResult[] = [];
  for (const [promise, act] of Object.entries(PROBES)) {
    const probe = new Probe(command);
    try {
      await act(probe, patience);
      results.push({ promise });
    } catch (error) {
      if (error instanceof ContractsError) throw error;
      results.push({ promise, seen: error instanceof Error ? error.message : String(error) });
    } finally {
      probe.kill();
    }
  }
  return results;
}
