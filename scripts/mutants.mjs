// Usage: node scripts/mutants.mjs [products]. Runs every check against every mutant and prints which caught which.
import { runTypeScript } from "./run-typescript.mjs";

await runTypeScript("test/mutants/main.ts");
