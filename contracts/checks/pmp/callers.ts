import { type Check, check } from "../../check.ts";
import { expectFailed, expectFailure, expectPassed } from "../../expect.ts";
import type { ErrorKind } from "../../port.ts";
import type { PmpVault } from "../../products/pmp-vault.ts";

/** A user that is turned away with a text that is not public, so that the reply's name has to tell. */
interface TurnedAway {
  readonly what: string;
  readonly kinds: readonly ErrorKind[];
  readonly source: string;
  happen(vault: PmpVault): Promise<void>;
}

function turnsAway(id: string, { what, kinds, source, happen }: TurnedAway): Check<PmpVault> {
  const named = kinds.map((kind) => `\`${kind}\``).join(" or ");
  return check<PmpVault>(id, {
    level: "standard",
    intent: `Lets a connector work, until ${what}`,
    promise: `Once ${what}, the next test and the next read fail as ${named}`,
    fix: "Take every Failed whose name is 'Authentication' for a caller that is not let in, whatever its message says",
    source,
    async run({ connector, vault, testAgain }) {
      const { ref } = await vault.plant();
      expectPassed(await connector.testConnection(), "Before that");
      await connector.getSecret(ref);
      await happen(vault);
      expectFailed(await testAgain(), kinds, `Once ${what}`);
      await expectFailure(connector.getSecret(ref), kinds, `Once ${what}`);
    },
  });
}

/** Who is let in, and from where: see `docs/products/pmp.md#authentication-failures`. */
export const callerChecks = [
  check<PmpVault>("pmp.bound-host", {
    level: "core",
    intent: "Calls from another host than the key is bound to, and then from the right one",
    promise:
      "From a host that its key is not bound to, a connector says `forbidden`; the same key stays good where it is bound",
    fix: "Map 'User is not allowed to access from this host' to `forbidden`: another key would not help",
    source: "docs/products/pmp.md#host-binding",
    async run({ vault, test, read }) {
      const { ref } = await vault.plant();
      const address = await vault.openDoor({ as: vault.otherHost });
      expectFailed(await test({ address }), ["forbidden"], "From another host");
      await expectFailure(read(ref, { address }), ["forbidden"], "From another host");
      expectPassed(await test(), "From the host that the key is bound to");
    },
  }),

  check<PmpVault>("pmp.host-without-address", {
    level: "core",
    intent: "Binds the key to a host name that does not resolve, so that the vault says nothing at all",
    promise: "An empty reply is `unreachable`: neither a refusal nor an empty answer",
    fix: "Map a connection that ends without a byte (a hang-up) to `unreachable`",
    source: "docs/products/pmp.md#host-binding",
    async run({ connector, vault, testAgain }) {
      const { ref } = await vault.plant();
      await vault.bindTo("nobody-knows.test");
      expectFailed(await testAgain(), ["unreachable"], "When the reply is empty");
      await expectFailure(connector.getSecret(ref), ["unreachable"], "When the reply is empty");
    },
  }),

  turnsAway("pmp.expired-user", {
    what: "the user has expired by the vault's clock",
    kinds: ["unauthenticated"],
    source: "docs/products/pmp.md#api-user-form",
    async happen(vault) {
      await vault.expireToday();
      await vault.passTime("P1D");
    },
  }),
  turnsAway("pmp.locked-user", {
    what: "the user is locked",
    kinds: ["unauthenticated", "forbidden"],
    source: "docs/products/pmp.md#authentication-failures",
    happen: (vault) => vault.lock(),
  }),
  turnsAway("pmp.rest-off", {
    what: "the REST API is switched off for the user",
    kinds: ["unauthenticated", "forbidden"],
    source: "docs/products/pmp.md#authentication-failures",
    happen: (vault) => vault.switchRestOff(),
  }),
];
