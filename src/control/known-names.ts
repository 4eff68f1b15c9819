import { distance } from "fastest-levenshtein";
import { ControlError } from "./control-error.ts";
import type { Instance } from "./instance.ts";

/** A product and an operation as somebody named them. */
interface Names {
  readonly product?: string | undefined;
  readonly operation?: string | undefined;
}

/**
 * Refuses a product or an operation that does not exist, naming the nearest: what waits for it would wait for ever. `before` is what
 * the members are called: `match.` of a fault.
 */
export async function checkNames(
  { mocks }: Pick<Instance, "mocks">,
  { product, operation }: Names,
  before = "",
): Promise<void> {
  const concerned = product === undefined ? mocks : mocks.filter(({ name }) => name === product);
  if (concerned.length === 0) {
    const known = mocks.map(({ name }) => name).join(", ");
    throw refuse(`${before}product`, `there is no product '${product}'; known: ${known}`);
  }
  if (operation === undefined) return;
  const services = await Promise.all(concerned.map((mock) => mock.load()));
  const operations = services.flatMap((service) => service.operations.map(({ id }) => id));
  if (operations.includes(operation)) return;
  const nearest = findNearest(operation, operations).join(", ");
  throw refuse(`${before}operation`, `there is no operation '${operation}'; the nearest are ${nearest}`);
}

/** The names that look most like what was given, best first. */
function findNearest(given: string, names: readonly string[], most = 3): string[] {
  const asked = given.toLowerCase().slice(0, 100);
  return names
    .map((name) => ({ name, far: distance(asked, name.toLowerCase()) }))
    .sort((a, b) => a.far - b.far)
    .slice(0, most)
    .map(({ name }) => name);
}

function refuse(member: string, message: string): ControlError {
  return new ControlError(`T${message.slice(1)}.`, { status: 400, issues: [{ member, message }] });
}
