import { expect, test } from "vitest";
import { findAction } from "../../mocks/blink/actions/find-action.ts";
import { findInternalStep } from "../../mocks/blink/runs/internal-steps.ts";
import { keys } from "./small-blink.ts";
import { startBlink } from "./start-blink.ts";

interface Entry {
  readonly full_name: string;
  readonly hidden: boolean;
  readonly connection_types: readonly string[];
  readonly connection_optional: boolean;
  readonly parameters: readonly { readonly name: string; readonly required: boolean; readonly input_type: string }[];
}

async function readCatalogue(): Promise<readonly Entry[]> {
  const { request } = await startBlink();
  return (await request("GET", "/copilot_data/actions")).ok<Entry[]>();
}

test("the catalogue lists the actions that steps can be of, and no other", async () => {
  const entries = await readCatalogue();
  const names = entries.map(({ full_name }) => full_name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect([name, findAction(name) ?? findInternalStep(name)]).not.toContain(undefined);
  expect(names).toEqual(expect.arrayContaining(["internal.print", "http.requestV2", "passwordstate.get_password"]));
  expect(entries.filter(({ hidden }) => hidden).every(({ full_name }) => full_name.startsWith("internal."))).toBe(true);
});

test("an entry says which connections its action takes, and what a step has to give", async () => {
  const entries = new Map((await readCatalogue()).map((entry) => [entry.full_name, entry]));
  expect(entries.get("passwordstate.add_password")).toMatchObject({
    ...{ connection_types: ["passwordstate"], connection_optional: false, active: true, display_name: "Add Password" },
    parameters: expect.arrayContaining([
      expect.objectContaining({ name: "Password List ID", input_type: "number", required: true, field_type: 0 }),
      expect.objectContaining({ name: "Title", input_type: "text", required: true }),
      expect.objectContaining({ name: "Password Creation Method", options: ["custom", "generated"], required: false }),
    ]),
  });
  expect(entries.get("http.requestV2")).toMatchObject({
    connection_types: expect.arrayContaining(["http_basic", "http_bearer", "http_custom"]),
    connection_optional: true,
  });
  expect(entries.get("internal.SetVariables")).toMatchObject({ connection_types: [], connection_optional: true });
});

test("the catalogue is in no workspace: whoever has a good key reads it", async () => {
  const { request } = await startBlink();
  (await request("GET", "/copilot_data/actions", { key: keys.builder })).ok();
  expect((await request("GET", "/copilot_data/triggers", { key: keys.builder })).ok<unknown[]>()).toEqual([]);
  (await request("GET", "/copilot_data/actions", { key: "x" })).refused(401);
});
