import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import type { JournalInfo } from "../../src/index.ts";
import { endCli, spawnCli } from "./cli.ts";
import { startSteered } from "./steered.ts";

test("the journal shows requests, chosen by operation, status, refusal and number", async () => {
  const { cli, ask } = await startSteered();
  await ask();
  await ask("/api/nothing/here");
  await ask("/api/passwords/1", { headers: {} });
  const all = (await cli("journal")).trimEnd().split("\n");
  expect(all).toHaveLength(3);
  expect(all[0]).toMatch(
    /^ {4}1 {2}\d\d:\d\d:\d\d\.\d{3} GET \/api\/passwords\/\d+ 200 {2}127\.0\.0\.1 with System Wide$/,
  );
  expect(all[1]).toContain("404");
  const numbers = async (...args: string[]) =>
    (JSON.parse(await cli("journal", "--json", ...args)) as JournalInfo[]).map(({ seq }) => seq);
  expect(await numbers()).toEqual([1, 2, 3]);
  expect(await numbers("--refused")).toEqual([2, 3]);
  expect(await numbers("--operation", "passwords.get")).toEqual([1, 3]);
  expect(await numbers("--status", "401", "--product", "passwordstate")).toEqual([3]);
  expect(await numbers("--limit", "1")).toEqual([3]);
  expect(await cli("journal", "--status", "418")).toBe("no such requests\n");
  await cli("journal", "--clear");
  expect(await cli("journal", "--json")).toBe("[]\n");
});

test("a journal that is followed goes on with each request as it is served, until Ctrl-C", async () => {
  const { vault, ask } = await startSteered();
  await ask();
  const child = spawnCli(["journal", "--follow", "--json", "--refused", "--control", vault.control.url]);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  await ask("/api/passwords/1", { headers: {} });
  const first = JSON.parse((await lines.next()).value) as JournalInfo;
  await ask();
  await ask("/api/passwords/2", { headers: {} });
  const second = JSON.parse((await lines.next()).value) as JournalInfo;
  expect([first.seq, second.seq]).toEqual([2, 4]);
  expect(await endCli(child, "SIGINT")).toBe(process.platform === "win32" ? null : 130);
});

test("a journal that is followed ends well when its fauxvault ends", async () => {
  const { vault, ask } = await startSteered();
  const child = spawnCli(["journal", "--follow", "--control", vault.control.url]);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  await ask();
  await lines.next();
  const ended = new Promise((resolve) => child.once("exit", resolve));
  await vault.stop();
  expect(await ended).toBe(0);
});

test("no key and no password is in what the command line prints of requests, faults, sandboxes and the clock", async () => {
  const { cli, vault, ask } = await startSteered();
  const key = vault.credential();
  const [record] = (await (await ask()).json()) as { Password: string }[];
  await ask(`/api/passwords/1?apikey=${key}`, { headers: {} });
  await ask(`/api/passwords/${key}`, { headers: { APIKey: "a-wrong-key-that-was-sent" } });
  await vault.act("keys.rotate", { key: "System Wide" });
  await ask(undefined, { headers: { APIKey: key } });
  let printed = "";
  for (const command of [
    "journal",
    "journal --json",
    "status",
    "status --json",
    "sandbox list",
    "fault list",
    "clock",
  ]) {
    printed += await cli(...command.split(" "));
  }
  expect(printed).toContain("/api/passwords/");
  for (const secret of [key, vault.credential(), record?.Password ?? "?", "a-wrong-key-that-was-sent"]) {
    expect(printed).not.toContain(secret);
  }
});
