import { test as base, type TestAPI } from "vitest";
import type { FauxvaultOptions } from "./library/options.ts";
import { startFauxvault } from "./library/start-fauxvault.ts";
import type { Vault } from "./library/vault.ts";

export { type ConnectorSource, type ContractOptions, describeContract } from "./library/describe-contract.ts";
export type { FauxvaultOptions } from "./library/options.ts";
export type { Vault } from "./library/vault.ts";

/** What a test is given. */
export interface VaultFixtures {
  /** Fake vaults of this test's own, on ports of their own, as the fixture says they start. */
  readonly vault: Vault;
}

/**
 * A `test` of vitest whose `vault` is fresh for each test: a copy of one fauxvault that is started once in each worker. A test that
 * does not ask for it starts nothing.
 *
 * ```ts
 * const test = createVaultTest({ fixture: "fixtures/my-vault.yaml" });
 *
 * test("reads a password", async ({ vault }) => {
 *   const connector = connect({ address: vault.url(), apiKey: vault.credential("System Wide") });
 *   expect(await connector.read(1)).toBe("…");
 * });
 * ```
 */
export function createVaultTest(options: FauxvaultOptions = {}): TestAPI<VaultFixtures> {
  return base.extend<{ $worker: { fauxvault: Vault }; $test: { vault: Vault } }>({
    fauxvault: [
      // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern which fixtures this one needs.
      async ({}, use) => {
        const fauxvault = await startFauxvault(options);
        await use(fauxvault);
        await fauxvault.stop();
      },
      { scope: "worker" },
    ],
    vault: async ({ fauxvault }, use) => {
      const vault = await fauxvault.fork();
      await use(vault);
      await vault.stop();
    },
  });
}

/**
 * A `test` of vitest with vaults of the demo fixture.
 *
 * ```ts
 * import { test } from "fauxvault/vitest";
 *
 * test("a revoked key is refused", async ({ vault }) => { … });
 * ```
 */
export const test: TestAPI<VaultFixtures> = createVaultTest();
