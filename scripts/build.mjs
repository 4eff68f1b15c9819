// Usage: node scripts/build.mjs [--quick]
// --quick bundles only: no type declarations, and what an earlier build left in dist/ stays.
import { bundle } from "./bundle.mjs";
import { fingerprintSources, markBuilt } from "./freshness.mjs";
import { runTool } from "./project.mjs";

const quick = process.argv.includes("--quick");
const fingerprint = fingerprintSources();
if ((await bundles()) && (quick || runTool("typescript", ["-p", "tsconfig.build.json"], "tsc") === 0)) {
  markBuilt(fingerprint);
} else {
  process.exitCode = 1;
}

/** A source that does not bundle is the author's to mend: the message shows the line, and our stack would bury it. */
async function bundles() {
  try {
    await bundle({ clean: !quick });
    return true;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
}
