import { expect, onTestFinished, test } from "vitest";
// In a project of your own: from "fauxvault/contracts" and "fauxvault".
import { inProcess, pmp, runContract } from "../../contracts/index.ts";
import { startFauxvault } from "../../src/index.ts";
import { createConnector } from "./pmp-connector.ts";

test("the connector keeps every promise of the Password Manager Pro contract", async () => {
  const vault = await startFauxvault({ fixture: "empty" });
  const adapter = inProcess(createConnector);
  onTestFinished(() => Promise.all([adapter.close(), vault.stop()]).then(() => undefined));

  const run = await runContract({ product: pmp, adapter, control: vault.control });

  expect(run.results.filter(({ outcome }) => outcome !== "passed")).toEqual([]);
  expect(run.level).toBe("hardened");
}, 300_000);
