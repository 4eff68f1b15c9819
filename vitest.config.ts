import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { fixturePlugin } from "./scripts/fixture-plugin.mjs";

// In the environment, and not as an argument of the workers, so that the processes which tests start have it too.
const preload = `--import=${new URL("test/preload/no-outside-network.mjs", import.meta.url)}`;
const nodeOptions = process.env.NODE_OPTIONS ?? "";
if (!nodeOptions.includes(preload)) process.env.NODE_OPTIONS = `${nodeOptions} ${preload}`.trim();

export default defineConfig({
  plugins: [fixturePlugin()],
  test: {
    // Nothing here measures time: these end what hangs, and a slow or busy machine may take its own.
    testTimeout: 300_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 120_000 } },
    include: ["{src,mocks,contracts,test,examples}/**/*.test.ts"],
    globalSetup: ["test/preload/global-setup.ts"],
    // As Node does and as the shipped bundle does: a CommonJS module is the default import, whole.
    deps: { interopDefault: false },
    // Processes cost no more than threads here, and a test may change its environment. Left alone, vitest keeps one core
    // free, which on two cores takes twice the time.
    pool: "forks",
    maxWorkers: availableParallelism(),
  },
});
