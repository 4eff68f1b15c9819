import type { Scene } from "../check.ts";
import { expectFailed, expectFailure } from "../expect.ts";
import type { ErrorKind, Settings } from "../port.ts";
import type { Vault } from "../vault.ts";

/** Tests and reads under trouble, both of which must fail for one of these reasons. */
export async function expectTrouble(
  { vault, test, read }: Scene<Vault>,
  kinds: readonly ErrorKind[],
  when: string,
  change: Partial<Settings> = {},
): Promise<void> {
  expectFailed(await test(change), kinds, when);
  await expectFailure(read(vault.missing(), change), kinds, when);
}
