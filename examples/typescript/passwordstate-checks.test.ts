// In a project of your own: from "fauxvault/contracts" and "fauxvault/vitest".
import { passwordstate } from "../../contracts/index.ts";
import { describeContract } from "../../src/vitest.ts";
import { createConnector } from "./passwordstate-connector.ts";

describeContract(passwordstate, createConnector, { level: "core" });
