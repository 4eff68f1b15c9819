import { expect } from "vitest";
import { type Asked, startVault, type Vault } from "./start-vault.ts";

/** A request that the vault refuses. */
export interface RefusedCase {
  readonly name: string;
  readonly method?: string;
  readonly path: string;
  readonly asked: (vault: Vault) => Asked;
  /** What an administrator did before. */
  readonly before?: readonly [action: string, input: Readonly<Record<string, unknown>>][];
  readonly status: number;
  readonly message: string;
  /** What the journal says. */
  readonly reason: string | RegExp;
}

export const noAuthorization = { status: 401, message: "No Authorization" };
export const forbidden = { status: 403, message: "Forbidden" };
export const notFound = { status: 404, message: "Not Found" };
export const badRequest = { status: 400, message: "Bad Request" };

export const withSystemKey = () => ({});

export const withKey = (of: string | number) => (vault: Vault) => ({ key: vault.key(of) });

export const posting =
  (json: unknown, of: string | number = "System Wide") =>
  (vault: Vault) => ({ json, key: vault.key(of) });

/** Makes the request in a vault of its own, and fails the test unless it is refused as told and leaves no trace but in the journal. */
export async function expectRefusal({
  method = "GET",
  path,
  asked,
  before = [],
  ...expected
}: RefusedCase): Promise<void> {
  const vault = await startVault();
  for (const [action, input] of before) vault.administer(action, input);
  const content = vault.snapshot();
  const answer = await vault.request(method, path, asked(vault));
  expect(answer.status).toBe(expected.status);
  expect(answer.refusal().message).toBe(expected.message);
  // The reason phrase of HTTP/1.1 carries the same text.
  expect(answer.phrase).toBe(answer.text);
  if (expected.reason instanceof RegExp) expect(vault.reason()).toMatch(expected.reason);
  else expect(vault.reason()).toBe(expected.reason);
  expect(vault.snapshot()).toBe(content);
}
