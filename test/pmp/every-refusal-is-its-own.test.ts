import { expect, test } from "vitest";
import { keys } from "./small-vault.ts";
import { type Asked, REST, startVault } from "./start-vault.ts";

const list = `${REST}/resources`;
const nobody = "00000000-0000-0000-0000-000000000000";

/** How a caller can be kept out, and what it and the journal are told. Nothing is said where nothing is answered. */
const refusals: Readonly<
  Record<
    string,
    {
      readonly asked: Asked;
      readonly path?: string;
      readonly method?: string;
      readonly at?: string;
      readonly choices?: Readonly<Record<string, string>>;
      readonly says: string | undefined;
      readonly name?: string;
      readonly because: string;
    }
  >
> = {
  "unknown token": {
    asked: { key: nobody },
    says: "API key received is not associated to any user. Authentication failed.",
    because: "no user of this server has the token that was sent (36 characters)",
  },
  "missing token": {
    asked: {},
    says: "API key is not received. Authentication failed.",
    because: "the request carries no token: neither as AUTHTOKEN header nor in the query",
  },
  "wrong host": {
    asked: { key: keys.deployer },
    says: "User is not allowed to access from this host",
    because: "deployer is bound to 'build-02.test' (10.20.0.12), the call came from 10.20.0.11 (build-01.test)",
  },
  "bound host that does not resolve": {
    asked: { key: keys.stray },
    says: undefined,
    because:
      "the bound host 'nowhere.test' of stray does not resolve: the sandbox's hosts do not have it, so the request is dropped",
  },
  "REST off": {
    asked: { key: keys.off },
    says: "REST API access is not enabled for this user. Authentication failed.",
    because: "REST API is switched off for off@build-01.test",
  },
  expired: {
    asked: { key: keys.late },
    at: "2026-07-03T00:00:00Z",
    says: "User account or API key has expired. Authentication failed.",
    because:
      "late@build-01.test expired with 2026-07-02 (2026-07-03T00:00:00.000Z), the sandbox's clock says 2026-07-03T00:00:00.000Z",
  },
  locked: {
    asked: { key: keys.shut },
    says: "User account is locked. Authentication failed.",
    because: "shut@build-01.test is locked",
  },
  "role too low": {
    asked: { key: keys.reader },
    path: `${REST}/audit`,
    says: "You are not authorized to perform this operation",
    name: "GET_AUDIT",
    because: "the role 'Password User' of reader does not allow 'View Audit'",
  },
  "not shared": {
    asked: { key: keys.reader },
    path: `${REST}/resources/17/accounts/35/password`,
    says: "You do not have access to this resource",
    name: "GET PASSWORD",
    because: "account 'root' of 'anns own' is neither owned by nor shared with reader",
  },
  "query token refused when switched so": {
    asked: {},
    path: `${list}?AUTHTOKEN=${keys.builder}`,
    choices: { "query-token": "refused" },
    says: "API key is not accepted in the URL. Authentication failed.",
    because: "the token is in the query, where it is switched off (query-token)",
  },
};

test.each(Object.entries(refusals))(
  "%s: has its own answer and its own reason, and changes nothing",
  async (_, one) => {
    const vault = await startVault(undefined, one.choices ? { assumptions: one.choices } : {});
    if (one.at !== undefined) vault.sandbox.clock.set(Date.parse(one.at));
    const before = vault.snapshot();
    const asking = vault.request(one.method ?? "GET", one.path ?? list, one.asked);
    if (one.says === undefined) await expect(asking).rejects.toThrow(/hang up/);
    else {
      const { text, status, headers } = await asking;
      const name = one.name ?? "Authentication";
      expect([status, text]).toEqual([
        200,
        `{"operation":{"result":{"message":"${one.says}","status":"Failed"},"name":"${name}"}}`,
      ]);
      expect(headers["x-fauxvault-reason"]).toBe(one.because);
    }
    expect(vault.reason()).toBe(one.because);
    expect(vault.snapshot()).toBe(before);
  },
);

test("no two of them are told alike", () => {
  const all = Object.values(refusals);
  expect(new Set(all.map(({ says }) => says)).size).toBe(all.length);
  expect(new Set(all.map(({ because }) => because)).size).toBe(all.length);
});
