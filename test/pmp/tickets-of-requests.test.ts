import { expect, test } from "vitest";
import { keys } from "./small-vault.ts";
import { REST, startVault, type Vault } from "./start-vault.ts";

const key = keys.reader;

/** A vault whose one account is under access control and, unless told otherwise, wants a ticket that the ticketing system knows. */
const start = (settings: object = {}, choices: Readonly<Record<string, string>> = {}, resource: object = {}) =>
  startVault(
    {
      ...{ ticketing: "on", tickets: ["T-1"], ...settings },
      users: [{ id: 2, name: "ann", role: "Administrator" }],
      apiUsers: [
        { id: 21, name: "builder", host: "build-01.test", role: "Administrator", key: keys.builder },
        { id: 23, name: "reader", host: "build-01.test", role: "Password User", key },
      ],
      resources: [
        {
          ...{ id: 16, name: "vault door", owner: "ann", accessControl: {}, ticketRequired: true, ...resource },
          shares: [{ user: "reader", level: "view" }],
          accounts: [{ id: 34, name: "root", password: "Garnet=55=Lark" }],
        },
      ],
    },
    { assumptions: choices },
  );

const native = "/api/json/request?OPERATION_NAME=REQUEST_PASSWORD";

/** The two ways in which a password is asked for. */
const ways = {
  REST: (vault: Vault, details: object) =>
    vault.request("POST", `${REST}/accounts/34/requestpassword`, { key, details }),
  native: (vault: Vault, details: object) =>
    vault.request("POST", native, { key, details: { PASSWDID: "34", ...details } }),
};
const each = Object.entries(ways);

test.each(each)("%s: a good ticket goes through, and the audit has it", async (_way, ask) => {
  const vault = await start();
  const list = (await vault.request("GET", `${REST}/resources/16/accounts`, { key })).object();
  expect(list["ACCOUNT LIST"]).toMatchObject([{ IS_TICKETID_REQD_ACW: "true" }]);
  const answer = await ask(vault, { REASON: "month end", TICKETID: "T-1" });
  expect(answer.object()).toEqual({ STATUS: "[Waiting for approval]" });
  const audit = await vault.request("GET", `${REST}/audit`, { key: keys.builder });
  expect(audit.rows()).toMatchObject([
    { "Operation Type": "Password Requested", Reason: "month end", "Ticket ID": "T-1" },
  ]);
});

const refusals = [
  [{}, {}, "TICKET ID REQUIRED"],
  [{}, { TICKETID: "T-2" }, "TICKET ID CORRECT REQUIRED"],
  [
    { ticketing: "down" },
    { TICKETID: "T-1" },
    "Password Not Accessible. Contact your administrator to check the Ticketing system configurations & try again later.",
  ],
] as const;

test.each(each.flatMap(([way, ask]) => refusals.map((refusal) => [way, ...refusal, ask] as const)))(
  "%s: with %j, a request with %j is refused with '%s', and nothing is asked for",
  async (_way, settings, ticket, message, ask) => {
    const vault = await start(settings);
    const before = vault.snapshot();
    const answer = await ask(vault, { REASON: "month end", ...ticket });
    expect(answer.envelope()).toEqual({ result: { message, status: "Failed" }, name: "REQUEST PASSWORD" });
    expect(vault.snapshot()).toBe(before);
  },
);

test.each(each)("%s: where wrong tickets are switched to Failed, they are told so here too", async (_way, ask) => {
  const vault = await start({}, { ticketing: "failed" });
  const answer = await ask(vault, { REASON: "month end", TICKETID: "T-2" });
  expect(answer.envelope().result).toEqual({ message: "Invalid ticket id", status: "Failed" });
});

test.each(each)("%s: a ticket where none is wanted is written down, unjudged", async (_way, ask) => {
  const vault = await start({}, {}, { ticketRequired: false });
  expect((await ask(vault, { REASON: "month end", TICKETID: "any" })).envelope().result.status).toBe("Success");
  const audit = await vault.request("GET", `${REST}/audit`, { key: keys.builder });
  expect(audit.rows()).toMatchObject([{ "Ticket ID": "any" }]);
});

test.each(each)("%s: a reason is mandatory, and the reply has REST's name", async (_way, ask) => {
  const vault = await start();
  const before = vault.snapshot();
  for (const details of [{ TICKETID: "T-1" }, { TICKETID: "T-1", REASON: "" }]) {
    expect((await ask(vault, details)).envelope()).toEqual({
      result: { message: "Mandatory field REASON is missing", status: "Failed" },
      name: "REQUEST PASSWORD",
    });
  }
  expect(vault.snapshot()).toBe(before);
  const asked = await ask(vault, { REASON: "month end", TICKETID: "T-1" });
  expect(asked.envelope()).toMatchObject({
    ...{ name: "REQUEST PASSWORD", result: { message: "Password requested successfully" } },
  });
});

test.each(each)("%s: a second request repeats the status, ticket or not", async (_way, ask) => {
  const vault = await start();
  await ask(vault, { REASON: "month end", TICKETID: "T-1" });
  const before = vault.snapshot();
  expect((await ask(vault, { REASON: "again" })).object()).toEqual({ STATUS: "[Waiting for approval]" });
  expect(vault.snapshot()).toBe(before);
});
