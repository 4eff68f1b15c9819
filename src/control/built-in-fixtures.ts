import { ControlError } from "./control-error.ts";

/** The fixtures that come along, each its own part of the program: only the one that is asked for is read. */
const builtIn: Readonly<Record<string, () => Promise<{ default: unknown }>>> = {
  demo: () => import("../../fixtures/demo.yaml"),
  contract: () => import("../../fixtures/contract.yaml"),
  empty: () => import("../../fixtures/empty.yaml"),
};

/** The names of the fixtures that come along. */
export const builtInFixtureNames: readonly string[] = Object.keys(builtIn);

/** The content of a fixture that comes along, not checked yet; refused when there is none of that name. */
export async function loadBuiltInFixture(name: string): Promise<unknown> {
  const load = Object.hasOwn(builtIn, name) ? builtIn[name] : undefined;
  if (load) return (await load()).default;
  throw new ControlError(
    `There is no built-in fixture '${name}'. There are ${builtInFixtureNames.join(", ")}; a fixture's content can be given instead of a name.`,
    { status: 400 },
  );
}
