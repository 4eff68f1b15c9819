import { expect, test } from "vitest";
import { operationsNotBuilt } from "../../mocks/pmp/operations/not-built.ts";
import { keys, smallVault } from "./small-vault.ts";
import { startVault } from "./start-vault.ts";

test("each operation that is known and not built answers as an unknown path, and the journal says so", async () => {
  const vault = await startVault({ ...smallVault, flavour: "pam360" });
  expect(operationsNotBuilt.map(({ tag }) => tag)).toContain("SCIM");
  for (const { id, method, path } of operationsNotBuilt) {
    const answer = await vault.request(method, path.replaceAll(/:\w+/g, "7"), { key: keys.builder });
    expect([id, answer.status, vault.reason()]).toEqual([id, 404, `${id} is not implemented by fauxvault`]);
  }
});
