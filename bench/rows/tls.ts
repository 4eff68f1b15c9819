import type { Row } from "../context.ts";
import { readRecord } from "../passwordstate/paths.ts";
import { measureServed, profileServed } from "../served.ts";

/** The same over TLS, beside controls with a certificate of the same kind. */
export const tls: Row = {
  id: "tls",
  title: "The same over TLS, beside TLS controls",
  profiles: "cpu",
  run: (context) => measureServed(context, readRecord([1], true)),
  profile: (context, flags) => profileServed(context, flags, readRecord([1], true)),
};
