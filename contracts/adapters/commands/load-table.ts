import { checkContent, readContent, refuse } from "../../config/read-checked.ts";
import { findTableIssues } from "./find-table-issues.ts";
import { type Table, tableShape } from "./table-shape.ts";

/** Reads and checks a table of commands. Throws a `ContractsError` that tells all that is wrong, with file and line. */
export async function loadTable(file: string): Promise<Table> {
  const content = await readContent(file);
  const table = checkContent(content, tableShape);
  const issues = findTableIssues(table);
  return issues.length > 0 ? refuse(content, issues) : table;
}
