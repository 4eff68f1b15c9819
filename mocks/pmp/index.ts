import { loadOnce } from "../../src/http/load-once.ts";
import type { Mock } from "../../src/http/mock.ts";
import { findExample, listCredentials, listRetiredKeys, renewKeys } from "./credentials.ts";
import { flavourOf } from "./flavour.ts";
import { section } from "./section.ts";
import { wire } from "./wire.ts";

/** The fake of ManageEngine Password Manager Pro, and of PAM360. What the product does is in `docs/products/pmp.md`. */
export const pmp: Mock = {
  name: "pmp",
  title: "Password Manager Pro",
  section,
  // Each of the two products has a port of its own; see `docs/products/pmp.md#transport`.
  listeners: [{ name: "pmp", port: 7272, portFor: (sandbox) => (flavourOf(sandbox) === "pam360" ? 8282 : 7272) }],
  wire,
  load: loadOnce(async () => (await import("./service.ts")).service),
  administration: loadOnce(async () => (await import("./administration.ts")).administration),
  credentials: listCredentials,
  example: findExample,
  renewCredentials: renewKeys,
  retiredCredentials: listRetiredKeys,
};
