import type { Mock } from "../../src/http/mock.ts";
import { findExample, listCredentials } from "./credentials.ts";
import { getPassword } from "./operations/passwords.ts";
import { section } from "./section.ts";
import { wire } from "./wire.ts";

/** The fake of Click Studios Passwordstate. What the product does is in `docs/products/passwordstate.md`. */
export const passwordstate: Mock = {
  name: "passwordstate",
  title: "Passwordstate",
  section,
  listeners: [{ name: "passwordstate", port: 9119 }],
  operations: [getPassword],
  wire,
  administration: [],
  credentials: listCredentials,
  example: findExample,
};
