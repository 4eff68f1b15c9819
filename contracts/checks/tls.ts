import { type Check, check } from "../check.ts";
import { expectFailed, expectFailure, expectThat, failureOf } from "../expect.ts";

type Flaw = "unknown-authority" | "wrong-host" | "expired";

/** A server certificate that must be refused, before anything else is said to the server. */
function refusesCertificate(id: string, flaw: Flaw, called: string): Check {
  return check(id, {
    level: "core",
    onlyHttps: true,
    intent: `Shows a certificate ${called}`,
    promise: `A certificate ${called} is refused and reported as \`tls\`, and the credential is not sent`,
    fix: "Leave the check of certificates on, give it the settings' authority, and map its refusal to `tls`",
    source: "T6",
    async run({ vault, test, read }) {
      const { ref } = await vault.plant();
      const address = await vault.openDoor({ certificate: flaw });
      const when = `With a certificate ${called}`;
      expectFailed(await test({ address }), ["tls"], when);
      await expectFailure(read(ref, { address }), ["tls"], when);
      expectThat((await vault.requests()).length === 0, `${when}, a request was sent all the same.`);
    },
  });
}

/** Whether a connector knows whom it talks to. */
export const tlsChecks = [
  refusesCertificate("tls.unknown-authority", "unknown-authority", "of an authority that nobody trusts"),
  refusesCertificate("tls.wrong-host", "wrong-host", "for another host"),
  refusesCertificate("tls.expired", "expired", "that has expired"),

  check("tls.without-authority", {
    level: "core",
    onlyHttps: true,
    intent: "Takes the authority out of the settings of a connector that has worked",
    promise: "The settings' authority counts for the test and the work alike, and no longer than it is in the settings",
    fix: "Hand the settings' authority to one client that the test and the work share; make a new one in connect",
    source: "T9",
    async run({ connector, vault, settings, read, testAgain }) {
      const { ref } = await vault.plant();
      await read(ref);
      const { caFile: _taken, ...others } = settings;
      await connector.connect(others);
      expectFailed(await testAgain(), ["tls"], "Without the authority");
      await expectFailure(connector.getSecret(ref), ["tls"], "Without the authority");
    },
  }),

  check("tls.no-downgrade", {
    level: "core",
    onlyHttps: true,
    intent: "Lets TLS fail on a port that would also answer http",
    promise: "A connector that is told https never falls back to http",
    fix: "Use the scheme of the settings, and no other",
    source: "T9",
    async run({ vault, test, read }) {
      const { ref } = await vault.plant();
      const address = await vault.openDoor({ certificate: "unknown-authority" });
      await test({ address });
      await failureOf(read(ref, { address }));
      const plain = (await vault.requests()).find(({ channel }) => channel === "http");
      expectThat(plain === undefined, `After TLS had failed, ${plain?.method} ${plain?.target} came over http.`);
    },
  }),
];
