import type { CheckedContent } from "../engine/check-content.ts";
import type { Fixture, World } from "../engine/world.ts";
import { ControlError } from "./control-error.ts";

/** A fixture that comes along: its content, and in the shipped program what checking it gave. */
interface BuiltIn {
  readonly default: unknown;
  readonly checked: object | undefined;
}

/** The fixtures that come along, each its own part of the program: only the one that is asked for is read. */
const builtIn: Readonly<Record<string, () => Promise<BuiltIn>>> = {
  demo: () => import("../../fixtures/demo.yaml"),
  contract: () => import("../../fixtures/contract.yaml"),
  empty: () => import("../../fixtures/empty.yaml"),
};

/** The names of the fixtures that come along. */
export const builtInFixtureNames: readonly string[] = Object.keys(builtIn);

/** The content of a fixture that comes along, not checked yet; refused when there is none of that name. */
export async function loadBuiltInFixture(name: string): Promise<unknown> {
  return (await load(name)).default;
}

/**
 * A fixture that comes along, checked: by the build that it was shipped with, which spares a start the schemas, or else now. Refused
 * when there is none of that name.
 */
export async function readBuiltInFixture(world: World, name: string): Promise<Fixture> {
  const { default: content, checked } = await load(name);
  return checked ? { name, ...(checked as CheckedContent) } : world.fixture(name, content);
}

async function load(name: string): Promise<BuiltIn> {
  const found = Object.hasOwn(builtIn, name) ? builtIn[name] : undefined;
  if (found) return found();
  throw new ControlError(
    `There is no built-in fixture '${name}'. There are ${builtInFixtureNames.join(", ")}; a fixture's content can be given instead of a name.`,
    { status: 400 },
  );
}
