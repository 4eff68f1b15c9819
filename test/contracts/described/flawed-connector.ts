// Run by describe-contract.test.ts as a project's own test would be, and not by the test suite itself.
import { passwordstate } from "../../../contracts/products/passwordstate.ts";
import { createConnector } from "../../../examples/typescript/passwordstate-connector.ts";
import { describeContract } from "../../../src/vitest.ts";

function createFlawed() {
  const connector = createConnector();
  const describe = async () => ({ ...(await connector.describe()), capabilities: [] });
  return Object.assign(Object.create(connector) as typeof connector, {
    describe,
    connect: connector.connect.bind(connector),
    close: connector.close.bind(connector),
    testConnection: connector.testConnection.bind(connector),
    getSecret: async (ref: { readonly id?: string }) => ({
      ...(await connector.getSecret(ref)),
      value: "always the same",
    }),
  });
}

describeContract(passwordstate, createFlawed, {
  only: ["reading.by-id", "reading.by-name", "reading.missing", "reading.values", "reading.repeat"],
  terms: {
    expect: [{ check: "reading.values", reason: "mended soon" }],
    bypass: [{ check: "reading.repeat", reason: "no time", until: "2999-12-31" }],
  },
});
