import { readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import type { SandboxInfo } from "../../src/index.ts";
import { startSteered } from "./steered.ts";

test("a copy is made on a port of its own, listed, and deleted with its port", async () => {
  const { cli, vault } = await startSteered();
  const made = JSON.parse(
    await cli("sandbox", "fork", "--id", "mine", "--listen", "passwordstate", "--json"),
  ) as SandboxInfo;
  expect(made).toMatchObject({ id: "mine", from: "default", served: 0 });
  const [door] = made.doors;
  const { path: place, headers } = vault.example() ?? { path: "", headers: {} };
  expect((await fetch(`${door?.http}${place}`, { headers })).status).toBe(200);
  const table = await cli("sandbox", "list");
  expect(table).toMatch(/^SANDBOX +FROM +CLOCK +SERVED +ADDRESSES\ndefault +demo .*\nmine +default .* 1 +http:/);
  await cli("sandbox", "delete", "mine");
  await expect(fetch(`${door?.http}${place}`)).rejects.toThrow("fetch failed");
});

test("a sandbox is made from a fixture file, or from one that comes along", async () => {
  const { cli, folder, vault } = await startSteered();
  const file = path.join(folder, "small.yaml");
  const value = "00112233445566778899aabbccddeeff";
  await writeFile(file, `fauxvault: 1\npasswordstate:\n  keys:\n    systemWide: { value: "${value}" }\n`);
  expect(await cli("sandbox", "create", "--id", "small", "--fixture", file)).toContain("sandbox 'small'");
  expect(await vault.control.sandbox("small").credentials()).toMatchObject([{ kind: "System Wide", value }]);
  await cli("sandbox", "create", "--id", "other", "--fixture", "demo", "--seed", "7");
  const others = await vault.control.sandbox("other").credentials();
  expect(others.find(({ kind }) => kind === "Hosts")?.value).not.toBe(vault.credential("Hosts"));
});

test("a sandbox is reset and rewound", async () => {
  const { cli, vault, ask } = await startSteered();
  await ask();
  await vault.clock.freeze("2030-01-01");
  await ask();
  expect(await cli("sandbox", "rewind", "--to", "1")).toBe(
    "sandbox 'default' is as it was before request 1; its journal is kept\n",
  );
  expect((await vault.sandbox.clock()).setting.mode).toBe("real");
  expect(await cli("sandbox", "rewind", "default", "--to", "2", "--after")).toContain("after request 2");
  expect((await vault.sandbox.clock()).setting.mode).toBe("frozen");
  expect(JSON.parse(await cli("sandbox", "reset", "--json"))).toMatchObject({ id: "default", clock: { mode: "real" } });
});

test("a snapshot goes to a file for its owner alone and comes back", async () => {
  const { cli, vault, folder } = await startSteered();
  const file = path.join(folder, "snapshot.json");
  await writeFile(file, "an older one, open to all", { mode: 0o644 });
  expect(await cli("sandbox", "snapshot", "--out", file)).toContain("secret values included");
  expect(await readFile(file, "utf8")).toBe(await vault.snapshot());
  if (process.platform !== "win32") expect((await stat(file)).mode & 0o777).toBe(0o600);
  const before = vault.credential();
  await vault.act("keys.rotate", { key: "System Wide" });
  await cli("sandbox", "restore", "default", "--from", file);
  expect(vault.credential()).toBe(before);
});

test("a copy without a port of its own is reached below the default sandbox's, and says so", async () => {
  const { cli, vault } = await startSteered();
  const said = await cli("sandbox", "fork");
  const address = `${vault.url()}/~s1`;
  expect(said).toContain(`sandbox 's1' from 'default'\n  passwordstate  ${address}  ${vault.https()}/~s1\n`);
  expect(said).toContain(`\n  pmp            ${vault.url("pmp")}/~s1  `);
  expect(await cli("sandbox", "list")).toMatch(new RegExp(`^s1 .* ${address} `, "m"));
  const { path: place, headers } = vault.example() ?? { path: "", headers: {} };
  expect((await fetch(`${address}${place}`, { headers })).status).toBe(200);
  expect(await vault.control.sandbox("s1").journal()).toHaveLength(1);
});

test("a copy that cannot have its port uses up no id", async () => {
  const { cli, tryCli } = await startSteered();
  expect((await tryCli("sandbox", "fork", "--listen", "nothing")).code).toBe(2);
  expect(await cli("sandbox", "fork")).toContain("sandbox 's1'");
});

test("only a snapshot is brought back: another file is refused by its name", async () => {
  const { tryCli, folder } = await startSteered();
  const other = path.join(folder, "other.json");
  await writeFile(other, "{}");
  const missing = path.join(folder, "missing.json");
  for (const [file, words] of [
    [other, `${other} is no snapshot: give a file that 'fauxvault sandbox snapshot' wrote.`],
    [missing, `There is no file ${missing}.`],
  ] as const) {
    expect(await tryCli("sandbox", "restore", "--from", file)).toMatchObject({
      code: 2,
      stderr: `fauxvault: ${words}\n`,
    });
  }
});
