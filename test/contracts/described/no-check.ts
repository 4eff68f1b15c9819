// Run by describe-contract.test.ts as a project's own test would be, and not by the test suite itself.
import { passwordstate } from "../../../contracts/products/passwordstate.ts";
import { createConnector } from "../../../examples/typescript/passwordstate-connector.ts";
import { describeContract } from "../../../src/vitest.ts";

describeContract(passwordstate, createConnector, { only: ["reading.by-id", "reading.by-magic"] });
