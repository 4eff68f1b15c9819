import type { Fixture, World } from "../engine/world.ts";
import { readBuiltInFixture } from "./built-in-fixtures.ts";

/** What a fixture that came as content is called, unless somebody knows its name. */
const GIVEN = "given";

/**
 * A fixture, checked: one that comes along, by its name, or the content of one (`name` is what it is called then). Throws an
 * `EngineError` that lists what is wrong in it, a `ControlError` when the name is unknown.
 */
export async function readFixture(world: World, fixture: string | object, name: string = GIVEN): Promise<Fixture> {
  return typeof fixture === "string" ? readBuiltInFixture(world, fixture) : world.fixture(name, fixture);
}
