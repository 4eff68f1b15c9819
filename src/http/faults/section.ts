import type { Section } from "../../engine/section.ts";
import { table } from "../../engine/table.ts";
import type { FaultRow } from "./fault.ts";

const tables = { faults: table<FaultRow>()({ key: "id" }) };

/** The http floor's own part of every sandbox: its faults, so that fork, reset, rewind and snapshot carry them. */
export const httpSection: Section<typeof tables> = { name: "http", tables, assumptions: {} };
