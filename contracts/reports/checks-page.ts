import { type Check, LEVELS, type Level } from "../check.ts";
import type { LeftOut, Product } from "../product.ts";
import { areaOf } from "./area-of.ts";
import { tellNeeds } from "./tell-needs.ts";

const MEANINGS: Readonly<Record<Level, string>> = {
  core: "it reads, tells the truth about its connection and its failures, and gives no secret away",
  standard: "it does all that it declares, as it declares it",
  hardened: "it stands trouble: slow answers, redirects, lost answers, many calls at once",
};

/** The checks of some contracts as a Markdown page: `docs/checks.md`. */
export function renderChecksPage(products: readonly Product[]): string {
  const levels = LEVELS.map((level) => `- \`${level}\`: ${MEANINGS[level]}.`).join("\n");
  return `# Checks

What a connector has to keep, check by check. This page is made from the checks themselves; \`fauxvault checks PRODUCT\` prints the
same, and \`fauxvault verify … --only ID\` runs one of them.

There are three levels, each with those before it:

${levels}

A level is reached by a run of all its checks in which none failed. A check that needs a capability which the connector does not declare,
or https where the run is over http, is skipped; a level that is reached without some checks is reported with their number.

Every check runs against a mock. Those with \`live-read\` also run against a real product of which a secret is known, and those with
\`live-write\` against one in which secrets may be made; none of them needs more than the product's own API.

${products.map(renderProduct).join("\n")}`;
}

function renderProduct({ title, checks, leftOut = [] }: Product): string {
  const counts = LEVELS.map((level) => `${checks.filter((check) => check.level === level).length} ${level}`).join(", ");
  const areas = [...new Set(checks.map(areaOf))];
  const parts = areas.map((area) =>
    renderArea(
      area,
      checks.filter((check) => areaOf(check) === area),
    ),
  );
  return `## ${title}\n\n${checks.length} checks: ${counts}.\n\n${parts.join("\n")}${renderLeftOut(leftOut)}`;
}

/** The neutral checks that a contract does not have. */
function renderLeftOut(leftOut: readonly LeftOut[]): string {
  if (leftOut.length === 0) return "";
  const rows = leftOut.map(({ check, reason }) => `| \`${check}\` | ${reason} |`);
  return `\n### left out\n\n| checks | why |\n| --- | --- |\n${rows.join("\n")}\n`;
}

function renderArea(area: string, checks: readonly Check[]): string {
  const rows = checks.map((check) => {
    const { id, level, intent, promise, source, targets } = check;
    const basis = source.startsWith("docs/") ? ` ([source](${source.replace(/^docs\//, "")}))` : "";
    const cells = [`\`${id}\``, level, tellNeeds(check), targets.join(", "), intent, `${promise}${basis}`];
    return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  });
  return `### ${area}

| check | level | needs | targets | what it does | promise |
| --- | --- | --- | --- | --- | --- |
${rows.join("\n")}
`;
}
