import path from "node:path";
import { expect, test } from "vitest";
import { ControlClient } from "../../src/control/client.ts";
import { runCli, startCli } from "./cli.ts";

const folder = path.resolve(import.meta.dirname, "../../fixtures");

/** What happened "2 days ago" is some milliseconds apart for two sandboxes that are opened one after the other. */
function withoutTimes(snapshot: string): string {
  return snapshot.replace(/\b1\d{12}\b/g, "instant").replace(/\b20\d\d-\d\d-\d\d\b/g, "day");
}

test.each(["demo", "contract", "empty"])(
  "a sandbox from %s as it is shipped equals one from its file, which is checked when it is read",
  async (name) => {
    const { ready } = await startCli();
    const control = new ControlClient(ready.control);
    const file = path.join(folder, `${name}.yaml`);
    for (const [id, fixture] of [["shipped", name] as const, ["file", file] as const]) {
      const made = await runCli([
        "sandbox",
        "create",
        "--id",
        id,
        "--fixture",
        fixture,
        "--control",
        ready.control.url,
      ]);
      expect(made).toMatchObject({ code: 0, stderr: "" });
    }
    const [shipped, fromFile] = await Promise.all(["shipped", "file"].map((id) => control.sandbox(id).snapshot()));
    expect(withoutTimes(shipped ?? "")).toBe(withoutTimes(fromFile ?? "none"));
    expect(await runCli(["fixture", "check", name])).toMatchObject({ code: 0, stderr: "" });
  },
);

test("every product answers its first request right after the start, whichever is asked first", async () => {
  const { ready, complaints } = await startCli(["--quiet"]);
  const asks = Object.entries(ready.products).reverse();
  expect(asks.length).toBeGreaterThan(1);
  for (const [product, { http }] of asks) {
    const example = ready.examples[product];
    const answer = await fetch(`${http}${example?.path}`, { headers: { ...example?.headers } });
    expect([product, answer.status]).toEqual([product, 200]);
  }
  expect(complaints()).toBe("");
});
