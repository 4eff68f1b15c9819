// Usage: node scripts/bench.mjs [arguments of bench/main.ts]. It times the shipped program, so dist/ comes first.
import { ensureBuilt } from "./ensure-built.mjs";
import { runTypeScript } from "./run-typescript.mjs";

ensureBuilt();
await runTypeScript("bench/main.ts");
