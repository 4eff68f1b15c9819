import { writeFileSync } from "node:fs";
import path from "node:path";
import type { Product } from "./product.ts";

/** Writes a product's vault of so many rows as a fixture file and says where. */
export function writeFixture(folder: string, { name, makeFixture }: Product, rows: number): string {
  const file = path.join(folder, `${name}-${rows}.json`);
  writeFileSync(file, JSON.stringify(makeFixture(rows)));
  return file;
}
