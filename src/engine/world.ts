import { Chance } from "./chance.ts";
import type { CheckedContent } from "./check-content.ts";
import { EngineError } from "./engine-error.ts";
import type { FixtureHead } from "./fixture-schema.ts";
import { loadFaker } from "./generate.ts";
import { readInstant } from "./instant.ts";
import { Sandbox } from "./sandbox.ts";
import type { FixtureIssue, Section, Seeding } from "./section.ts";

/** A fixture that was checked: what a sandbox starts with. */
export interface Fixture extends CheckedContent {
  readonly name: string;
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
  async check(name: string, content: unknown): Promise<FixtureCheck> {
    // Only now: a start from what was checked before does without schemas.
    const { checkContent } = await import("./check-content.ts");
    const { checked, issues } = await checkContent(this.sections, content);
    return checked ? { fixture: { name, ...checked } } : { issues };
  }

  /** Checks a fixture that must be right; throws an `EngineError` that lists what is not. */
  async fixture(name: string, content: unknown): Promise<Fixture> {
    const { fixture, issues } = await this.check(name, content);
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
    const plantings = await Promise.all(
      this.sections.map(async (section) => {
        const plant = await preparePlanting({ sandbox, section, part: parts[section.name], seed });
        return { section: section.name, plant };
      }),
    );
    sandbox.transact(() => {
      for (const { section, plant } of plantings) inWordsOf(name, section, plant);
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
}

interface Planting {
  readonly sandbox: Sandbox;
  readonly section: Section;
  readonly part: unknown;
  readonly seed: number;
}

/** Gets ready what a section's part is planted with; planting it then waits for nothing. */
async function preparePlanting({ sandbox, section, part, seed }: Planting): Promise<() => void> {
  const { fixture } = section;
  if (!fixture || part === undefined) return () => undefined;
  const { clock } = sandbox;
  const now = clock.now();
  const chance = Chance.for(section.name, seed);
  const faker = fixture.wantsFaker(part) ? await loadFaker(chance) : refuseFaker;
  const seeding: Seeding = { clock, chance, instant: (text) => readInstant(text, now), faker };
  return () => fixture.plant(sandbox.state(section), part, seeding);
}

function refuseFaker(): never {
  throw new EngineError("Faker is loaded only for a fixture part whose `wantsFaker` says so.");
}

/** Runs what plants a section's part; what it refuses is said of the fixture and the part. */
function inWordsOf(fixture: string, section: string, plant: () => void): void {
  try {
    plant();
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    throw new EngineError(`Fixture '${fixture}' cannot be planted, in its part '${section}': ${error.message}`);
  }
}
