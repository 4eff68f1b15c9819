import { check } from "../check.ts";
import { expectFailed, expectFailure, expectPassed, expectSameValue } from "../expect.ts";

/** Whether a connector lives through a change of its credential. */
export const rotationChecks = [
  check("rotation.credential", {
    level: "core",
    intent: "Replaces the credential, then gives the connector the new one",
    promise:
      "After a rotation the old credential is `unauthenticated`, and the new one works at once, without a restart",
    fix: "Let connect replace all that came from the settings before: clients, headers, sessions, caches",
    source: "X1",
    async run({ connector, vault, connect, testAgain }) {
      const { ref, value } = await vault.plant();
      expectPassed(await connector.testConnection(), "Before the rotation");
      const credential = await vault.rotateCredential();
      expectFailed(await testAgain(), ["unauthenticated"], "With the old credential");
      await expectFailure(connector.getSecret(ref), ["unauthenticated"], "With the old credential");
      await connect({ credential });
      expectPassed(await connector.testConnection(), "With the new credential");
      expectSameValue((await connector.getSecret(ref)).value, value, "With the new credential, the value");
    },
  }),
];
