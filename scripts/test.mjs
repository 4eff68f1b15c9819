// Usage: node scripts/test.mjs [vitest arguments]
// Tests start the shipped program, so dist/ is built first when it is absent or stale.
import { ensureBuilt } from "./ensure-built.mjs";
import { runTool } from "./project.mjs";

ensureBuilt();
process.exitCode = runTool("vitest", ["run", ...process.argv.slice(2)]);
