import type { Faker } from "@faker-js/faker";
import type { Chance } from "./chance.ts";

let shared: Faker | undefined;
let source: Chance | undefined;

/**
 * The one faker of the process, drawing from `chance` from now on. It is imported only when a fixture has a `generate:` block, and
 * only one locale of it: all of them cost ten times as much.
 */
export async function loadFaker(chance: Chance): Promise<Faker> {
  if (!shared) {
    const { faker } = await import("@faker-js/faker/locale/en");
    const Locale = faker.constructor as new (options: FakerOptions) => Faker;
    const randomizer = { next: () => source?.fraction() ?? 0, seed: () => undefined };
    shared = new Locale({ locale: faker.rawDefinitions, randomizer });
  }
  source = chance;
  return shared;
}

interface FakerOptions {
  readonly locale: Faker["rawDefinitions"];
  readonly randomizer: { next(): number; seed(): void };
}
