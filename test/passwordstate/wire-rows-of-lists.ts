import { expect } from "vitest";
import type { Answer } from "./start-vault.ts";
import type { WireRow } from "./wire-rows.ts";

const shared = [56, 57, 58, 61, 63, 64, 65];
const isEveryList = (answer: Answer) => {
  expect(answer.status).toBe(200);
  expect(answer.rows().map((row) => row.PasswordListID)).toEqual(shared);
};
const isNotFound = (answer: Answer) => {
  expect(answer.status).toBe(404);
  expect(answer.refusal().message).toBe("Not Found");
};
const get = (number: number, path: string, check: WireRow["check"], key?: string): WireRow => {
  return { number, name: path, method: "GET", path, check, ...(key === undefined ? {} : { key }) };
};

/** The rows of the checklist that are about lists, folders and the generator. */
export const wireRowsOfLists: readonly WireRow[] = [
  get(13, "/api/passwordlists", isEveryList),
  get(13, "/api/passwordLists/", isEveryList),
  get(13, "/api/passwordlists/56", (answer) => {
    expect(answer.rows()).toMatchObject([{ PasswordListID: 56, PasswordList: "Finance Databases", TotalPasswords: 3 }]);
  }),
  get(14, "/api/searchpasswordlists/?PasswordList=Finance", (answer) => {
    expect(answer.rows().map((row) => row.PasswordListID)).toEqual([56]);
  }),
  get(14, "/api/searchpasswordlists/?PasswordList=Nowhere", isNotFound),
  {
    number: 15,
    name: "create a list",
    method: "POST",
    path: "/api/passwordlists",
    json: { PasswordList: "New", CopyPermissionsFromPasswordListID: "56" },
    check(answer) {
      expect(answer.status).toBe(201);
      expect(answer.object()).toMatchObject({ PasswordListID: expect.any(Number), PasswordList: "New" });
    },
  },
  get(16, "/api/folders", (answer) => {
    expect(answer.rows().map((row) => row.FolderName)).toEqual(["Finance", "Infrastructure", "Linux"]);
  }),
  get(16, "/api/folders/?FolderName=Finance", (answer) => {
    expect(answer.rows()).toMatchObject([{ FolderName: "Finance", TreePath: "\\Finance" }]);
  }),
  get(16, "/api/folders/?FolderName=Nowhere", isNotFound),
  {
    number: 17,
    name: "create a folder",
    method: "POST",
    path: "/api/folders",
    json: { FolderName: "New", Description: "x", CopyPermissionsFromTemplateID: 7 },
    check(answer) {
      expect(answer.status).toBe(201);
      expect(answer.object()).toMatchObject({ FolderID: expect.any(Number), FolderName: "New" });
    },
  },
  get(
    18,
    "/api/generatepassword/?PasswordGeneratorID=4&Qty=20",
    (answer) => {
      const passwords = answer.rows().map((row) => row.Password);
      expect(passwords).toEqual(Array.from({ length: 20 }, () => expect.stringMatching(/^[A-Za-z0-9]{30}$/)));
    },
    "Password Generator",
  ),
];
