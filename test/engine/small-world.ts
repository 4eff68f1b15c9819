import { z } from "zod";
import { EngineError } from "../../src/engine/engine-error.ts";
import { log } from "../../src/engine/log.ts";
import { Sandbox } from "../../src/engine/sandbox.ts";
import type { Section } from "../../src/engine/section.ts";
import { table } from "../../src/engine/table.ts";
import { World } from "../../src/engine/world.ts";

/** A row of the tests' own product. */
export interface BoxRow {
  readonly id: number;
  readonly shelf: number;
  readonly label: string | undefined;
}

/** A line of its log. */
export interface NoteRow {
  readonly number: number;
  readonly text: string;
}

/** A row with a key that is a text. */
export interface NameRow {
  readonly name: string;
  readonly rank: number;
}

const tables = {
  boxes: table<BoxRow>()({
    key: "id",
    first: 10,
    unique: { label: (row) => row.label },
    index: { shelf: (row) => row.shelf },
  }),
  notes: log<NoteRow>()({ key: "number" }),
  names: table<NameRow>()({ key: "name", index: { rank: (row) => row.rank } }),
};

const box = z.strictObject({ label: z.string().max(20).optional(), shelf: z.int().min(1).default(1) });
const part = z.strictObject({
  boxes: z.array(box).default([]),
  size: z.enum(["small", "large"]).default("small"),
  generate: z.int().min(0).optional(),
});

/** A product with a table of each kind and a log: what an engine has to keep. */
export const store = {
  name: "store",
  tables,
  assumptions: {
    "box-order": { summary: "Which box comes first", choices: ["oldest", "newest"], default: "oldest", source: "" },
  },
  fixture: {
    rules: async () => ({ schema: part }),
    wantsFaker: ({ generate }) => generate !== undefined,
    plant(state, { boxes, generate = 0 }, { chance, faker }) {
      for (let made = 0; made < generate; made += 1) {
        state.boxes.insert({ shelf: chance.whole(1, 9), label: `${made} ${faker().person.fullName()}` });
      }
      for (const { label, shelf } of boxes) {
        if (label === "cursed") throw new EngineError("boxes: a box cannot be cursed.");
        state.boxes.insert({ shelf, label: label ?? chance.hex(8) });
      }
    },
  },
} satisfies Section<typeof tables, z.infer<typeof part>>;

/** The world of that one product. */
export const smallWorld = new World([store]);

/** An empty sandbox of it. */
export function openSandbox(id = "here", seed = 7): Sandbox {
  return new Sandbox({ id, from: "nothing", sections: [store], seed, journalSize: 10 });
}

/** Everything in a sandbox's tables, in their own order. */
export function readAll(sandbox: Sandbox) {
  const { boxes, notes, names } = sandbox.state(store);
  return { boxes: [...boxes.all()], notes: [...notes.newest()].reverse(), names: [...names.all()] };
}
