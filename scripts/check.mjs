// Format, lint, types and dead code: all of them, also where the first fails.
import { runTool } from "./project.mjs";

const results = [
  runTool("@biomejs/biome", ["ci", "--error-on-warnings"], "biome"),
  runTool("typescript", ["-p", "."], "tsc"),
  runTool("knip", []),
];
process.exitCode = Math.max(...results);
