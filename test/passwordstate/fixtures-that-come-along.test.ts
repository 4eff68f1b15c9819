import { expect, test } from "vitest";
import { passwordstate } from "../../mocks/passwordstate/index.ts";
import { section } from "../../mocks/passwordstate/section.ts";
import { loadBuiltInFixture } from "../../src/control/built-in-fixtures.ts";
import { startVault, type Vault, type VaultHead } from "./start-vault.ts";

interface Content extends Omit<VaultHead, "assumptions"> {
  readonly fauxvault: number;
  /** By product. */
  readonly assumptions?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly passwordstate: object;
}

async function startBuiltIn(name: string, head: VaultHead = {}): Promise<Vault> {
  const {
    fauxvault: _format,
    passwordstate: part,
    assumptions = {},
    ...own
  } = (await loadBuiltInFixture(name)) as Content;
  return startVault(part, { ...own, assumptions: assumptions.passwordstate ?? {}, ...head });
}

test.each(["demo", "contract"])(
  "the %s fixture loads, and the request that it shows to a newcomer works",
  async (name) => {
    const vault = await startBuiltIn(name);

    const example = passwordstate.example(vault.sandbox);
    const answer = await vault.request("GET", example?.path ?? "/none", { key: "", headers: { ...example?.headers } });

    expect(answer.status).toBe(200);
    expect(answer.rows()).toHaveLength(1);
    expect(answer.rows()[0]?.Password).not.toBe("");
  },
);

test("the empty fixture has a key of each system kind and nothing else", async () => {
  const vault = await startBuiltIn("empty");

  const kinds = passwordstate.credentials(vault.sandbox).map(({ kind }) => kind);

  expect(kinds).toEqual(["System Wide", "Password Generator", "Hosts", "Copy/Move Password Record"]);
  expect((await vault.request("GET", "/api/passwordlists")).status).toBe(404);
  expect(passwordstate.example(vault.sandbox)).toBeUndefined();
});

test("the demo is a believable company: nested folders, shared and private lists, records that expire", async () => {
  const vault = await startBuiltIn("demo", { clock: { at: "2026-07-02T09:05:41Z", frozen: true } });
  const headers = { Reason: "a look around" };

  const folders = (await vault.request("GET", "/api/folders")).rows();
  const lists = (await vault.request("GET", "/api/passwordlists")).rows();
  const records = (await vault.request("GET", "/api/passwords/?QueryAll", { headers })).rows();
  const expired = await vault.request("GET", "/api/searchpasswords/?ExpiryDateRange=ExpiryDate%3C2026-07-02", {
    headers,
  });
  const soon = "ExpiryDate%3E%3D2026-07-02,ExpiryDate%3C2026-08-02";
  const expiring = await vault.request("GET", `/api/searchpasswords/?ExpiryDateRange=${soon}`, { headers });

  expect(folders).toHaveLength(8);
  expect(folders.map(({ TreePath }) => TreePath)).toContain("\\Infrastructure\\Network\\Branches");
  expect(lists).toHaveLength(11);
  expect(records.length).toBeGreaterThanOrEqual(58);
  expect(records.some(({ Password }) => /[^\x20-\x7e]/.test(String(Password)))).toBe(true);
  expect(expired.rows().length).toBeGreaterThanOrEqual(3);
  expect(expiring.rows().length).toBeGreaterThanOrEqual(5);
});

test("the demo has a list that demands a reason, a managed record, one-time passwords and history", async () => {
  const vault = await startBuiltIn("demo");
  const find = async (title: string, headers = {}) => {
    const query = `title=%22${encodeURIComponent(title)}%22`;
    return (await vault.request("GET", `/api/searchpasswords/?${query}`, { headers })).rows()[0]?.PasswordID;
  };
  const [finance] = (await vault.request("GET", "/api/searchpasswordlists?PasswordList=Finance+Portals")).rows();
  const managed = { PasswordID: await find("scheduler on erp-01"), Password: "another-1" };

  const refused = await vault.request("GET", `/api/passwords/${finance?.PasswordListID}?QueryAll`);
  const queued = await vault.request("PUT", "/api/passwords", { json: managed });
  const history = await vault.request("GET", `/api/passwordhistory/${await find("erp sa")}`);

  expect(refused.status).toBe(401);
  expect(queued.rows()[0]?.Status).toMatch(/^Password Queued for Reset/);
  expect(history.rows().length).toBeGreaterThanOrEqual(3);
  for (const [title, digits] of [
    ["firewall", 6],
    ["domain registrar", 8],
    ["status page", 6],
  ] as const) {
    const code = await vault.request("GET", `/api/onetimepassword/${await find(title)}`);
    expect(code.rows()[0]?.OTP).toMatch(new RegExp(`^\\d{${digits}}$`));
  }
});

test("in the demo a key with allowed addresses is refused from this machine and served from its network", async () => {
  const vault = await startBuiltIn("demo");
  const lists = [...vault.sandbox.state(section).passwordLists.all()];
  const id = lists.find(({ PasswordList }) => PasswordList === "Network Devices")?.PasswordListID ?? 0;
  const door = await vault.instance.open({ listener: "passwordstate", port: 0, as: "build-01.test" });
  const headers = { APIKey: vault.key(id) };

  const here = await vault.request("GET", `/api/passwordlists/${id}`, { key: vault.key(id) });
  const there = await fetch(`${door.http}/api/passwordlists/${id}`, { headers });

  expect(here.status).toBe(403);
  expect(there.status).toBe(200);
});

test("the contract fixture keeps its promises: fixed ids, lists apart, 60 entries, a frozen clock", async () => {
  const vault = await startBuiltIn("contract");
  const read = async (path: string, list: number) =>
    (await vault.request("GET", path, { key: vault.key(list) })).status;

  expect(await read("/api/passwords/1001", 101)).toBe(200);
  expect(await read("/api/passwords/1010", 101)).toBe(404);
  expect(await read("/api/passwords/2001", 101)).toBe(401);
  expect(await read("/api/passwords/2001", 102)).toBe(200);
  expect(await read("/api/passwords/103?QueryAll", 103)).toBe(404);
  expect(await read("/api/passwords/5001", 105)).toBe(401);
  const large = (await vault.request("GET", "/api/passwords/106?QueryAll")).rows();
  expect(large.map(({ PasswordID }) => PasswordID)).toEqual(Array.from({ length: 60 }, (_, at) => 6001 + at));
  const change = { json: { PasswordID: 4001, Notes: "x" }, key: vault.key(104) };
  expect((await vault.request("PUT", "/api/passwords", change)).status).toBe(403);
  expect(new Date(vault.sandbox.clock.now()).toISOString()).toBe("2026-03-01T09:00:00.000Z");
  expect(vault.sandbox.addressesOf("build-02.test")).toEqual(["10.20.0.12"]);
});
