import { expect, test } from "vitest";
import { Journal } from "../../src/engine/journal.ts";
import { makeEntry } from "./make-entry.ts";
import { openSandbox } from "./small-world.ts";

const entry = makeEntry(openSandbox());

test("a journal keeps its newest entries, oldest first, under numbers that are never used again", () => {
  const journal = new Journal(3);
  const seqs = () => journal.entries().map(({ seq }) => seq);
  expect([journal.nextSeq, seqs()]).toEqual([1, []]);
  for (let at = 0; at < 2; at += 1) journal.add(entry);
  expect(seqs()).toEqual([1, 2]);
  for (let at = 0; at < 6; at += 1) journal.add(entry);
  expect(seqs()).toEqual([6, 7, 8]);
  expect([journal.get(5), journal.get(6)?.seq, journal.get(8)?.seq, journal.get(9)]).toEqual([
    undefined,
    6,
    8,
    undefined,
  ]);
  journal.clear();
  expect([journal.nextSeq, seqs()]).toEqual([9, []]);
  for (let at = 0; at < 4; at += 1) journal.add(entry);
  expect(seqs()).toEqual([10, 11, 12]);
});

test("whoever listens hears each entry until it stops listening", () => {
  const journal = new Journal(2);
  const heard: number[] = [];
  const other: number[] = [];
  const stop = journal.listen(({ seq }) => heard.push(seq));
  journal.listen(({ seq }) => other.push(seq));
  journal.add(entry);
  journal.clear();
  journal.add(entry);
  stop();
  stop();
  journal.add(entry);
  expect([heard, other]).toEqual([
    [1, 2],
    [1, 2, 3],
  ]);
});
