import { type Check, check } from "../../check.ts";
import { expectFailure, expectSameValue, expectThat, failureOf } from "../../expect.ts";
import type { ErrorKind } from "../../port.ts";
import type { PmpVault } from "../../products/pmp-vault.ts";
import type { FullRef } from "../../vault.ts";

/** A text that comes as `PASSWORD` with `Success` and is none. */
interface Marker {
  readonly marker: string;
  readonly means: string;
  readonly kinds: readonly ErrorKind[];
  /** Brings an account into this state. */
  plant(vault: PmpVault): Promise<FullRef>;
}

function isNoPassword(id: string, { marker, means, kinds, plant }: Marker): Check<PmpVault> {
  const named = kinds.map((kind) => `\`${kind}\``).join(" or ");
  return check<PmpVault>(id, {
    level: "core",
    intent: `Reads an account ${means}`,
    promise: `\`${marker}\` is never handed on as a password: an account ${means} is ${named}`,
    fix: "Compare what comes as PASSWORD with the product's markers before you take it for a password",
    source: "docs/products/pmp.md#password-status",
    async run({ connector, vault }) {
      const ref = await plant(vault);
      await expectFailure(connector.getSecret(ref), kinds, `For an account ${means}`);
    },
  });
}

/** What stands in a password's place: see `docs/products/pmp.md#password-status`. */
export const markerChecks = [
  isNoPassword("pmp.marker-request", {
    marker: "[Request]",
    means: "that must be requested first",
    kinds: ["approval-required"],
    plant: async (vault) => (await vault.plantControlled()).ref,
  }),
  isNoPassword("pmp.marker-waiting", {
    marker: "[Waiting for approval]",
    means: "whose request nobody has approved yet",
    kinds: ["approval-required"],
    async plant(vault) {
      const secret = await vault.plantControlled();
      await vault.people.request(secret);
      return secret.ref;
    },
  }),
  isNoPassword("pmp.marker-check-out", {
    marker: "[Check Out]",
    means: "that is approved, but not checked out",
    kinds: ["approval-required"],
    async plant(vault) {
      const secret = await vault.plantControlled();
      await vault.people.request(secret);
      await vault.people.approve(secret);
      return secret.ref;
    },
  }),
  isNoPassword("pmp.marker-in-use", {
    marker: "[In Use]",
    means: "that somebody else has checked out",
    kinds: ["approval-required"],
    async plant(vault) {
      const secret = await vault.plantControlled();
      await vault.people.giveToRival(secret);
      return secret.ref;
    },
  }),
  isNoPassword("pmp.marker-auto-logon", {
    marker: "####",
    means: "that may be used but not viewed",
    kinds: ["forbidden", "approval-required"],
    plant: async (vault) => (await vault.plantAutoLogon()).ref,
  }),

  check<PmpVault>("pmp.marker-file", {
    level: "core",
    intent: "Reads an account that holds a file",
    promise: "The name of a file is never handed on as a password",
    fix: "Look at PASSWORD STATUS: where it is none of the product's texts it is a file's name, and the reply repeats it",
    source: "docs/products/pmp.md#password-status",
    async run({ connector, vault }) {
      const { ref, fileName } = await vault.plantFile();
      const read = connector.getSecret(ref).then(({ value }) => {
        expectThat(value !== fileName, "The name of a file was read as a password.");
      });
      const failure = await failureOf(read);
      expectThat(failure?.kind !== "not-found", "An account that holds a file was reported as 'not-found'.");
    },
  }),

  check<PmpVault>("pmp.ticket", {
    level: "standard",
    intent: "Reads where a ticket is demanded: with a wrong ticket, with a good one, and without",
    promise:
      "The settings' ticket opens what demands one; `TICKET ID REQUIRED` and its like are never handed on as a password",
    fix: "Send the settings' ticket as TICKETID with every read, and take both texts for what they are",
    source: "docs/products/pmp.md#passwords",
    async run({ vault, read }) {
      const { ref, value } = await vault.plant({ container: vault.ticketContainer });
      const kinds = ["approval-required", "invalid"] as const;
      await expectFailure(read(ref, { ticket: "CHG-0" }), kinds, "With a ticket that nobody knows");
      const secret = await read(ref, { ticket: vault.ticket });
      expectSameValue(secret.value, value, "With a ticket, the value");
      await expectFailure(read(ref), kinds, "Without a ticket");
    },
  }),
];
