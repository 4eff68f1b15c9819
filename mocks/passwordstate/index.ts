import { loadOnce } from "../../src/http/load-once.ts";
import type { Mock } from "../../src/http/mock.ts";
import { findExample, listCredentials, listRetiredKeys, renewKeys } from "./credentials.ts";
import { section } from "./section.ts";
import { wire } from "./wire.ts";

/** The fake of Click Studios Passwordstate. What the product does is in `docs/products/passwordstate.md`. */
export const passwordstate: Mock = {
  name: "passwordstate",
  title: "Passwordstate",
  section,
  listeners: [{ name: "passwordstate", port: 9119 }],
  wire,
  load: loadOnce(async () => (await import("./service.ts")).service),
  administration: loadOnce(async () => (await import("./administration.ts")).administration),
  credentials: listCredentials,
  example: findExample,
  renewCredentials: renewKeys,
  retiredCredentials: listRetiredKeys,
};
