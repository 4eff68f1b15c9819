import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { pmp } from "../../mocks/pmp/index.ts";
import { BUILT_IN_ROLES } from "../../mocks/pmp/role-matrix.ts";
import { makeWorld } from "../../src/control/make-world.ts";
import { readFixtureFile } from "../../src/engine/fixture-file.ts";
import { REST, startVault } from "./start-vault.ts";

const file = fileURLToPath(new URL("../../fixtures/demo.yaml", import.meta.url));
const content = parse(readFileSync(file, "utf8")) as { hosts: Record<string, string[]>; pmp: object };

test("the demo is a fixture without a problem", async () => {
  const world = makeWorld();
  expect((await readFixtureFile(file, world)).problems).toBeUndefined();
});

test("the demo has a dozen types of things, users of every role and a key for each host", async () => {
  const vault = await startVault(content.pmp, { hosts: content.hosts });
  const state = vault.sandbox.state(pmp.section) as unknown as {
    readonly [name: string]: { readonly size: number; all(): Iterable<Record<string, unknown>> };
  };
  expect(state.resources?.size).toBeGreaterThanOrEqual(12);
  expect(state.accounts?.size).toBe(60);
  const roles = new Set([...(state.users?.all() ?? [])].map(({ Role }) => Role));
  expect([...roles]).toEqual(expect.arrayContaining([...BUILT_IN_ROLES]));
  expect(pmp.credentials(vault.sandbox).map(({ name }) => name)).toContain("svc-build@build-01.test");
});

test("the demo shows access control in each state to one user or another", async () => {
  const vault = await startVault(content.pmp, { hosts: content.hosts });
  const key = (name: string) => pmp.credentials(vault.sandbox).find((one) => one.name === name)?.value ?? "";
  const read = async (resource: string, account: string, who: string) => {
    const ids = `${REST}/resources/getResourceIdAccountId?RESOURCENAME=${resource}&ACCOUNTNAME=${account}`;
    const asked = who === "svc-laptop@localhost" ? { as: "" } : {};
    const found = (await vault.request("GET", ids, { key: key(who), ...asked })).object();
    const path = `${REST}/resources/${found.RESOURCEID}/accounts/${found.ACCOUNTID}`;
    return (await vault.request("GET", path, { key: key(who), ...asked })).object()["PASSWORD STATUS"];
  };
  const build = "svc-build@build-01.test";
  expect(await read("gate-01", "api", build)).toBe("****[Check In]");
  expect(await read("gate-01", "admin", build)).toBe("[Request]");
  expect(await read("gate-01", "api", "svc-laptop@localhost")).toBe("[In Use]");
  expect(await read("gate-01", "emergency", build)).toBe("****");
  expect(await read("build-01", "signing", build)).toBe("####");
  const requests = await vault.request("GET", `${REST}/accounts/passwordaccessrequests`, { key: key(build) });
  expect(requests.envelope().totalRows).toBe(0);
});

test("a newcomer's example works from this machine", async () => {
  const vault = await startVault(content.pmp, { hosts: content.hosts });
  const example = pmp.example(vault.sandbox);
  const answer = await vault.request("GET", example?.path ?? "", { headers: { ...example?.headers }, as: "" });
  expect(answer.rows().length).toBeGreaterThanOrEqual(12);
});
