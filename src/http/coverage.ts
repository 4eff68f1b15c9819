import type { CoverageRow } from "./coverage-row.ts";
import type { Mock } from "./mock.ts";
import { isBuilt } from "./operation.ts";

/** What of a product is known, what of that is built, and what stands behind it. */
export async function listCoverage(mock: Mock): Promise<CoverageRow[]> {
  const { operations } = await mock.load();
  return operations.map((operation) => ({
    product: mock.name,
    operation: operation.id,
    method: operation.method,
    path: operation.path,
    summary: operation.summary,
    built: isBuilt(operation),
    evidence: operation.evidence.kind,
    basis: operation.evidence.basis,
    source: operation.source,
    assumptions: operation.assumptions ?? [],
    data: operation.data ?? "",
  }));
}

/** The coverage of some products as a Markdown page: `docs/coverage.md`. */
export async function renderCoverage(mocks: readonly Mock[]): Promise<string> {
  const parts = await Promise.all(mocks.map(async (mock) => renderProduct(mock.title, await listCoverage(mock))));
  return `# Coverage

What of each product's API is known, what of that fauxvault answers, and what stands behind it. This page is made from the operations
themselves; \`fauxvault coverage PRODUCT\` prints the same. What is not built answers as the product answers an unknown path.

${parts.join("\n")}`;
}

function renderProduct(title: string, rows: readonly CoverageRow[]): string {
  const built = rows.filter((row) => row.built).length;
  const lines = rows.map((row) => {
    const assumptions = row.assumptions.map((name) => `\`${name}\``).join(", ");
    const cells = [
      `\`${row.method} ${row.path}\``,
      row.summary,
      row.built ? "yes" : "no",
      `[${row.evidence}](${linkTo(row.source)}): ${row.basis}`,
      assumptions,
      row.data,
    ];
    return `| ${cells.map(escapeCell).join(" | ")} |`;
  });
  return `## ${title}

${built} of ${rows.length} known operations are built.

| operation | what it does | built | evidence | assumptions | its data comes from |
| --- | --- | --- | --- | --- | --- |
${lines.join("\n")}
`;
}

/** The page lies in `docs/` beside what it links to. */
function linkTo(source: string): string {
  return source.replace(/^docs\//, "");
}

function escapeCell(text: string): string {
  return text.replaceAll("|", "\\|").replace(/\s*\n\s*/g, " ");
}
