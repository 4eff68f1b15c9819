import type { Product } from "../product.ts";
import { makeFixture } from "./fixture.ts";
import { checkRefusals } from "./refusals.ts";

export const blink: Product = { name: "blink", makeFixture, checkRefusals };
