import { expect, test } from "vitest";
import { pmp } from "../../mocks/pmp/index.ts";
import { startVault, type Vault } from "./start-vault.ts";

const role = "Password User";
const apiUsers = [
  { name: "anywhere", host: "h2.test", hostCheck: false, role },
  { name: "brief", host: "build-01.test", tokenDays: 3, role },
  { name: "sooner", host: "build-01.test", tokenDays: 30, expires: "2026-07-10", role },
  { name: "past", host: "build-01.test", tokenDays: 3, keyMade: "10 days ago", role },
  { name: "late", host: "build-01.test", expires: "2026-07-01", role },
  { name: "today", host: "build-01.test", expires: "2026-07-02", role },
  { name: "shut", host: "build-01.test", locked: true, rest: false, role },
];

const scopes = (vault: Vault) =>
  Object.fromEntries(pmp.credentials(vault.sandbox).map(({ name, scope }) => [name.split("@")[0], scope]));

test("in PAM360 a key is listed with where it is good from, and until when", async () => {
  expect(scopes(await startVault({ flavour: "pam360", apiUsers }))).toEqual({
    anywhere: "from anywhere; Password User",
    brief: "from build-01.test; Password User; until 2026-07-05T09:05:41Z",
    sooner: "from build-01.test; Password User; until 2026-07-10",
    past: "from build-01.test; expired; Password User; until 2026-06-25T09:05:41Z",
    late: "from build-01.test; expired; Password User; until 2026-07-01",
    today: "from build-01.test; Password User; until 2026-07-02",
    shut: "from build-01.test; REST off; locked; Password User",
  });
});

test("in PMP the host is always looked at, and a key ends with its user alone", async () => {
  const listed = scopes(await startVault({ apiUsers }));
  expect(listed.anywhere).toBe("from h2.test; Password User");
  expect(listed.brief).toBe("from build-01.test; Password User");
  expect(listed.past).toBe("from build-01.test; Password User");
});

test("a key that is let in from everywhere, and has not expired, is the example from this machine", async () => {
  const vault = await startVault({ flavour: "pam360", apiUsers });
  const { path = "", headers = {} } = pmp.example(vault.sandbox) ?? {};
  expect((await vault.request("GET", path, { headers: { ...headers }, as: "" })).envelope().result.status).toBe(
    "Success",
  );
  const past = await startVault({ flavour: "pam360", apiUsers: [{ ...apiUsers[3], host: "localhost" }] });
  expect(pmp.example(past.sandbox)).toBeUndefined();
});
