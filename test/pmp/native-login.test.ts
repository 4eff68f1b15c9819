import { expect, test } from "vitest";
import { pmp } from "../../mocks/pmp/index.ts";
import { viewJournal } from "../../src/http/journal-view.ts";
import { smallVault } from "./small-vault.ts";
import { REST, startVault, type Vault } from "./start-vault.ts";

const good = { USERNAME: "ann", PASSWORD: "ann-login-1", FIRSTAUTHMODE: "LOCAL", DOMAINNAME: "LOCAL" };
const wrong = "Invalid username or password";
const unknown = "API key received is not associated to any user. Authentication failed.";

const logIn = (vault: Vault, form: Record<string, string> = good, path = "auth") =>
  vault.request("POST", `/api/json/${path}`, {
    ...{ body: new URLSearchParams(form).toString(), type: "application/x-www-form-urlencoded" },
    // People come from anywhere.
    as: "",
  });

async function enter(vault: Vault) {
  const answer = await logIn(vault);
  const { AUTHKEY } = answer.object() as { AUTHKEY: string };
  const sessionId = String(answer.headers.sessionid);
  return { key: AUTHKEY, as: "", headers: { sessionId, ClientType: "12", requestFrom: "pmpmobilenative" } };
}

const list = async (vault: Vault, asked: object) =>
  (await vault.request("GET", `${REST}/resources`, asked)).envelope().result.message;

test.each(["auth", "firstauth"])("a person logs in through %s, and sees over REST what they may see", async (path) => {
  const vault = await startVault({ ...smallVault, organisations: ["Northwind Mills"] });
  const answer = await logIn(vault, good, path);
  expect(answer.object()).toEqual({
    AUTHKEY: expect.stringMatching(/^[0-9A-F-]{36}$/),
    PERMISSIONS: {
      USERDETAILS: {
        ORGLIST: { 0: { ORGID: 1, ORGNAME: "Northwind Mills", ORGURLNAME: "Northwind Mills" } },
        ...{ USEREMAILID: "", USERFULLNAME: "Ann Example" },
      },
    },
  });
  expect(answer.headers.sessionid).toMatch(/^[0-9a-f]{32}$/i);
  const asked = await enter(vault);
  const resources = await vault.request("GET", `${REST}/resources`, asked);
  expect(resources.rows().map((row) => row["RESOURCE NAME"])).toEqual(["vault door", "anns own"]);
});

test("a session ends after 30 minutes without a call, at the very second, and each call prolongs it", async () => {
  const vault = await startVault();
  const asked = await enter(vault);
  vault.sandbox.clock.advance("PT29M59S");
  expect(await list(vault, asked)).toBe("Resources fetched successfully");
  vault.sandbox.clock.advance("PT29M59S");
  expect(await list(vault, asked)).toBe("Resources fetched successfully");
  vault.sandbox.clock.advance("PT30M");
  expect(await list(vault, asked)).toBe(unknown);
  expect(vault.reason()).toBe("the session of ann ended at 2026-07-02T10:35:39.000Z, unused");
});

test("a logout ends the session and is in the audit; another's sessionId does not open it", async () => {
  const vault = await startVault();
  const asked = await enter(vault);
  expect(await list(vault, { ...asked, headers: { sessionId: "0".repeat(32) } })).toBe(unknown);
  const out = await vault.request("POST", "/api/json/request?OPERATION_NAME=LOGOUT_USER", asked);
  expect(out.envelope()).toMatchObject({ name: "LOGOUT_USER", result: { status: "Success" } });
  expect(await list(vault, asked)).toBe(unknown);
  const audit = await vault.request("GET", `${REST}/audit?AUDITTYPE=User`, await enter(vault));
  expect(audit.rows()).toMatchObject([
    { "Operation Type": "User Logged out", "User's Full Name": "Ann Example", "Client Type": "Native API" },
  ]);
});

test("what opens a session is masked in the journal, wherever it stands", async () => {
  const vault = await startVault();
  const asked = await enter(vault);
  for (const secret of [asked.key, asked.headers.sessionId]) {
    await vault.request("GET", `${REST}/resources/resourcename/${secret}`, asked);
    const entry = vault.sandbox.journal.entries().at(-1);
    expect(entry?.target).toContain(secret);
    expect(entry && JSON.stringify(viewJournal(vault.sandbox, [pmp])(entry))).not.toContain(secret);
  }
});

test("who is locked loses an open session, and gets no new one", async () => {
  const vault = await startVault();
  const asked = await enter(vault);
  vault.administer("users.lock", { user: "ann" });
  expect(await list(vault, asked)).toBe("User account is locked. Authentication failed.");
  expect((await logIn(vault)).envelope().result.message).toBe("User account is locked. Authentication failed.");
});

test.each<[form: Record<string, string>, why: RegExp]>([
  [{ PASSWORD: "ann-login-2" }, /the password is not that of ann/],
  [{ PASSWORD: "" }, /the password is not that of ann/],
  [{ USERNAME: "pat", PASSWORD: "" }, /pat has no password/],
  [{ USERNAME: "nobody" }, /there is no person 'nobody'/],
  [{ USERNAME: "builder" }, /there is no person 'builder'/],
  [{ FIRSTAUTHMODE: "LDAP" }, /FIRSTAUTHMODE is not LOCAL/],
])("a login with %j is refused and changes nothing", async (change, why) => {
  const vault = await startVault();
  const before = vault.snapshot();
  const answer = await logIn(vault, { ...good, ...change });
  expect(answer.envelope()).toEqual({ result: { message: wrong, status: "Failed" }, name: "Authentication" });
  expect(answer.headers).not.toHaveProperty("sessionid");
  expect(vault.reason()).toMatch(why);
  expect(vault.snapshot()).toBe(before);
});
