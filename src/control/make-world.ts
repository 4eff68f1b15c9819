import { mocks } from "../../mocks/registry.ts";
import { World } from "../engine/world.ts";
import { httpSection } from "../http/faults/section.ts";

/** What every sandbox of this version is made of: the http floor's part and each product's. */
export function makeWorld(): World {
  return new World([httpSection, ...mocks.map((mock) => mock.section)]);
}
