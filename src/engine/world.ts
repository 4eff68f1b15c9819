import { EngineError } from "./engine-error.ts";
import { toFixtureIssue } from "./fixture-issue.ts";
import { type FixtureHead, fixtureSchema } from "./fixture-schema.ts";
import { loadFaker } from "./generate.ts";
import { readInstant } from "./instant.ts";
import { Sandbox } from "./sandbox.ts";
import type { FixtureIssue, Section, Seeding } from "./section.ts";

/** A fixture that was checked: what a sandbox starts with. */
export interface Fixture {
  readonly name: string;
  readonly head: FixtureHead;
  /** Each section's part, as its schema gave it. */
  readonly parts: Readonly<Record<string, unknown>>;
}

/** What came of checking a fixture. */
export type FixtureCheck =
  | { readonly fixture: Fixture; readonly issues?: undefined }
  | { readonly fixture?: undefined; readonly issues: readonly FixtureIssue[] };

/** The sections that every sandbox here is made of. */
export class World {
  readonly sections: readonly Section[];

  constructor(sections: readonly Section[]) {
    this.sections = sections;
  }

  /** Checks a fixture's parsed content; `name` is what it is called from then on. */
  check(name: string, content: unknown): FixtureCheck {
    const result = fixtureSchema(this.sections).safeParse(content);
    if (!result.success) return { issues: result.error.issues.map(toFixtureIssue) };
    const head = result.data as FixtureHead & Record<string, unknown>;
    const parts: Record<string, unknown> = {};
    for (const { name: section } of this.sections) if (head[section] !== undefined) parts[section] = head[section];
    return { fixture: { name, head, parts } };
  }

  /** Checks a fixture that must be right; throws an `EngineError` that lists what is not. */
  fixture(name: string, content: unknown): Fixture {
    const { fixture, issues } = this.check(name, content);
    if (fixture) return fixture;
    const lines = issues.map((issue) => `  ${issue.path.join(".") || "(top)"}: ${issue.message}`);
    throw new EngineError(`Fixture '${name}' is refused:\n${lines.join("\n")}`);
  }

  /**
   * A sandbox as the fixture says it starts. The same fixture and seed give the same sandbox on every machine. Throws an
   * `EngineError` that names the fixture and the section whose part cannot be planted.
   */
  async open(id: string, fixture: Fixture, seed: number = fixture.head.seed): Promise<Sandbox> {
    const { head, parts, name } = fixture;
    const sandbox = new Sandbox({ id, from: name, sections: this.sections, seed, journalSize: head.journal });
    this.#setUp(sandbox, head);
    const seeding = await this.#seeding(sandbox, parts);
    sandbox.transact(() => {
      for (const section of this.sections) plantPart(sandbox, section, fixture, seeding);
    });
    sandbox.settle();
    return sandbox;
  }

  #setUp(sandbox: Sandbox, head: FixtureHead): void {
    const { clock } = head;
    const at = clock?.at === undefined ? undefined : readInstant(clock.at, sandbox.clock.now());
    if (at !== undefined) sandbox.clock.set(at);
    // Frozen at that very instant: a running clock may have moved on since it was set.
    if (clock?.frozen) sandbox.clock.freeze(at);
    for (const [host, addresses] of Object.entries(head.hosts)) sandbox.setHost(host, addresses);
    for (const [section, choices] of Object.entries(head.assumptions)) {
      for (const [assumption, choice] of Object.entries(choices)) sandbox.assume(section, assumption, choice);
    }
  }

  async #seeding(sandbox: Sandbox, parts: Readonly<Record<string, unknown>>): Promise<Seeding> {
    const wanted = this.sections.some(
      ({ name, fixture }) => fixture && parts[name] !== undefined && fixture.wantsFaker(parts[name]),
    );
    const faker = wanted ? await loadFaker(sandbox.chance) : undefined;
    const now = sandbox.clock.now();
    return {
      clock: sandbox.clock,
      chance: sandbox.chance,
      instant: (text) => readInstant(text, now),
      faker: () => {
        if (!faker) throw new EngineError("Faker is loaded only for a fixture part whose `wantsFaker` says so.");
        return faker();
      },
    };
  }
}

function plantPart(sandbox: Sandbox, section: Section, { name, parts }: Fixture, seeding: Seeding): void {
  const part = parts[section.name];
  if (!section.fixture || part === undefined) return;
  try {
    section.fixture.plant(sandbox.state(section), part, seeding);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    throw new EngineError(`Fixture '${name}' cannot be planted, in its part '${section.name}': ${error.message}`);
  }
}
