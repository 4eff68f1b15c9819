import { CheckFailure } from "./check-failure.ts";
import { type ConnectionReport, ConnectorError, type ErrorKind } from "./port.ts";

/** Fails the check with a message unless something holds. */
export function expectThat(holds: boolean, message: string): asserts holds {
  if (!holds) throw new CheckFailure(message);
}

/** The connection test passed. */
export function expectPassed(report: ConnectionReport, when: string): void {
  expectThat(report.outcome === "passed", `${when}, the connection test ${tell(report)}; it should pass.`);
}

/** The connection test failed, and for one of these reasons. */
export function expectFailed(report: ConnectionReport, kinds: readonly ErrorKind[], when: string): void {
  const right = report.outcome === "failed" && report.kind !== undefined && kinds.includes(report.kind);
  expectThat(right, `${when}, the connection test ${tell(report)}; it should fail with ${list(kinds)}.`);
}

/** A call failed, and for one of these reasons. Gives the error. */
export async function expectFailure(
  call: Promise<unknown>,
  kinds: readonly ErrorKind[],
  when: string,
): Promise<ConnectorError> {
  const error = await failureOf(call);
  expectThat(error !== undefined, `${when}, the call succeeded; it should fail with ${list(kinds)}.`);
  expectThat(kinds.includes(error.kind), `${when}, ${error.message} It should fail with ${list(kinds)}.`);
  return error;
}

/** The connector's own failure of a call; undefined when it succeeded. What no connector may do goes on as it is. */
export async function failureOf(call: Promise<unknown>): Promise<ConnectorError | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    if (error instanceof ConnectorError) return error;
    throw error;
  }
}

/** A value came through byte for byte. The message shows neither of them. */
export function expectSameValue(actual: string, expected: string, what: string): void {
  if (actual === expected) return;
  const [one, other] = [Buffer.from(actual), Buffer.from(expected)];
  let at = 0;
  while (at < other.length && one[at] === other[at]) at += 1;
  const size = one.length === other.length ? `${one.length} bytes` : `${one.length} bytes instead of ${other.length}`;
  throw new CheckFailure(`${what} came changed: ${size}, other than they should be from byte ${at} on (from 0).`);
}

function tell({ outcome, kind, message }: ConnectionReport): string {
  const why = kind === undefined ? "" : ` with '${kind}'`;
  const said = message ? ` ("${message}")` : "";
  return `${outcome === "unknown" ? "cannot tell" : outcome}${why}${said}`;
}

function list(kinds: readonly ErrorKind[]): string {
  return kinds.map((kind) => `'${kind}'`).join(" or ");
}
