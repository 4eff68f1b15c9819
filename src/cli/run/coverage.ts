import { listCoverage } from "../../http/coverage.ts";
import type { CoverageRow } from "../../http/coverage-row.ts";
import { findMock } from "../find-mock.ts";
import { print, printJson } from "../print.ts";
import { renderTable } from "../show/table.ts";

/** Operation, built, evidence. */
const LEAST_COLUMNS = 3;

/** `fauxvault coverage` */
export async function showCoverage(product: string, { json }: { readonly json?: boolean }): Promise<void> {
  const mock = findMock(product);
  const rows = await listCoverage(mock);
  if (json) printJson(rows);
  else print(renderCoverageTable(mock.title, rows, process.stdout.columns));
}

/** As many columns as a terminal of this width takes; all of them where no terminal is. */
export function renderCoverageTable(title: string, rows: readonly CoverageRow[], width = Number.POSITIVE_INFINITY) {
  const built = rows.filter((row) => row.built).length;
  const cells = [
    ["OPERATION", "BUILT", "EVIDENCE", "ASSUMPTIONS", "DATA", "BASIS"],
    ...rows.map((row) => [
      `${row.method} ${row.path}`,
      row.built ? "yes" : "no",
      row.evidence,
      row.assumptions.join(", ") || "-",
      row.data || "-",
      row.basis,
    ]),
  ];
  const [header = []] = cells;
  let columns = header.length;
  const render = () => renderTable(cells.map((row) => row.slice(0, columns)));
  const isTooWide = (table: string) => table.split("\n").some((line) => line.length > width);
  while (columns > LEAST_COLUMNS && isTooWide(render())) columns -= 1;
  const left = header.slice(columns).map((name) => name.toLowerCase());
  const note = left.length === 0 ? "" : `\n\nToo wide for this terminal, and in --json: ${left.join(", ")}.`;
  return `${title}: ${built} of ${rows.length} known operations are built.\n\n${render()}${note}`;
}
