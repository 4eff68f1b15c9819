import { once } from "node:events";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import type { StatusInfo } from "../../src/index.ts";
import { findQuietPort } from "../http/quiet-port.ts";
import { findDeadAddress, runCli, startCli } from "./cli.ts";
import { startSteered } from "./steered.ts";

test("status shows addresses and sandboxes, for people and as JSON", async () => {
  const { cli, vault } = await startSteered();
  const status = JSON.parse(await cli("status", "--json")) as StatusInfo;
  expect(status).toMatchObject({ pid: process.pid, control: vault.control.url, doors: vault.doors });
  const text = await cli("status");
  for (const shown of [vault.url(), vault.https(), vault.control.url, vault.ca.file]) expect(text).toContain(shown);
});

test("--control wins over FAUXVAULT_CONTROL", async () => {
  const { vault } = await startSteered();
  const { code } = await runCli(["status", "--control", vault.control.url], {
    FAUXVAULT_CONTROL: await findDeadAddress(),
  });
  expect(code).toBe(0);
});

test("wait returns at once when a fauxvault is ready", async () => {
  const { cli } = await startSteered();
  expect(await cli("wait", "--timeout", "30s")).toBe("");
});

test("wait returns when a fauxvault becomes ready", async () => {
  const port = await findQuietPort();
  const waiting = runCli(["wait", "--control", `http://127.0.0.1:${port}`, "--timeout", "50s"]);
  await startCli(["--port", `control=${port}`]);
  expect(await waiting).toEqual({ code: 0, stdout: "", stderr: "" });
});

test("wait gives up with exit code 4 when nobody is there, and when somebody never answers", async () => {
  const mute = createServer(() => undefined).listen(0, "127.0.0.1");
  await once(mute, "listening");
  const { port } = mute.address() as { port: number };
  for (const control of [await findDeadAddress(), `http://127.0.0.1:${port}`]) {
    const { code, stdout, stderr } = await runCli(["wait", "--timeout", "200ms", "--control", control]);
    expect({ code, stdout }).toEqual({ code: 4, stdout: "" });
    expect(stderr).toMatch(/^fauxvault: Not ready within 0\.2 s: .*\n.+\n$/);
  }
  mute.close();
});

test.each(["status", "env", "clock", "fault list", "keys list", "sandbox list", "journal", "journal --follow"])(
  "%s ends with exit code 4 and says what to do when no fauxvault answers",
  async (command) => {
    const { code, stdout, stderr } = await runCli([...command.split(" "), "--control", await findDeadAddress()]);
    expect({ code, stdout }).toEqual({ code: 4, stdout: "" });
    expect(stderr).toMatch(/^fauxvault: No fauxvault answers at \S+: start one with 'fauxvault start'.*\n$/);
  },
);

test("the help of wait tells its default as it is typed", async () => {
  const { stdout } = await runCli(["wait", "--help"]);
  expect(stdout).toMatch(/\(default:\s+30s\)/);
});
