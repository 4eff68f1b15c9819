import type { Checked, Refusals } from "./refusals.ts";

/** A product as it is timed: the vaults that are made of it, and whom they must refuse. */
export interface Product {
  /** As on the command line. */
  readonly name: "passwordstate" | "pmp" | "blink";
  /** A fixture of so many records, resources or executions, at least. */
  makeFixture(rows: number): object;
  /** Sees to it that a vault made from that fixture lets in and refuses whom it must; throws a `RefusalError` where not. */
  checkRefusals(checked: Checked): Promise<Refusals>;
}
