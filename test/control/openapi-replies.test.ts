import type { OpenAPIV3_1 } from "openapi-types";
import { expect, test } from "vitest";
import { listOperations, makeJudge } from "./served-document.ts";
import { SYSTEM_KEY, start } from "./start.ts";

const GENERATOR_KEY = "c0ffee00c0ffee00c0ffee00c0ffee04";
const COPY_KEY = "c0ffee00c0ffee00c0ffee00c0ffee05";

const fixture = {
  fauxvault: 1,
  passwordstate: {
    keys: {
      systemWide: { value: SYSTEM_KEY },
      passwordGenerator: { value: GENERATOR_KEY },
      copyMove: { value: COPY_KEY },
    },
    lists: [
      {
        id: 10,
        name: "Servers",
        folder: "\\Infra",
        resetEnabled: true,
        oneTimePasswords: true,
        genericFields: [{ name: "Owner" }],
        records: [
          {
            title: "web-01",
            password: "New-Value-1!",
            otpUri: "otpauth://totp/web?secret=JBSWY3DPEHPK3PXP",
            history: [{ password: "Old-Value-1!", changed: "2 days ago" }],
          },
          { title: "managed", resetEnabled: true },
        ],
      },
      { id: 11, name: "Archive" },
    ],
  },
};

interface Asked {
  readonly path: string;
  readonly body?: object;
  readonly key?: string;
}

/** A call of each built operation that it grants; a new operation wants a row here. */
const calls: Readonly<Record<string, readonly Asked[]>> = {
  "passwords.get": [
    { path: "/api/passwords/1" },
    { path: "/api/passwords/10?QueryAll" },
    { path: "/api/passwords/1?CheckIn" },
  ],
  "passwords.query": [{ path: "/api/passwords?QueryAll=true" }],
  "passwords.add": [{ path: "/api/passwords", body: { PasswordListID: 10, Title: "new", Password: "Fresh-Value-1!" } }],
  "passwords.update": [
    { path: "/api/passwords", body: { PasswordID: 1, Title: "renamed" } },
    { path: "/api/passwords", body: { PasswordID: 2, Password: "Queued-Value-1!" } },
  ],
  "passwords.delete": [{ path: "/api/passwords/1" }],
  "passwords.search-list": [{ path: "/api/searchpasswords/10?Title=web" }],
  "passwords.search": [{ path: "/api/searchpasswords?Title=web" }],
  "passwords.copy": [
    { path: "/api/passwords/copy", key: COPY_KEY, body: { PasswordID: 1, DestinationPasswordListID: 11 } },
  ],
  "passwords.move": [
    { path: "/api/passwords/move", key: COPY_KEY, body: { PasswordID: 1, DestinationPasswordListID: 11 } },
  ],
  "passwords.one-time-password": [{ path: "/api/onetimepassword/1" }],
  "passwords.history": [{ path: "/api/passwordhistory/1" }],
  "passwordlists.all": [{ path: "/api/passwordlists" }],
  "passwordlists.get": [{ path: "/api/passwordlists/10" }],
  "passwordlists.search": [{ path: "/api/searchpasswordlists?PasswordList=Serv" }],
  "passwordlists.create": [
    { path: "/api/passwordlists", body: { PasswordList: "Fresh", CopyPermissionsFromPasswordListID: 10 } },
  ],
  "folders.search": [{ path: "/api/folders" }],
  "folders.create": [{ path: "/api/folders", body: { FolderName: "Fresh", NestUnderFolderID: 0 } }],
  "generator.generate": [{ path: "/api/generatepassword?Qty=2", key: GENERATOR_KEY }],
  "root.api": [{ path: "/api" }],
  "root.winapi": [{ path: "/winapi" }],
};

test("each operation of Passwordstate answers as the served document says, granted and refused", async () => {
  const { client, ask } = await start({ fixture });
  const document = (await client.openapi("passwordstate")) as OpenAPIV3_1.Document;
  const judge = makeJudge(document);
  const operations = listOperations(document);
  expect(Object.keys(calls).sort()).toEqual(operations.map(({ id }) => id).sort());
  const faults: string[] = [];
  for (const documented of operations) {
    const { id, method } = documented;
    for (const { path, body, key = SYSTEM_KEY } of calls[id] ?? []) {
      const content = body === undefined ? {} : { body: JSON.stringify(body) };
      for (const APIKey of [key, "00000000000000000000000000000000"]) {
        await client.sandbox().reset();
        const answer = await ask(path, { method, headers: { APIKey, "content-type": "application/json" }, ...content });
        const text = await answer.text();
        const expected = APIKey === key ? answer.ok || id === "root.winapi" : !answer.ok || id === "root.api";
        if (!expected) faults.push(`${id}: ${path} gave ${answer.status}: ${text}`);
        const said = judge(documented, answer.status, answer.headers.get("content-type"), text);
        faults.push(...said.map((fault) => `${id}: ${answer.status} ${fault}`));
      }
    }
  }
  expect(faults).toEqual([]);
});
