import { check, type Scene } from "../../check.ts";
import { expectFailure, expectSameValue, expectThat } from "../../expect.ts";
import type { ControlledAccount } from "../../products/pmp-people.ts";
import type { PmpVault } from "../../products/pmp-vault.ts";

const REASON = "nightly contract run";
const FIRST = ["approval-required"] as const;

/** Goes all the way to a check-out, with the connector alone and an approver. */
async function checkOut({ connector, vault }: Scene<PmpVault>): Promise<ControlledAccount> {
  const secret = await vault.plantControlled();
  await connector.requestAccess(secret.ref, REASON);
  await vault.people.approve(secret);
  await connector.checkOut(secret.ref);
  return secret;
}

/** The way to a password that somebody has to allow first: see `docs/products/pmp.md#access-control`. */
export const accessControlChecks = [
  check<PmpVault>("pmp.request", {
    level: "standard",
    needs: ["requestAccess"],
    intent: "Requests a password, lets it be approved, and asks again",
    promise:
      "A request says `waiting` until somebody approves it and `granted` from then on; it opens nothing by itself",
    fix: "Read the STATUS of the answer: '[Waiting for approval]' is waiting, '[Check Out]' is granted",
    source: "docs/products/pmp.md#access-control",
    async run({ connector, vault }) {
      const secret = await vault.plantControlled();
      for (const time of ["first", "second"]) {
        const { state } = await connector.requestAccess(secret.ref, REASON);
        expectThat(state === "waiting", `The ${time} request, not approved yet, is '${state}' and not 'waiting'.`);
      }
      await vault.people.approve(secret);
      const { state } = await connector.requestAccess(secret.ref, REASON);
      expectThat(state === "granted", `A request that was approved is '${state}' and not 'granted'.`);
      await expectFailure(connector.getSecret(secret.ref), FIRST, "For a password that is not checked out");
    },
  }),

  check<PmpVault>("pmp.check-out", {
    level: "standard",
    needs: ["requestAccess", "checkOut"],
    intent: "Checks out before and after the approval of an account whose PASSWDID is another number than its id",
    promise: "A check-out waits for the approval; then the password can be read, also where an account has two ids",
    fix: "Take PASSWDID from the account's details for REQUEST_CHECKOUT, and its Details.STATUS for the answer",
    source: "docs/products/pmp.md#access-control",
    async run({ connector, vault }) {
      const secret = await vault.plantControlled();
      await connector.requestAccess(secret.ref, REASON);
      await expectFailure(connector.checkOut(secret.ref), FIRST, "Before the approval");
      await vault.people.approve(secret);
      await connector.checkOut(secret.ref);
      expectSameValue((await connector.getSecret(secret.ref)).value, secret.value, "After the check-out, the value");
    },
  }),

  check<PmpVault>("pmp.check-out-ends", {
    level: "hardened",
    needs: ["requestAccess", "checkOut"],
    intent: "Reads in the last second of a check-out, and when its time is over",
    promise:
      "A password can be read until its check-out ends by the vault's clock, and is `approval-required` from then on",
    fix: "Remember no check-out, and nothing that was read in one: ask the vault each time",
    source: "docs/products/pmp.md#access-control",
    async run(scene) {
      const { connector, vault } = scene;
      const { ref, value } = await checkOut(scene);
      // The contract's fixture gives a check-out two hours.
      await vault.passTime("PT1H59M59S");
      expectSameValue((await connector.getSecret(ref)).value, value, "In the last second, the value");
      await vault.passTime("PT1S");
      await expectFailure(connector.getSecret(ref), FIRST, "After the end of the check-out");
    },
  }),

  check<PmpVault>("pmp.check-in", {
    level: "standard",
    needs: ["requestAccess", "checkOut", "checkIn"],
    intent: "Gives back what was checked out, and lets somebody else have it",
    promise: "After a check-in the password is free for others, and `approval-required` for oneself",
    fix: "Make the call REQUEST_CHECKIN with the account's PASSWDID, and wait for its answer",
    source: "docs/products/pmp.md#access-control",
    async run(scene) {
      const { connector, vault } = scene;
      const secret = await checkOut(scene);
      await connector.getSecret(secret.ref);
      await connector.checkIn(secret.ref);
      await expectFailure(connector.getSecret(secret.ref), FIRST, "After the check-in");
      expectThat(await vault.people.isFree(secret), "After the check-in, the password is still not free for others.");
    },
  }),
];
