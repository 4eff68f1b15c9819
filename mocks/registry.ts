import type { Mock } from "../src/http/mock.ts";
import { blink } from "./blink/index.ts";
import { passwordstate } from "./passwordstate/index.ts";
import { pmp } from "./pmp/index.ts";

/** Every product that this version fakes. */
export const mocks: readonly Mock[] = [passwordstate, pmp, blink];
