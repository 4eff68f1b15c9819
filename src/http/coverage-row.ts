import type { EvidenceKind } from "./evidence.ts";

/** A row of the coverage table: one operation that a product is known to have. */
export interface CoverageRow {
  readonly product: string;
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly built: boolean;
  readonly evidence: EvidenceKind;
  readonly basis: string;
  readonly source: string;
  readonly assumptions: readonly string[];
  /** How data for it gets into a sandbox; empty when it needs none. */
  readonly data: string;
}
