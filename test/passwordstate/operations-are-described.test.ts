import { expect, test } from "vitest";
import { z } from "zod";
import { assumptions } from "../../mocks/passwordstate/assumptions.ts";
import { service } from "../../mocks/passwordstate/service.ts";
import { startVault } from "./start-vault.ts";

const { operations } = service;
const built = operations.filter((operation) => operation.handle);

test("no two operations share an id", () => {
  expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length);
});

test.each(operations.map((operation) => [operation.id, operation] as const))(
  "%s says what it is and on whose word",
  (_id, operation) => {
    expect(operation.summary).toMatch(/^\S.{5,}/);
    expect(operation.tag).not.toBe("");
    expect(operation.evidence.basis).not.toBe("");
    expect(operation.source).toMatch(/^docs\/products\/passwordstate\.md#[a-z-]+$/);
    for (const name of operation.assumptions ?? []) expect(Object.keys(assumptions)).toContain(name);
  },
);

test.each(built.map((operation) => [operation.id, operation] as const))(
  "%s describes its replies",
  (_id, { replies }) => {
    const entries = Object.entries(replies ?? {});
    expect(entries.length).toBeGreaterThan(0);
    for (const [status, { schema, type }] of entries) {
      expect(schema !== undefined || type !== undefined || status === "204", `reply ${status}`).toBe(true);
    }
  },
);

test.each([
  ["GET", "/api/passwordlists", "passwordlists.all"],
  ["GET", "/api/passwordlists/56", "passwordlists.get"],
  ["GET", "/api/searchpasswordlists?PasswordList=a", "passwordlists.search"],
  ["POST", "/api/passwordlists?PasswordList=New&CopyPermissionsFromPasswordListID=56", "passwordlists.create"],
  ["GET", "/api/folders", "folders.search"],
  ["POST", "/api/folders?FolderName=New", "folders.create"],
  ["GET", "/api/generatepassword?Qty=2", "generator.generate"],
])("what %s %s sends is what %s says it sends, member for member", async (method, path, id) => {
  const vault = await startVault();
  const key = id === "generator.generate" ? vault.key("Password Generator") : vault.key("System Wide");

  const answer = await vault.request(method, path, { key });

  const schema = built.find((operation) => operation.id === id)?.replies?.[answer.status]?.schema;
  expect(schema).toBeDefined();
  expect(JSON.stringify((schema ?? z.never()).parse(answer.json()))).toBe(answer.text);
});
