// Usage: node scripts/tell-tests.mjs REPORT
// What the runner's own JSON report says, for the end of a log that may be cut to its end: each failed test with the
// start of its message, then, as the last line, the counts. An empty report, of a run that never started, counts none.
import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "./project.mjs";

// Long enough for a difference of two values, short enough for a dozen tests to be seen together.
const LINES_OF_A_MESSAGE = 25;

const text = readFileSync(process.argv[2] ?? "", "utf8");
const report = text === "" ? {} : JSON.parse(text);

for (const file of report.testResults ?? []) {
  const name = path.relative(root, file.name);
  const failed = file.assertionResults.filter((/** @type {any} */ test) => test.status === "failed");
  for (const test of failed) tell(`${name} > ${test.fullName}`, test.failureMessages.join("\n"));
  // A file that cannot be loaded, or whose hook fails, has a message of its own.
  if (failed.length === 0 && file.status === "failed") tell(name, file.message);
}

const skipped = (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0);
console.log(`${report.numPassedTests ?? 0} passed, ${report.numFailedTests ?? 0} failed, ${skipped} skipped`);

/**
 * @param {string} what
 * @param {string} message
 */
function tell(what, message) {
  console.log(`FAILED: ${what}`);
  for (const line of message.split("\n").slice(0, LINES_OF_A_MESSAGE)) console.log(`    ${line}`);
}
