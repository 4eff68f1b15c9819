import { loadOnce } from "../../src/http/load-once.ts";
import type { Mock } from "../../src/http/mock.ts";
import { findExample, followKeys, listCredentials, listRetiredKeys, renewKeys } from "./credentials.ts";
import { section } from "./section.ts";
import { wire } from "./wire.ts";

/** The fake of Blink. What the product does is in `docs/products/blink.md`. */
export const blink: Mock = {
  name: "blink",
  title: "Blink",
  section,
  listeners: [{ name: "blink", port: 8900 }],
  wire,
  load: loadOnce(async () => (await import("./service.ts")).service),
  administration: loadOnce(async () => (await import("./administration.ts")).administration),
  credentials: listCredentials,
  example: findExample,
  renewCredentials: renewKeys,
  followCredentials: followKeys,
  retiredCredentials: listRetiredKeys,
};
