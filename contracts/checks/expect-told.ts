import type { Scene } from "../check.ts";
import { expectFailure, expectThat, failureOf } from "../expect.ts";

/** A list that the vault refuses, cannot make or does not send is reported as a failure, and not as empty. */
export async function expectTold(
  { vault, connect, settings }: Scene,
  what: string,
  ask: () => Promise<unknown>,
): Promise<void> {
  await connect({ credential: vault.unknownCredential() });
  await expectFailure(ask(), ["unauthenticated"], `With an unknown credential, for a ${what}`);
  await connect({ credential: settings.credential });
  await vault.disturb({ kind: "status", status: 503, body: "<html><h1>Service trouble</h1></html>" });
  await expectFailure(ask(), ["unavailable"], `When status 503 is answered to a ${what}`);
  await vault.endDisturbances();
  await vault.disturb({ kind: "html" });
  const failure = await failureOf(ask());
  expectThat(failure !== undefined, `Out of an HTML page for an answer, a ${what} gave a list.`);
  expectThat(failure.kind !== "not-found", `An HTML page for an answer to a ${what} was reported as 'not-found'.`);
}
