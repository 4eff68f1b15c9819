import { expect, test } from "vitest";
import { needTool, runTool } from "../authority/run-tool.ts";
import { startVault } from "./start-vault.ts";

const reading = ["--silent", "--show-error", "--noproxy", "*", "--write-out", "\n%{http_code}"];
const one = "/api/passwords/3318";

/** What curl is told for each way of carrying a key, and where the vault then finds it. */
const ways = [
  { way: "a header", args: (url: string, key: string) => ["-H", `APIKey: ${key}`, `${url}${one}`], carrier: "header" },
  {
    way: "a lower-case header",
    args: (url: string, key: string) => ["-H", `apikey: ${key}`, `${url}${one}`],
    carrier: "header",
  },
  {
    way: "the query",
    args: (url: string, key: string) => [`${url}${one}?apikey=${key}&format=json`],
    carrier: "query",
  },
  {
    way: "the query of a --get",
    args: (url: string, key: string) => ["-G", "--data-urlencode", `APIKEY=${key}`, `${url}${one}`],
    carrier: "query",
  },
  {
    way: "a JSON body",
    args: (url: string, key: string) => [
      ...["-X", "GET", "-H", "Content-Type: application/json", "-d", JSON.stringify({ APIKey: key }), `${url}${one}`],
    ],
    carrier: "body",
  },
  {
    way: "a single-quoted JSON body",
    args: (url: string, key: string) => [
      ...["-X", "GET", "-H", "Content-Type: application/json", "-d", `{'apikey':'${key}'}`, `${url}${one}`],
    ],
    carrier: "body",
  },
  {
    way: "a form",
    args: (url: string, key: string) => ["-X", "GET", "-d", `APIKey=${key}`, `${url}${one}`],
    carrier: "body",
  },
];

test.for(ways)("curl with the key in $way reads a record", async ({ args, carrier }, context) => {
  await needTool(context, "curl", "--version");
  const vault = await startVault();
  const { code, output } = await runTool("curl", [...reading, ...args(vault.url, vault.key("System Wide"))]);
  const [body = "", status] = output.split("\n");
  expect({ code, status }).toEqual({ code: 0, status: "200" });
  expect(JSON.parse(body)).toMatchObject([{ PasswordID: 3318, Password: "quartz/81\\Tern" }]);
  expect(vault.sandbox.journal.entries()).toMatchObject([{ caller: { carrier, credential: "System Wide" } }]);
});

test("curl writes with a form, a query and JSON from the command line, and deletes", async (context) => {
  await needTool(context, "curl", "--version");
  const vault = await startVault();
  const key = vault.key(56);
  const curl = async (...args: string[]) => {
    const { output } = await runTool("curl", [...reading, "-H", `APIKey: ${key}`, ...args]);
    const at = output.lastIndexOf("\n");
    return { status: Number(output.slice(at + 1)), body: output.slice(0, at) };
  };

  const made = await curl(
    "-d",
    "PasswordListID=56",
    "--data-urlencode",
    "title=caf\u00e9 & co",
    "-d",
    "password=a+b%25",
    `${vault.url}/api/passwords/`,
  );
  const id = (JSON.parse(made.body) as { PasswordID: number }).PasswordID;
  const changed = await curl("-X", "PUT", `${vault.url}/api/passwords?PasswordID=${id}&UserName=teller`);
  const gone = await curl("-X", "DELETE", `${vault.url}/api/passwords/${id}`);

  expect(made.status).toBe(201);
  expect(changed.status).toBe(200);
  expect(JSON.parse(changed.body)).toMatchObject([{ Title: "caf\u00e9 & co", Password: "a b%", UserName: "teller" }]);
  expect(gone).toEqual({ status: 204, body: "" });
});
