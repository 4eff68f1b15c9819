import { listCoverage } from "../../http/coverage.ts";
import type { CoverageRow } from "../../http/coverage-row.ts";
import { findMock } from "../find-mock.ts";
import { print, printJson } from "../print.ts";
import { renderTable } from "../show/table.ts";

/** `fauxvault coverage` */
export async function showCoverage(product: string, { json }: { readonly json?: boolean }): Promise<void> {
  const mock = findMock(product);
  const rows = listCoverage(mock);
  if (json) printJson(rows);
  else print(renderCoverageTable(mock.title, rows));
}

function renderCoverageTable(title: string, rows: readonly CoverageRow[]): string {
  const built = rows.filter((row) => row.built).length;
  const table = renderTable([
    ["OPERATION", "BUILT", "EVIDENCE", "ASSUMPTIONS", "DATA", "BASIS"],
    ...rows.map((row) => [
      `${row.method} ${row.path}`,
      row.built ? "yes" : "no",
      row.evidence,
      row.assumptions.join(", ") || "-",
      row.data || "-",
      row.basis,
    ]),
  ]);
  return `${title}: ${built} of ${rows.length} known operations are built.\n\n${table}`;
}
