import { loadOnce } from "../../src/http/load-once.ts";
import type { Mock } from "../../src/http/mock.ts";
import { findExample, listCredentials, listRetiredKeys, renewKeys } from "./credentials.ts";
import { section } from "./section.ts";
import { wire } from "./wire.ts";

/** The fake of ManageEngine Password Manager Pro, and of PAM360. What the product does is in `docs/products/pmp.md`. */
export const pmp: Mock = {
  name: "pmp",
  title: "Password Manager Pro",
  section,
  listeners: [{ name: "pmp", port: 7272 }],
  wire,
  load: loadOnce(async () => (await import("./service.ts")).service),
  administration: loadOnce(async () => (await import("./administration.ts")).administration),
  credentials: listCredentials,
  example: findExample,
  renewCredentials: renewKeys,
  retiredCredentials: listRetiredKeys,
};
