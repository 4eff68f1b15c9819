import { expect, test } from "vitest";
import { inProcess } from "../../contracts/adapters/in-process.ts";
import type { SecretRef } from "../../contracts/port.ts";
import { passwordstate } from "../../contracts/products/passwordstate.ts";
import { runContract } from "../../contracts/runner.ts";
import { BarePasswordstate } from "../mutants/passwordstate/bare-connector.ts";
import { startFauxvault } from "./start-fauxvault.ts";

const control = startFauxvault();

/** Leaks where it waits in vain alone. */
class Impatient extends BarePasswordstate {
  override async getSecret(ref: SecretRef) {
    return super.getSecret(ref).catch((error: { readonly kind: string }) => {
      if (error.kind === "timeout") console.error("gave up, key", this.settings.credential);
      throw error;
    });
  }
}

test("a leak of another check is explained by what that check did, wrote and asked, and tells how to see it again", async () => {
  const adapter = inProcess(() => new Impatient());
  const only = ["safety.leaks-nothing", "network.timeout"];
  const plan = { product: passwordstate, adapter, control: control(), only, callTimeLimit: 5_000 };
  const { results } = await runContract(plan).finally(() => adapter.close());
  const [other, charged] = [...results].sort((one, two) => one.id.localeCompare(two.id));
  expect(other).toMatchObject({ id: "network.timeout", outcome: "passed" });
  expect(charged).toMatchObject({ id: "safety.leaks-nothing", outcome: "failed", seenIn: ["network.timeout"] });
  expect(charged?.message).toBe(
    'The credential was in standard error (plain): "gave up, key ***". Seen in network.timeout. What is shown is of network.timeout.',
  );
  expect(charged?.output).toContain("gave up, key ***");
  expect(charged?.requests?.length).toBeGreaterThan(0);
  expect(charged?.inPlay?.length).toBeGreaterThan(0);
});
