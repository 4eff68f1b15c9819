import { defineConfig } from "vitest/config";
import { fixturePlugin } from "../../../scripts/fixture-plugin.mjs";

export default defineConfig({
  plugins: [fixturePlugin()],
  test: {
    include: ["test/contracts/described/{flawed-connector,wrong-terms,no-check}.ts"],
    deps: { interopDefault: false },
  },
});
