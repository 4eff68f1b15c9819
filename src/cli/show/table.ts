/** Rows as columns of text, two spaces apart; the last column is not padded. Control characters are shown as `?`. */
export function renderTable(rows: readonly (readonly string[])[]): string {
  const clean = rows.map((row) => row.map(cleanText));
  const widths: number[] = [];
  for (const row of clean) {
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, cell.length);
  }
  return clean
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** A text that moves no cursor and changes no colour when it is printed. */
export function cleanText(text: string): string {
  return text.replace(/\p{Cc}/gu, "?");
}
