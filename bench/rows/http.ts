import type { Row } from "../context.ts";
import { readRecord } from "../passwordstate/paths.ts";
import { measureServed, profileServed } from "../served.ts";

/** The one request that everything else stands on, with few and with many records around the one that is asked for. */
export const http: Row = {
  id: "http",
  title: "GET /api/passwords/{id}: authenticated, audited, journaled",
  profiles: "cpu",
  run: (context) => measureServed(context, readRecord([1, 1000, 100_000], false)),
  profile: (context, flags) => profileServed(context, flags, readRecord([1000], false)),
};
