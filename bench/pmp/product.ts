import type { Product } from "../product.ts";
import { makeFixture } from "./fixture.ts";
import { checkRefusals } from "./refusals.ts";

export const pmp: Product = { name: "pmp", makeFixture, checkRefusals };
