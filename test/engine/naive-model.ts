import fc from "fast-check";
import type { Sandbox } from "../../src/engine/sandbox.ts";
import { type BoxRow, type NameRow, type NoteRow, store } from "./small-world.ts";

/** What a sandbox's content must be, kept in the plainest way there is. */
export interface Model {
  boxes: BoxRow[];
  nextBox: number;
  notes: NoteRow[];
  nextNote: number;
  names: NameRow[];
  draws: number[];
  hosts: Record<string, string[]>;
}

/** One thing done to a sandbox. Done to the model too, it says what must come of it: "refused" where the sandbox throws. */
export type Deed =
  | { do: "add box"; id: number | undefined; shelf: number; label: string | undefined }
  | { do: "change box"; id: number; shelf: number; label: string | undefined }
  | { do: "drop box"; id: number }
  | { do: "note"; text: string; keep: number }
  | { do: "add name"; name: string; rank: number }
  | { do: "drop name"; name: string }
  | { do: "draw" }
  | { do: "host"; name: string; address: string };

const id = fc.integer({ min: 10, max: 40 });
const shelf = fc.integer({ min: 1, max: 3 });
const label = fc.option(fc.constantFrom("a", "b", "c", "d", "e", "f"), { nil: undefined });
const name = fc.constantFrom("ada", "bo", "Cy", "__proto__", "constructor", "");

/** Any deed. */
export const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ do: fc.constant("add box" as const), id: fc.option(id, { nil: undefined }), shelf, label }),
  fc.record({ do: fc.constant("change box" as const), id, shelf, label }),
  fc.record({ do: fc.constant("drop box" as const), id }),
  fc.record({ do: fc.constant("note" as const), text: fc.string({ maxLength: 3 }), keep: fc.constantFrom(1, 3, 300) }),
  fc.record({ do: fc.constant("add name" as const), name, rank: shelf }),
  fc.record({ do: fc.constant("drop name" as const), name }),
  fc.record({ do: fc.constant("draw" as const) }),
  fc.record({ do: fc.constant("host" as const), name: fc.constantFrom("one", "two"), address: fc.ipV4() }),
);

/** An empty one. */
export function makeModel(): Model {
  return { boxes: [], nextBox: 10, notes: [], nextNote: 1, names: [], draws: [], hosts: {} };
}

/** Does a deed to a sandbox; throws what the sandbox throws. */
export function doToSandbox(sandbox: Sandbox, deed: Deed, draws: number[]): void {
  const { boxes, notes, names } = sandbox.state(store);
  switch (deed.do) {
    case "add box": {
      const { id, shelf, label } = deed;
      boxes.insert(id === undefined ? { shelf, label } : { id, shelf, label });
      return;
    }
    case "change box":
      boxes.update(deed.id, { shelf: deed.shelf, label: deed.label });
      return;
    case "drop box":
      boxes.delete(deed.id);
      return;
    case "note":
      notes.append({ text: deed.text }, deed.keep);
      return;
    case "add name":
      names.insert({ name: deed.name, rank: deed.rank });
      return;
    case "drop name":
      names.delete(deed.name);
      return;
    case "draw":
      draws.push(sandbox.chance.bits());
      return;
    case "host":
      sandbox.setHost(deed.name, [deed.address]);
  }
}

/** Does a deed to a model; false when it must be refused. */
export function doToModel(model: Model, deed: Deed): boolean {
  switch (deed.do) {
    case "add box": {
      const id = deed.id ?? model.nextBox;
      if (model.boxes.some((box) => box.id === id) || isTaken(model, deed.label, id)) return false;
      model.boxes = [...model.boxes, { id, shelf: deed.shelf, label: deed.label }].sort((a, b) => a.id - b.id);
      model.nextBox = Math.max(model.nextBox, id + 1);
      return true;
    }
    case "change box": {
      const { id, shelf, label } = deed;
      if (!model.boxes.some((box) => box.id === id) || isTaken(model, label, id)) return false;
      model.boxes = model.boxes.map((box) => (box.id === id ? { id, shelf, label } : box));
      return true;
    }
    case "drop box":
      model.boxes = model.boxes.filter(({ id }) => id !== deed.id);
      return true;
    case "note":
      model.notes = [...model.notes, { number: model.nextNote, text: deed.text }].slice(-deed.keep);
      model.nextNote += 1;
      return true;
    case "add name":
      if (model.names.some((row) => row.name === deed.name)) return false;
      model.names = [...model.names, { name: deed.name, rank: deed.rank }].sort((a, b) => (a.name < b.name ? -1 : 1));
      return true;
    case "drop name":
      model.names = model.names.filter((row) => row.name !== deed.name);
      return true;
    case "host":
      model.hosts = { ...model.hosts, [deed.name]: [deed.address] };
      return true;
    case "draw":
      return true;
  }
}

function isTaken(model: Model, label: string | undefined, id: number): boolean {
  return label !== undefined && model.boxes.some((box) => box.label === label && box.id !== id);
}
