import { expect, test } from "vitest";
import { inProcess } from "../../contracts/adapters/in-process.ts";
import type { SecretRef, Settings } from "../../contracts/port.ts";
import { passwordstate } from "../../contracts/products/passwordstate.ts";
import { runContract } from "../../contracts/runner.ts";
import { BarePasswordstate } from "../mutants/passwordstate/bare-connector.ts";
import { startFauxvault } from "./start-fauxvault.ts";

const control = startFauxvault();

class Chatty extends BarePasswordstate {
  #secret: unknown;
  override describe() {
    const description = super.describe();
    const own = { name: "clientSecret", required: false, secret: true };
    return { ...description, settings: [...description.settings, own] };
  }
  override async connect(settings: Settings) {
    this.#secret = (settings as { readonly clientSecret?: unknown }).clientSecret;
    return super.connect(settings);
  }
  override async getSecret(ref: SecretRef) {
    console.error("signing in with", this.#secret);
    return super.getSecret(ref);
  }
}

async function run(clientSecret: string) {
  const adapter = inProcess(() => new Chatty());
  const terms = { settings: { clientSecret } };
  const only = ["safety.leaks-nothing"];
  return await runContract({ product: passwordstate, adapter, control: control(), terms, only }).finally(() =>
    adapter.close(),
  );
}

test("a setting of the connector's own that it declares secret is looked for", async () => {
  const { results } = await run("lark&spur");
  expect(results).toMatchObject([
    { outcome: "failed", message: expect.stringContaining("A secret setting was in standard error (plain)") as string },
  ]);
});

test("one that could not be told from ordinary text is refused by its name, and never shown", async () => {
  await expect(run("hunter2")).rejects.toThrow(/^(?!.*hunter2).*its setting clientSecret secret, but/);
});
