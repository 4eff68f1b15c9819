import type { Faker } from "@faker-js/faker";
import type { Chance } from "./chance.ts";

let shared: Faker | undefined;
let source: Chance | undefined;

/**
 * Gives the one faker of the process, drawing from `chance` from each call on: whoever generates asks anew, so that sandboxes which
 * open at the same time do not draw from each other's. It is imported only when a fixture has a `generate:` block, and only one
 * locale of it: all of them cost ten times as much.
 */
export async function loadFaker(chance: Chance): Promise<() => Faker> {
  if (!shared) {
    const { faker } = await import("@faker-js/faker/locale/en");
    const Locale = faker.constructor as new (options: FakerOptions) => Faker;
    const randomizer = { next: () => source?.fraction() ?? 0, seed: () => undefined };
    shared = new Locale({ locale: faker.rawDefinitions, randomizer });
  }
  const faker = shared;
  return () => {
    source = chance;
    return faker;
  };
}

interface FakerOptions {
  readonly locale: Faker["rawDefinitions"];
  readonly randomizer: { next(): number; seed(): void };
}
