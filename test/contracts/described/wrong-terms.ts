// Run by describe-contract.test.ts as a project's own test would be, and not by the test suite itself.
import { passwordstate } from "../../../contracts/products/passwordstate.ts";
import type { Terms } from "../../../contracts/terms.ts";
import { createConnector } from "../../../examples/typescript/passwordstate-connector.ts";
import { describeContract } from "../../../src/vitest.ts";

const only = ["declaration.*"];

describeContract(passwordstate, createConnector, {
  only,
  terms: {
    bypass: [{ check: "reading.by-id", reason: "no time", until: "2020-01-31" }],
    expect: [
      { check: "reading.by-magic", reason: "mended soon" },
      { check: "reading.values", reason: " " },
    ],
    timeLimits: { "telling.*": 1_000 },
  },
});

describeContract(passwordstate, createConnector, {
  only,
  terms: { expect: [{ check: "reading.by-magic", reason: "mended soon" }], timeLimits: { "telling.*": 1_000 } },
});

describeContract(passwordstate, createConnector, {
  only,
  terms: { bypass: [{ check: "reading.by-id", reason: "no time", until: "2020-01-31" }] },
});

const misspelt = { only, terms: { bypasses: [] } as Terms };
describeContract(passwordstate, createConnector, misspelt);

describeContract(passwordstate, createConnector, { only, terms: { capabilities: ["findSecrets"] } });

describeContract(passwordstate, createConnector, { only: ["tls.*"], scheme: "http" });
