import type { z } from "zod";
import { CheckFailure, MISSING_METHOD_FIX } from "./check-failure.ts";
import { ContractsError } from "./contracts-error.ts";
import {
  type ConnectionReport,
  type Connector,
  ConnectorError,
  ERROR_KINDS,
  type ErrorKind,
  type SecretChange,
  type SecretRef,
  type Settings,
  type UpdateState,
} from "./port.ts";
import { afterRunning } from "./running-time.ts";
import { type MethodName, SHAPES } from "./shapes.ts";

/** A connector whose every optional method is there: a check that lacks what it needs is not run. */
export interface WholeConnector extends Required<Connector> {
  updateSecret(ref: SecretRef, change: SecretChange): Promise<UpdateState>;
}

/** What a connector said, and where. */
export interface Saying {
  readonly where: "an error" | "the report of a test";
  /** The method that it came out of. */
  readonly method: string;
  readonly content: unknown;
}

/** How long and in what way a connector is watched. */
export interface Watch {
  /** What a call may take until settings say otherwise, in milliseconds. */
  readonly timeLimit: number;
  /** What a call may take beyond the settings' own time limit before it is given up, in milliseconds. */
  readonly grace: number;
  /** Takes the secrets out of a text. */
  readonly mask: (text: string) => string;
  /** Told of what came out of the connector for people to read, as it came. */
  readonly onSaid: (saying: Saying) => void;
  /** Told when a call was given up: the connector may be stuck. */
  readonly onStuck: () => void;
  /** Told of every call, before it is made. */
  readonly onCalled?: (method: string, input: readonly unknown[]) => void;
}

/** More than this of one answer says no more. */
const MOST_ISSUES = 8;

/**
 * A connector whose calls end in time and give what the port says: a proper answer, or a `ConnectorError`. All else that it may do
 * is a `CheckFailure`.
 */
export function observe(connector: Connector, watch: Watch): WholeConnector {
  let { timeLimit } = watch;

  async function call<Name extends MethodName>(method: Name, ...input: unknown[]) {
    const act = connector[method] as ((...input: unknown[]) => unknown) | undefined;
    if (typeof act !== "function") throw new CheckFailure(`The connector has no method ${method}.`, MISSING_METHOD_FIX);
    watch.onCalled?.(method, input);
    const answer = await inTime(method, async () => Reflect.apply(act, connector, input));
    const { success, data, error } = SHAPES[method].safeParse(answer);
    if (success) return data as never;
    const wrong = `${method} answered something else than the port says: ${tellIssues(error.issues)}`;
    throw new CheckFailure(wrong, `Let ${method} answer as docs/adapter-protocol.md#methods says`);
  }

  async function inTime(method: MethodName, act: () => Promise<unknown>): Promise<unknown> {
    const limit = timeLimit + watch.grace;
    let callOff: (() => void) | undefined;
    const late = new Promise<never>((_, reject) => {
      callOff = afterRunning(limit, () => {
        watch.onStuck();
        reject(new CheckFailure(`${method} did not come back within ${limit} ms; its time limit was ${timeLimit} ms.`));
      });
    });
    try {
      return await Promise.race([act(), late]);
    } catch (error) {
      if (error instanceof CheckFailure || error instanceof ContractsError) throw error;
      throw judgeError(method, error, watch);
    } finally {
      callOff?.();
    }
  }

  return {
    describe: () => call("describe"),
    connect: (settings: Settings) => {
      timeLimit = settings.timeLimit;
      return call("connect", settings);
    },
    close: () => call("close"),
    testConnection: async () => {
      const report: ConnectionReport = await call("testConnection");
      watch.onSaid({ where: "the report of a test", method: "testConnection", content: report.message ?? "" });
      return report;
    },
    getSecret: (ref) => call("getSecret", ref),
    findSecrets: (query) => call("findSecrets", query),
    listContainers: () => call("listContainers"),
    createSecret: (secret) => call("createSecret", secret),
    updateSecret: (ref, change) => call("updateSecret", ref, change),
    deleteSecret: (ref) => call("deleteSecret", ref),
    generatePassword: () => call("generatePassword"),
    getHistory: (ref) => call("getHistory", ref),
    getDocument: (ref) => call("getDocument", ref),
    requestAccess: (ref, reason) => call("requestAccess", ref, reason),
    checkOut: (ref) => call("checkOut", ref),
    checkIn: (ref) => call("checkIn", ref),
    runWorkflow: (request) => call("runWorkflow", request),
    listRuns: (query) => call("listRuns", query),
    listKeys: () => call("listKeys"),
    createKey: (name) => call("createKey", name),
    deleteKey: (id) => call("deleteKey", id),
    rotateKey: (id) => call("rotateKey", id),
  };
}

/** Everything that is wrong with an answer, as far as one wants to read it. */
function tellIssues(issues: readonly Pick<z.core.$ZodIssue, "path" | "message">[]): string {
  const told = issues.slice(0, MOST_ISSUES).map(({ path, message }) => `${["answer", ...path].join(".")}: ${message}`);
  const more = issues.length - told.length;
  return [...told, ...(more > 0 ? [`and ${more} more`] : [])].join("; ");
}

/** What an error means that came out of a connector: one of the port's kinds, or a fault of the connector. */
function judgeError(method: MethodName, error: unknown, { mask, onSaid }: Watch): Error {
  onSaid({ where: "an error", method, content: error });
  if (error instanceof Error && isKind((error as { kind?: unknown }).kind)) {
    const { kind } = error as unknown as { kind: ErrorKind };
    return new ConnectorError(kind, mask(`${method} failed with '${kind}' ("${error.message}").`));
  }
  const thrown = error instanceof Error ? `${error.name}: ${error.message}` : typeof error;
  return new CheckFailure(mask(`${method} threw something that has no kind of the port's: ${thrown}`));
}

function isKind(kind: unknown): kind is ErrorKind {
  return ERROR_KINDS.some((known) => known === kind);
}
