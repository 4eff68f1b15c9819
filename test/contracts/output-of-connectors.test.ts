import { expect, onTestFinished, test } from "vitest";
import { inProcess } from "../../contracts/adapters/in-process.ts";
import { BarePasswordstate } from "../mutants/passwordstate/bare-connector.ts";

class Talkative extends BarePasswordstate {
  override async probe() {
    console.log("to the %s", "console");
    process.stderr.write("to standard error\n");
    await new Promise((resolve) => setImmediate(resolve));
    process.stdout.write(Buffer.from("later, as bytes\n"), resolved);
  }
}

function resolved(): void {}

test("what a connector writes is kept for its own check, and none of it reaches the terminal", async () => {
  const adapter = inProcess(() => new Talkative());
  onTestFinished(() => adapter.close());
  const [first, second] = [await adapter.lease(), await adapter.lease()];
  await Promise.all([first.connector.testConnection(), second.connector.getSecret({ id: "1" }).catch(() => undefined)]);
  expect(await first.release(false)).toMatchObject({
    stdout: "to the console\nlater, as bytes\n",
    stderr: "to standard error\n",
  });
  expect(await second.release(false)).toMatchObject({ stdout: "", stderr: "" });
});

test("everybody else's output goes where it always goes, and the streams are given back at the end", async () => {
  const [write, log] = [process.stdout.write, console.log];
  const adapters = [inProcess(() => new Talkative()), inProcess(() => new Talkative())];
  expect(process.stdout.write).not.toBe(write);
  for (const adapter of adapters) {
    await adapter.close();
    await adapter.close();
  }
  expect(process.stdout.write).toBe(write);
  expect(console.log).toBe(log);
});

test("a connector that cannot be made says why", async () => {
  const adapter = inProcess(() => {
    throw new Error("no configuration");
  });
  onTestFinished(() => adapter.close());
  await expect(adapter.lease()).rejects.toThrow("The connector could not be made: no configuration");
});
