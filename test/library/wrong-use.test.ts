import { expect, onTestFinished, test } from "vitest";
import { ControlError, FauxvaultError, type FauxvaultOptions, startFauxvault } from "../../src/index.ts";

async function start(options: FauxvaultOptions = {}) {
  const vault = await startFauxvault(options);
  onTestFinished(() => vault.stop());
  return vault;
}

/** What a piece of work throws, at once or later. */
async function catchError(work: () => unknown): Promise<unknown> {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new Error("it threw nothing");
}

test.each([
  [{ fixtur: "demo" }, "there is no option 'fixtur', but 'fixture'"],
  [{ product: "passwordstate" }, "there is no option 'product'; known: fixture, seed, "],
  [{ fixture: 7 }, "'fixture' has to be a fixture's name, a file's path, or a fixture's content"],
  [{ seed: -1, explain: "no" }, "'seed' has to be a whole number up to 4294967295; 'explain' has to be true or false"],
  [{ ports: 9119 }, "'ports' has to be ports by listener"],
  [{ ports: { passwordstate: "9119" } }, "'ports' has to be ports by listener"],
  [{ hosts: ["build-01.test"] }, "'hosts' has to be an array of { host, listener, port }"],
  [{ allowHosts: "vault.example.com" }, "'allowHosts' has to be an array of hosts"],
  [{ allowHosts: ["*.example.com"] }, "'*.example.com' is not a host to call"],
  [{ onTrouble: true }, "'onTrouble' has to be a function"],
  ["demo", "are an object"],
])("options that no compiler checked are refused: %j", async (options, words) => {
  const error = await catchError(() => startFauxvault(options as FauxvaultOptions));
  expect(error).toBeInstanceOf(FauxvaultError);
  expect(String(error)).toContain(words);
});

test("an option that is undefined counts as absent", async () => {
  const vault = await start({ fixture: undefined, ports: undefined } as unknown as FauxvaultOptions);
  expect(vault.credential()).toMatch(/^[0-9a-f]{32}$/);
});

test("a taken port is told in words for code, with what lay beneath", async () => {
  const vault = await start();
  const port = vault.doors[0]?.port ?? 0;
  const error = await catchError(() => startFauxvault({ ports: { passwordstate: port } }));
  expect(error).toBeInstanceOf(FauxvaultError);
  expect(String(error)).toContain(`Port ${port} for passwordstate is taken`);
  expect(String(error)).toContain("with the option ports: { 'passwordstate': 0 }");
  expect(String(error)).not.toContain("--port");
  expect((error as Error).cause).toMatchObject({ name: "HttpFloorError" });
});

test("whatever a vault refuses is a FauxvaultError", async () => {
  const vault = await start();
  const wrong: Record<string, () => unknown> = {
    "There is no product 'keepass'": () => vault.url("keepass"),
    "is not a date": () => vault.clock.set("soonish"),
    "between 0001-01-01 and 9999-12-31": () => vault.clock.advance("P9000Y"),
    "no fault 7": () => vault.faults.remove(7),
    "no key of 'Nobody'": () => vault.act("keys.rotate", { key: "Nobody" }),
    "no action 'keys.bake'": () => vault.act("keys.bake"),
    "no such entry": () => vault.rewind(99),
    "not JSON": () => vault.restore("nonsense"),
    already: () => vault.fork({ id: "default" }),
  };
  for (const [words, work] of Object.entries(wrong)) {
    const error = await catchError(work);
    expect(error).toBeInstanceOf(FauxvaultError);
    expect(String(error)).toContain(words);
  }
  expect(await catchError(() => startFauxvault({ fixture: "demoo" }))).toBeInstanceOf(FauxvaultError);
  expect(await catchError(() => startFauxvault({ fixture: { fauxvault: 2 } }))).toBeInstanceOf(FauxvaultError);
});

test("a vault that was stopped says so; its control client keeps errors of its own", async () => {
  const vault = await start();
  await vault.stop();
  const error = await catchError(() => vault.clock.now());
  expect(error).toBeInstanceOf(FauxvaultError);
  expect(String(error)).toContain("it was stopped. Start another with startFauxvault()");
  expect(await catchError(() => vault.control.status())).toBeInstanceOf(ControlError);
});
