import type { LeftOut } from "../product.ts";

const WRITES_NOTHING =
  "Blink keeps no secret that its API could write: credentials lie in a secret store, and workflows hand values out";

/** The neutral checks that ask of a Blink connector what Blink does not have. */
export const leftOut: readonly LeftOut[] = [
  { check: "writing.*", reason: WRITES_NOTHING },
  { check: "safety.secret-not-in-url", reason: WRITES_NOTHING },
  { check: "generating.*", reason: "Blink generates no passwords for its clients" },
  { check: "reading.reason", reason: "Blink asks nobody why" },
  {
    check: "connection.outside-address",
    reason: "A key has no list of addresses that it may be used from (see docs/products/blink.md#authentication)",
  },
];
