import { Secret, TOTP } from "otpauth";
import { expect, test } from "vitest";
import { pmp } from "../../mocks/pmp/index.ts";
import { viewJournal } from "../../src/http/journal-view.ts";
import { smallVault } from "./small-vault.ts";
import { REST, startVault, type Vault } from "./start-vault.ts";

const secondFactor = "JBSWY3DPEHPK3PXP";
const part = {
  ...smallVault,
  users: [
    { id: 2, name: "ann", role: "Administrator", fullName: "Ann Example", password: "ann-login-1", secondFactor },
    { id: 3, name: "pat", password: "pat-login-1" },
  ],
};
const first = { USERNAME: "ann", PASSWORD: "ann-login-1", FIRSTAUTHMODE: "LOCAL", DOMAINNAME: "LOCAL" };

const codeAt = (vault: Vault, away = 0) =>
  new TOTP({ secret: Secret.fromBase32(secondFactor) }).generate({ timestamp: vault.sandbox.clock.now() + away });
const step = (vault: Vault, path: string, form: Record<string, string>) =>
  vault.request("POST", `/api/json/${path}`, {
    ...{ body: new URLSearchParams(form).toString(), type: "application/x-www-form-urlencoded", as: "" },
  });
const takeFirst = async (vault: Vault) => (await step(vault, "firstauth", first)).object() as Record<string, string>;
const native = (vault: Vault, query: string) => vault.request("POST", `/api/json/request?OPERATION_NAME=${query}`);

test("two steps: the first gives a key for the second and nothing else, the second a session", async () => {
  const vault = await startVault(part);
  const answer = await step(vault, "firstauth", first);
  expect(answer.object()).toEqual({ FIRSTFACTORSECRETKEY: expect.stringMatching(/^[0-9a-f]{32}$/) });
  expect(answer.headers).not.toHaveProperty("sessionid");
  const { FIRSTFACTORSECRETKEY = "" } = answer.object() as Record<string, string>;
  const second = { USERNAME: "ann", SECONDAUTHMODE: "TOTP", SECONDPASSWORD: codeAt(vault), FIRSTFACTORSECRETKEY };
  const entered = await step(vault, "secondauth", second);
  const { AUTHKEY = "" } = entered.object() as Record<string, string>;
  const headers = { sessionId: String(entered.headers.sessionid) };
  const list = await vault.request("GET", `${REST}/resources`, { key: AUTHKEY, headers, as: "" });
  expect(list.rows().map((row) => row["RESOURCE NAME"])).toEqual(["vault door", "anns own"]);
  // The first step counts once.
  expect((await step(vault, "secondauth", second)).envelope().result.status).toBe("Failed");
  expect(vault.reason()).toBe("FIRSTFACTORSECRETKEY is not that of a first step");
});

test("one step: the code comes along with the password, and may be 30 seconds off", async () => {
  const vault = await startVault(part);
  for (const away of [0, -30_000, 30_000]) {
    const answer = await step(vault, "auth", { ...first, SECONDPASSWORD: codeAt(vault, away) });
    expect(answer.object()).toHaveProperty("AUTHKEY");
  }
  const plain = { USERNAME: "pat", PASSWORD: "pat-login-1" };
  expect((await step(vault, "auth", plain)).object()).toHaveProperty("AUTHKEY");
});

test("anybody may ask whether somebody owes a second factor; of a name that nobody has it is told as of one who owes none", async () => {
  const vault = await startVault(part);
  const status = async (name: string) =>
    (await native(vault, `GET_SECONDAUTHENTICATION_STATUS&USERNAME=${name}&SECONDFACTOR=TOTP`)).object();
  expect(await status("ann")).toEqual({ ISSECONDFACTORENABLED: "TRUE", SECONDFACTOR: "TOTP" });
  expect(await status("pat")).toEqual(await status("nobody"));
  expect((await native(vault, "GET_AUTHENTICATION_MODE")).object()).toMatchObject({ ISSECONDFACTORENABLED: "TRUE" });
  const usual = await startVault();
  expect((await native(usual, "GET_AUTHENTICATION_MODE")).object()).toMatchObject({ ISSECONDFACTORENABLED: "FALSE" });
});

test.each<[change: Record<string, string>, why: RegExp]>([
  [{ SECONDPASSWORD: "" }, /ann has a second factor, and SECONDPASSWORD is absent/],
  [{ SECONDPASSWORD: "000000" }, /the one-time code is not that of ann/],
  [{ SECONDPASSWORD: "ann-login-1" }, /the one-time code is not that of ann/],
  [{ SECONDAUTHMODE: "RADIUS" }, /SECONDAUTHMODE is not TOTP/],
  [{ USERNAME: "pat" }, /the first step was taken by ann/],
  [{ FIRSTFACTORSECRETKEY: "0".repeat(32) }, /FIRSTFACTORSECRETKEY is not that of a first step/],
  [{ FIRSTFACTORSECRETKEY: "" }, /FIRSTFACTORSECRETKEY is not that of a first step/],
])("a second step with %j is refused, and the first one stays good", async (change, why) => {
  const vault = await startVault(part);
  const { FIRSTFACTORSECRETKEY = "" } = await takeFirst(vault);
  const good = { USERNAME: "ann", SECONDPASSWORD: codeAt(vault), FIRSTFACTORSECRETKEY };
  const before = vault.snapshot();
  const answer = await step(vault, "secondauth", { ...good, ...change });
  expect(answer.envelope()).toEqual({
    ...{ result: { message: "Invalid username or password", status: "Failed" }, name: "Authentication" },
  });
  expect(vault.reason()).toMatch(why);
  expect(vault.snapshot()).toBe(before);
  expect((await step(vault, "secondauth", good)).object()).toHaveProperty("AUTHKEY");
});

test("the first step is good for five minutes, to the second", async () => {
  const vault = await startVault(part);
  const early = await takeFirst(vault);
  const late = await takeFirst(vault);
  vault.sandbox.clock.advance("PT4M59.999S");
  expect((await step(vault, "secondauth", { ...early, SECONDPASSWORD: codeAt(vault) })).object()).toBeDefined();
  vault.sandbox.clock.advance("PT0.001S");
  const answer = await step(vault, "secondauth", { ...late, SECONDPASSWORD: codeAt(vault) });
  expect(answer.envelope().result.status).toBe("Failed");
  expect(vault.reason()).toBe("the first step of ann ended at 2026-07-02T09:10:41.000Z");
});

test("what opens the second step is masked in the journal, wherever it stands", async () => {
  const vault = await startVault(part);
  const { FIRSTFACTORSECRETKEY = "" } = await takeFirst(vault);
  await vault.request("GET", `${REST}/resources/resourcename/${FIRSTFACTORSECRETKEY}`);
  const entry = vault.sandbox.journal.entries().at(-1);
  expect(entry?.target).toContain(FIRSTFACTORSECRETKEY);
  expect(entry && JSON.stringify(viewJournal(vault.sandbox, [pmp])(entry))).not.toContain(FIRSTFACTORSECRETKEY);
});
