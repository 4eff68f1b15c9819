import { expect } from "vitest";
import type { Answer, Vault } from "./start-vault.ts";

/** A row of the wire checklist in docs/products/passwordstate.md, as one request and what must come back. */
export interface WireRow {
  readonly number: number;
  readonly name: string;
  readonly method: string;
  readonly path: string;
  /** A key's kind or its list's id; the System Wide key when absent. */
  readonly key?: string | number;
  readonly json?: Readonly<Record<string, unknown>>;
  readonly form?: string;
  readonly headers?: Readonly<Record<string, string>>;
  check(answer: Answer, vault: Vault): void | Promise<void>;
}

const titles = (answer: Answer) => answer.rows().map((row) => row.Title);
const listOf56 = ["ledger owner", "ledger", "payroll"];
const isListOf56 = (answer: Answer) => {
  expect(answer.status).toBe(200);
  expect(titles(answer)).toEqual(listOf56);
};
const isNotFound = (answer: Answer) => {
  expect(answer.status).toBe(404);
  expect(answer.refusal().message).toBe("Not Found");
  expect(answer.phrase).toBe(answer.text);
};
const isCreated = (answer: Answer) => {
  expect(answer.status).toBe(201);
  expect(answer.object()).toMatchObject({ PasswordID: expect.any(Number), Title: "new one", PasswordListID: "56" });
};
const isRenamed = (answer: Answer) => {
  expect(answer.status).toBe(200);
  expect(answer.rows()).toMatchObject([{ PasswordID: 3319, Title: "ledger two", Password: "basalt-7-Moth" }]);
};
const nothingFound = { number: 6, name: "nothing found", method: "GET", check: isNotFound };
const queryAll = (path: string): WireRow => ({ number: 3, name: path, method: "GET", path, check: isListOf56 });

/** The rows of the checklist that are about records. */
export const wireRows: readonly WireRow[] = [
  {
    number: 1,
    name: "one record",
    method: "GET",
    path: "/api/passwords/3318",
    check: (answer) => expect(answer.rows()).toMatchObject([{ PasswordID: 3318, Password: "quartz/81\\Tern" }]),
  },
  { number: 2, name: "no such record", method: "GET", path: "/api/passwords/40404", check: isNotFound },
  queryAll("/api/passwords/56?QueryAll"),
  queryAll("/api/passwords/56?QueryAll="),
  queryAll("/api/passwords/56?QueryAll=true"),
  queryAll("/api/passwords/56/?format=json&queryall"),
  {
    ...queryAll("/api/passwords/56?QueryAll&ExcludePassword=true"),
    check(answer) {
      isListOf56(answer);
      expect(answer.rows().map((row) => row.Password)).toEqual(["", "", ""]);
    },
  },
  {
    number: 4,
    name: "all shared lists",
    method: "GET",
    path: "/api/passwords/?format=json&QueryAll&PreventAuditing=true",
    headers: { Reason: "checklist" },
    check(answer) {
      const lists = new Set(answer.rows().map((row) => row.PasswordList));
      expect(lists).toContain("Linux Servers");
      expect(lists).not.toContain("Own Things");
      expect(answer.rows()[0]).toMatchObject({ TreePath: "\\Finance" });
    },
  },
  {
    number: 5,
    name: "part of a title",
    method: "GET",
    path: "/api/searchpasswords/56?title=ledger",
    check: (answer) => expect(titles(answer)).toEqual(["ledger owner", "ledger"]),
  },
  {
    number: 5,
    name: "all of a title",
    method: "GET",
    path: "/api/searchpasswords/56?Title=%22ledger+owner%22",
    check: (answer) => expect(titles(answer)).toEqual(["ledger owner"]),
  },
  { ...nothingFound, path: "/api/searchpasswords/56?Description=nowhere&ExcludePassword=true" },
  {
    number: 7,
    name: "a list's key finds in its list alone",
    method: "GET",
    path: "/api/searchpasswords/?title=r",
    key: 57,
    check: (answer) => expect(titles(answer)).toEqual(["web-01 root"]),
  },
  {
    number: 8,
    name: "create by JSON",
    method: "POST",
    path: "/api/passwords",
    json: { PasswordListID: 56, Title: "new one", Password: "x" },
    check: isCreated,
  },
  {
    number: 8,
    name: "create by form",
    method: "POST",
    path: "/api/passwords",
    form: "passwordlistid=56&title=new+one&password=x",
    check: isCreated,
  },
  {
    number: 8,
    name: "create by query",
    method: "POST",
    path: "/api/passwords?PasswordListID=56&Title=new%20one&password=x",
    check: isCreated,
  },
  {
    number: 9,
    name: "update by JSON",
    method: "PUT",
    path: "/api/passwords",
    json: { PasswordID: 3319, Title: "ledger two" },
    check: isRenamed,
  },
  {
    number: 9,
    name: "update by form",
    method: "PUT",
    path: "/api/passwords",
    form: "passwordid=3319&title=ledger+two",
    check: isRenamed,
  },
  {
    number: 9,
    name: "update by query",
    method: "PUT",
    path: "/api/passwords?PasswordID=3319&PasswordListID=56&Title=ledger+two",
    check: isRenamed,
  },
  {
    number: 10,
    name: "a managed record's new password",
    method: "PUT",
    path: "/api/passwords",
    json: { PasswordID: 3700, Password: "granite-2-Fern" },
    check: (answer) =>
      expect(answer.json()).toEqual([
        {
          PasswordID: 3700,
          Status: "Password Queued for Reset(s). Check auditing data, or UI for results.",
          CurrentPassword: "granite-1-Fern",
          NewPassword: "granite-2-Fern",
        },
      ]),
  },
  {
    number: 11,
    name: "delete",
    method: "DELETE",
    path: "/api/passwords/3318?MoveToRecycleBin=False",
    async check(answer, vault) {
      expect([answer.status, answer.text]).toEqual([204, ""]);
      isNotFound(await vault.request("GET", "/api/passwords/3318"));
    },
  },
  {
    number: 12,
    name: "history",
    method: "GET",
    path: "/api/passwordhistory/3318",
    check: (answer) => expect(answer.rows()).toMatchObject([{ PasswordID: 3318, Password: "quartz/81\\Tern" }]),
  },
  { number: 12, name: "no history", method: "GET", path: "/api/passwordhistory/40404", check: isNotFound },
  {
    number: 19,
    name: "one-time password",
    method: "GET",
    path: "/api/onetimepassword/3318",
    check: (answer) => expect(answer.json()).toEqual([{ OTP: expect.stringMatching(/^\d{6}$/) }]),
  },
  {
    number: 20,
    name: "no reason",
    method: "GET",
    path: "/api/passwords/3500",
    check(answer) {
      const phrase =
        "PasswordListID '61' is configured so the Reason Header Attribute is mandatory, but it has not been specified.";
      expect([answer.status, answer.refusal()]).toEqual([401, { message: "No Authorization", phrase }]);
    },
  },
];
