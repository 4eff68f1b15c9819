import { expect, test } from "vitest";
import { EngineError } from "../../src/engine/engine-error.ts";
import { takeSnapshot } from "../../src/engine/snapshot.ts";
import { type Fixture, World } from "../../src/engine/world.ts";
import { readAll, smallWorld, store } from "./small-world.ts";

const check = (content: unknown) => smallWorld.check("test", content);

function makeFixture(content: object): Promise<Fixture> {
  return smallWorld.fixture("test", { fauxvault: 1, ...content });
}

test.each<[string, unknown, string]>([
  ["nothing", undefined, ""],
  ["a list", [], ""],
  ["no version", {}, "fauxvault"],
  ["another version", { fauxvault: 2 }, "fauxvault"],
  ["an unknown product", { fauxvault: 1, shop: {} }, ""],
  ["an unknown member deep down", { fauxvault: 1, store: { boxes: [{ lable: "a" }] } }, "store.boxes.0"],
  ["a member of the wrong kind", { fauxvault: 1, store: { boxes: [{ shelf: "1" }] } }, "store.boxes.0.shelf"],
  ["a text that is too long", { fauxvault: 1, store: { boxes: [{ label: "x".repeat(21) }] } }, "store.boxes.0.label"],
  ["a seed that is none", { fauxvault: 1, seed: -1 }, "seed"],
  ["a date that is none", { fauxvault: 1, clock: { at: "2026-02-30" } }, "clock.at"],
  ["an address that is none", { fauxvault: 1, hosts: { a: ["10.0.0"] } }, "hosts.a.0"],
  ["a host name that is none", { fauxvault: 1, hosts: { "a b": ["10.0.0.1"] } }, "hosts.a b"],
  ["a host without addresses", { fauxvault: 1, hosts: { a: [] } }, "hosts.a"],
  ["an unknown assumption", { fauxvault: 1, assumptions: { store: { other: "x" } } }, "assumptions.store"],
  ["an unknown choice", { fauxvault: 1, assumptions: { store: { "box-order": "x" } } }, "assumptions.store.box-order"],
  ["an assumption of nobody", { fauxvault: 1, assumptions: { constructor: {} } }, "assumptions"],
  ["a journal of no size", { fauxvault: 1, journal: 0 }, "journal"],
])("%s is refused, and where it stands is named", async (_, content, path) => {
  const { issues, fixture } = await check(content);
  expect(fixture).toBeUndefined();
  expect(issues?.map((issue) => issue.path.join("."))).toEqual([path]);
  expect(issues?.[0]?.message).not.toBe("");
});

test("everything that is wrong is listed at once, in an error that names the fixture", async () => {
  const content = { fauxvault: 1, seed: "x", store: { size: "huge" } };
  const read = () => smallWorld.fixture("wrong.yaml", content);
  await expect(read).rejects.toThrow(EngineError);
  await expect(read).rejects.toThrow(
    /Fixture 'wrong.yaml' is refused:\n {2}seed: .*\n {2}store.size: .*"small".*"large"/,
  );
});

test("the same fixture and seed give the same sandbox, another seed another", async () => {
  const fixture = await makeFixture({
    store: { boxes: [{}, { label: "a" }, {}] },
    clock: { at: "2026-03-01", frozen: true },
  });
  const [one, same, other] = await Promise.all([
    smallWorld.open("one", fixture),
    smallWorld.open("same", fixture),
    smallWorld.open("other", fixture, 2),
  ]);
  expect(takeSnapshot(one)).toBe(takeSnapshot(same));
  expect(readAll(one).boxes).not.toEqual(readAll(other).boxes);
  expect(one.clock.now()).toBe(Date.UTC(2026, 2, 1));
});

test("sandboxes that are generated at the same time do not draw from each other's chance", async () => {
  const fixture = await makeFixture({ store: { generate: 50 }, clock: { at: "2026-03-01", frozen: true } });
  const alone = takeSnapshot(await smallWorld.open("alone", fixture));
  const together = await Promise.all(["a", "b", "c"].map((id) => smallWorld.open(id, fixture)));
  expect(together.map(takeSnapshot)).toEqual([alone, alone, alone]);
});

test("what one section's part draws changes nothing in another, and neither does the order of the sections", async () => {
  const second = { ...store, name: "annexe" };
  const frozen = { fauxvault: 1, clock: { at: "2026-03-01", frozen: true } };
  const boxes = async (world: World, parts: object) => {
    const sandbox = await world.open("here", await world.fixture("test", { ...frozen, ...parts }));
    return [store, second].map((section) => [...sandbox.state(section).boxes.all()]);
  };
  const forward = new World([store, second]);
  const [alone] = await boxes(forward, { store: { boxes: [{}, {}] } });
  const both = await boxes(forward, { store: { boxes: [{}, {}] }, annexe: { boxes: [{}, {}, {}], generate: 3 } });
  expect(both[0]).toEqual(alone);
  expect(both[1]?.slice(-2)).not.toEqual(alone);
  const backward = new World([second, store]);
  expect(await boxes(backward, { store: { boxes: [{}, {}] }, annexe: { boxes: [{}, {}, {}], generate: 3 } })).toEqual(
    both,
  );
});

test("hosts, assumptions and the clock are as the fixture says, and a reset goes back to them", async () => {
  const sandbox = await smallWorld.open(
    "here",
    await makeFixture({
      hosts: { "Build-01": ["10.0.0.1"], build: ["::1", "10.0.0.1"] },
      assumptions: { store: { "box-order": "newest" } },
      clock: { at: "2026-03-01T09:00:00Z" },
      store: { boxes: [{ label: "a" }] },
    }),
  );
  const start = takeSnapshot(sandbox);
  expect(sandbox.hostsAt("10.0.0.1").sort()).toEqual(["build", "build-01"]);
  expect([sandbox.addressesOf("BUILD"), sandbox.addressesOf("constructor")]).toEqual([["::1", "10.0.0.1"], []]);
  expect(sandbox.clock.setting.mode).toBe("offset");
  expect(() => sandbox.assume("store", "constructor", "x")).toThrow("has no assumption 'constructor'");
  expect(() => sandbox.assume("shop", "x", "x")).toThrow("There is no product 'shop'");
  sandbox.setHost("build", []);
  sandbox.clock.freeze();
  sandbox.reset();
  expect(takeSnapshot(sandbox)).toBe(start);
});

test("a fixture that cannot be planted is refused by its name, with the part and what is at fault", async () => {
  const fixture = await makeFixture({ store: { boxes: [{ label: "fine" }, { label: "cursed" }] } });
  const message = "Fixture 'test' cannot be planted, in its part 'store': boxes: a box cannot be cursed.";
  await expect(smallWorld.open("here", fixture)).rejects.toThrow(message);
  const twice = await makeFixture({ store: { boxes: [{ label: "a" }, { label: "a" }] } });
  await expect(smallWorld.open("here", twice)).rejects.toThrow("store.boxes 11: its label is taken by 10.");
});
