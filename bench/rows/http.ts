import type { Row } from "../context.ts";
import { measureServed, profileServed } from "../served.ts";

/** The one request that everything else stands on, with few and with many records around the one that is asked for. */
export const http: Row = {
  id: "http",
  title: "GET /api/passwords/{id}: authenticated, audited, journaled",
  profiles: "cpu",
  run: (context) => measureServed(context, { secure: false, records: [1, 1000, 100_000] }),
  profile: (context, flags) => profileServed(context, flags, { secure: false, records: 1000 }),
};
