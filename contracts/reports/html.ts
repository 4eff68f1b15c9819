import { LEVELS } from "../check.ts";
import { type CheckResult, isTrouble, OUTCOMES, type Outcome } from "../result.ts";
import { areaOf } from "./area-of.ts";
import { explain } from "./explain.ts";
import { STYLE, escapeHtml as text } from "./html-style.ts";
import type { Report, ReportedRun, Trouble } from "./report.ts";
import { sumUp, tellRemarks } from "./sum-up.ts";

/** A sign beside the colour, for eyes and printers that tell no colours apart. */
const SIGNS: Readonly<Record<Outcome, string>> = {
  passed: "✓",
  failed: "✗",
  known: "≈",
  skipped: "–",
  bypassed: "»",
  error: "!",
};

/**
 * A report as one HTML page that needs nothing but itself: for each run a matrix of its checks, by area and level, and everything that
 * explains each failure. It holds no script and loads nothing, and says so to the browser.
 */
export function htmlReport({ runs, troubles, exitCode }: Report): string {
  const verdict = exitCode === 0 ? "Every promise kept" : "Not every promise kept";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${verdict} – fauxvault</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${verdict}</h1>
<p class="legend">${OUTCOMES.map((outcome) => `<span class="${outcome}">${SIGNS[outcome]} ${outcome}</span>`).join(" ")}</p>
</header>
<main>
${[...troubles.map(renderTrouble), ...runs.map(renderRun)].join("\n")}
</main>
</body>
</html>
`;
}

function renderTrouble({ name, message }: Trouble): string {
  return `<section><h2>${text(name)}</h2><p class="remark">Not run: ${text(message)}</p></section>`;
}

function renderRun({ name, title, run, again }: ReportedRun, at: number): string {
  const { connector, results, seed, scheme, target } = run;
  const where = target === undefined ? `over ${scheme}` : `at ${target}`;
  const id = `run-${at + 1}`;
  const failures = results.filter((result) => isTrouble(result) || result.outcome === "known");
  const remarks = tellRemarks(run).map((line) => `<p class="remark">${text(line)}</p>`);
  const details = failures.map((result) => renderFailure(result, again(result), id));
  return `<section aria-labelledby="${id}">
<h2 id="${id}">${text(name)}</h2>
<p>${text(title)} contract for ${text(connector.name)} ${text(connector.version)} ${text(where)}, seed ${seed}. ${text(sumUp(run))}</p>
${[...remarks, renderMatrix(results, id), ...(details.length > 0 ? ["<h3>What was not kept</h3>", ...details] : [])].join("\n")}
</section>`;
}

function renderMatrix(results: readonly CheckResult[], run: string): string {
  const areas = [...new Set(results.map(areaOf))];
  const rows = areas.map((area) => {
    const cells = LEVELS.map((level) => {
      const checks = results.filter((result) => areaOf(result) === area && result.level === level);
      return `<td>${checks.map((result) => renderChip(result, run)).join("")}</td>`;
    });
    return `<tr><th scope="row">${text(area)}</th>${cells.join("")}</tr>`;
  });
  const head = LEVELS.map((level) => `<th scope="col">${level}</th>`).join("");
  return `<div class="wide"><table>
<caption>Checks by area and level</caption>
<thead><tr><th scope="col">area</th>${head}</tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table></div>`;
}

function renderChip(result: CheckResult, run: string): string {
  const { id, outcome, promise, message } = result;
  const name = id.slice(areaOf(result).length + 1);
  const sign = `<span aria-hidden="true">${SIGNS[outcome]}</span> ${text(name)}<span class="hidden"> ${outcome}</span>`;
  const title = text(message === undefined ? promise : `${promise}: ${message}`);
  const hasDetails = isTrouble(result) || outcome === "known";
  return hasDetails
    ? `<a class="check ${outcome}" href="#${run}-${text(id)}" title="${title}">${sign}</a>`
    : `<span class="check ${outcome}" title="${title}">${sign}</span>`;
}

function renderFailure(result: CheckResult, again: string, run: string): string {
  const { id, outcome } = result;
  const parts = explain(result, again).map(({ name, lines }) => {
    const isVerbatim = name === "requests" || name === "output" || name === "again";
    const told = text(lines.join("\n"));
    return `<dt>${name}</dt><dd>${isVerbatim ? `<pre tabindex="0">${told}</pre>` : told.replaceAll("\n", "<br>")}</dd>`;
  });
  return `<details id="${run}-${text(id)}" open>
<summary><span class="${outcome}">${SIGNS[outcome]} ${outcome}</span> <code>${text(id)}</code></summary>
<dl>${parts.join("\n")}</dl>
</details>`;
}
