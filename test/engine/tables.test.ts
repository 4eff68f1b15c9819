import { expect, test } from "vitest";
import { EngineError } from "../../src/engine/engine-error.ts";
import { openSandbox, store } from "./small-world.ts";

function openBoxes() {
  const sandbox = openSandbox();
  const { boxes, names } = sandbox.state(store);
  const write = <Result>(work: () => Result) => sandbox.transact(work);
  return { sandbox, boxes, names, write };
}

test("rows get the product's own numbers, and a given number moves the count on", () => {
  const { boxes, write } = openBoxes();
  const add = (id?: number) =>
    write(() => boxes.insert({ ...(id === undefined ? {} : { id }), shelf: 1, label: undefined }));
  expect([add(), add(), add(40), add(20), add()].map(({ id }) => id)).toEqual([10, 11, 40, 20, 41]);
  expect([...boxes.all()].map(({ id }) => id)).toEqual([10, 11, 20, 40, 41]);
  write(() => boxes.delete(41));
  expect(add().id).toBe(42);
});

test("a key or a unique value that is taken is refused, and the row that holds it stays", () => {
  const { boxes, write } = openBoxes();
  write(() => boxes.insert({ id: 1, shelf: 1, label: "a" }));
  write(() => boxes.insert({ id: 2, shelf: 1, label: "b" }));
  expect(() => write(() => boxes.insert({ id: 1, shelf: 9, label: "z" }))).toThrow("store.boxes already has a row 1.");
  expect(() => write(() => boxes.insert({ shelf: 9, label: "a" }))).toThrow(EngineError);
  expect(() => write(() => boxes.update(2, { label: "a" }))).toThrow("store.boxes 2: its label is taken by 1.");
  expect([...boxes.all()]).toEqual([
    { id: 1, shelf: 1, label: "a" },
    { id: 2, shelf: 1, label: "b" },
  ]);
  expect(boxes.find("label", "z")).toBeUndefined();
});

test("a unique value is free again once its row changed it or is gone, and rows without one do not clash", () => {
  const { boxes, write } = openBoxes();
  write(() => boxes.insert({ id: 1, shelf: 1, label: "a" }));
  write(() => boxes.update(1, { label: "a" }));
  write(() => boxes.update(1, { label: undefined }));
  write(() => boxes.insert({ id: 2, shelf: 1, label: "a" }));
  write(() => boxes.insert({ id: 3, shelf: 1, label: undefined }));
  write(() => boxes.delete(2));
  write(() => boxes.insert({ id: 4, shelf: 1, label: "a" }));
  expect(boxes.find("label", "a")?.id).toBe(4);
});

test("an index gives its rows in id order, follows changes, and does not mix numbers up", () => {
  const { boxes, names, write } = openBoxes();
  for (const [id, shelf] of [
    [30, 1],
    [10, 1],
    [20, 11],
    [2, 1],
  ] as const) {
    write(() => boxes.insert({ id, shelf, label: undefined }));
  }
  expect(boxes.where("shelf", 1).map(({ id }) => id)).toEqual([2, 10, 30]);
  write(() => boxes.update(10, { shelf: 11 }));
  expect(boxes.where("shelf", 1).map(({ id }) => id)).toEqual([2, 30]);
  expect(boxes.where("shelf", 11).map(({ id }) => id)).toEqual([10, 20]);
  expect(boxes.where("shelf", 2)).toEqual([]);
  for (const name of ["b", "B", "a", "10", "9"]) write(() => names.insert({ name, rank: 1 }));
  expect(names.where("rank", 1).map(({ name }) => name)).toEqual(["10", "9", "B", "a", "b"]);
});

test("what cannot be a key is refused before it can spoil the order", () => {
  const { boxes, write } = openBoxes();
  for (const id of [Number.NaN, 1.5, Number.POSITIVE_INFINITY, 2 ** 53]) {
    expect(() => write(() => boxes.insert({ id, shelf: 1, label: undefined }))).toThrow("a key is a whole number");
  }
  write(() => boxes.insert({ id: Number.MAX_SAFE_INTEGER, shelf: 1, label: undefined }));
  expect(() => write(() => boxes.insert({ shelf: 1, label: undefined }))).toThrow(EngineError);
  expect(boxes.get(Number.NaN)).toBeUndefined();
  expect(boxes.size).toBe(1);
});

test("a key stays with its row, also when a whole row is given as the change", () => {
  const { boxes, write } = openBoxes();
  const row = write(() => boxes.insert({ id: 1, shelf: 1, label: "a" }));
  const change: Partial<Omit<typeof row, "id">> = { ...row, shelf: 2 };
  expect(write(() => boxes.update(1, change))).toEqual({ id: 1, shelf: 2, label: "a" });
  const other: object = { id: 7 };
  expect(() => write(() => boxes.update(1, other))).toThrow("its key cannot be changed");
  expect(() => write(() => boxes.update(5, {}))).toThrow("store.boxes has no row 5 to update.");
  expect(write(() => boxes.delete(5))).toBe(false);
});

test("rows that were read are values: later writes do not change them", () => {
  const { boxes, write } = openBoxes();
  const row = write(() => boxes.insert({ id: 1, shelf: 1, label: "a" }));
  const rows = boxes.where("shelf", 1);
  write(() => boxes.update(1, { shelf: 2 }));
  write(() => boxes.delete(1));
  expect(row).toEqual({ id: 1, shelf: 1, label: "a" });
  expect(rows).toEqual([row]);
});
