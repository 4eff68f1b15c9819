import { expect, test } from "vitest";
import { section } from "../../mocks/passwordstate/section.ts";
import { takeSnapshot } from "../../src/engine/snapshot.ts";
import { type Fixture, World } from "../../src/engine/world.ts";
import { startVault } from "./start-vault.ts";

const bulk = {
  keys: { systemWide: {} },
  lists: [
    {
      name: "Bulk",
      genericFields: [{ name: "Team" }, { name: "Rotated", type: "Date Picker" }],
      records: [{ title: "written", password: "by hand" }],
      generate: { passwords: 2000 },
    },
  ],
};

function fixture(world: World, seed: number): Promise<Fixture> {
  const clock = { at: "2026-03-01T09:00:00Z", frozen: true };
  return world.fixture("bulk", { fauxvault: 1, seed, clock, passwordstate: bulk });
}

test("a generate block adds so many believable records to those that are written", async () => {
  const vault = await startVault(bulk);

  const records = (await vault.request("GET", "/api/passwords/1?QueryAll")).rows();

  expect(records).toHaveLength(2001);
  expect(new Set(records.map(({ Title }) => Title)).size).toBe(2001);
  for (const { Title, HostName, UserName, Password, GenericField1, GenericField2 } of records.slice(1)) {
    expect(Title).toBe(`${String(HostName).replace(/\.test$/, "")} ${UserName}`);
    expect(HostName).toMatch(/^[a-z]+-[a-z]+-\d+\.test$/);
    expect(String(Password).length).toBeGreaterThanOrEqual(12);
    expect(GenericField1).not.toBe("");
    expect(GenericField2).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  }
  expect(records.some(({ ExpiryDate }) => ExpiryDate !== "")).toBe(true);
});

test("generated records are found like any other", async () => {
  const vault = await startVault(bulk);
  const all = (await vault.request("GET", "/api/passwords/1?QueryAll")).rows();
  const wanted = all[1234];

  const title = encodeURIComponent(`"${wanted?.Title}"`);
  const found = (await vault.request("GET", `/api/searchpasswords/1?title=${title}`)).rows();

  expect(found).toEqual([wanted]);
});

test("the same seed gives the same world, and another seed another", async () => {
  const world = new World([section]);

  const [one, same, other] = [
    takeSnapshot(await world.open("one", await fixture(world, 7))),
    takeSnapshot(await world.open("same", await fixture(world, 7))),
    takeSnapshot(await world.open("other", await fixture(world, 8))),
  ];

  expect(same).toBe(one);
  expect(other).not.toBe(one);
});

test("worlds that open at the same time do not draw from each other's chance", async () => {
  const world = new World([section]);
  const alone = takeSnapshot(await world.open("alone", await fixture(world, 7)));

  const together = await Promise.all(
    [7, 8, 9].map(async (seed) => world.open(`at-once-${seed}`, await fixture(world, seed))),
  );

  expect(takeSnapshot(together[0] ?? expect.fail())).toBe(alone);
});
