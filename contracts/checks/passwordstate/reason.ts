import { check } from "../../check.ts";
import { expectSameValue, expectThat, failureOf } from "../../expect.ts";
import type { PasswordstateVault } from "../../products/passwordstate-vault.ts";

/** Lists that demand a reason: see `docs/products/passwordstate.md#reason-header`. */
export const reasonChecks = [
  check<PasswordstateVault>("passwordstate.reason", {
    level: "standard",
    intent: "Reads from a list that demands a reason, with one in the settings and without",
    promise: "The settings' reason opens lists that demand one; without it the refusal is no `not-found`",
    fix: "Send the settings' reason in the header Reason with every call",
    source: "docs/products/passwordstate.md#reason-header",
    async run({ vault, read }) {
      const { ref, value } = await vault.plant({ container: vault.reasonContainer });
      const secret = await read(ref, { reason: "nightly contract run" });
      expectSameValue(secret.value, value, "From a list that demands a reason, the value");
      const failure = await failureOf(read(ref));
      expectThat(failure !== undefined, "After connecting without a reason, the old one was still sent.");
      expectThat(failure.kind !== "not-found", "A list that demands a reason was reported as 'not-found'.");
    },
  }),
];
