import type { Served } from "../served.ts";
import { KEYS, RECORDS, SECRET } from "./fixture.ts";
import { passwordstate } from "./product.ts";

/** The route of Express that the path of a record is of. */
export const PASSWORD_ROUTE = "/api/passwords/:id";

const GUARDED_NOTE =
  "Every vault holds two records more, or among its many, behind the keys that must be refused: '1 record' has three.";

/** One record read by its id, from vaults of so many records. */
export function readRecord(records: readonly number[], secure: boolean): Served {
  return {
    product: passwordstate,
    secure,
    steps: [{ path: `/api/passwords/${RECORDS.timed}`, route: PASSWORD_ROUTE }],
    isRight: ([body = ""]) => body.includes(SECRET),
    vaults: records.map((rows) => ({
      name: rows === 1 ? "1 record" : `${rows.toLocaleString("en")} records`,
      rows,
      headers: { APIKey: KEYS.system },
    })),
    aims: { express: 4, http: 0.6 },
    notes: records.includes(1) ? [GUARDED_NOTE] : [],
  };
}
