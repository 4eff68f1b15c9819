import { expect, test } from "vitest";
import { startSteered } from "./steered.ts";

test("the actions of a product are listed with what they take, members that may be left out in brackets", async () => {
  const { cli } = await startSteered();
  const listed = await cli("act", "pmp");
  expect(listed).toMatch(/^api-users\.generate-key {2}\[by\] user \[value\]\n {4}Generate an API user's key/m);
  expect(JSON.parse(await cli("act", "pmp", "--json"))).toContainEqual(expect.objectContaining({ id: "users.lock" }));
});

test("an API user's key is generated anew: the old one is unknown at once, the new one opens", async () => {
  const { cli, vault } = await startSteered();
  const ask = async (token: string) => {
    const answer = await fetch(`${vault.url("pmp")}/restapi/json/v1/resources`, { headers: { AUTHTOKEN: token } });
    return ((await answer.json()) as { operation: { result: { status: string } } }).operation.result.status;
  };
  const old = vault.credential("svc-laptop@localhost", "pmp");
  const { key } = JSON.parse(await cli("act", "pmp", "api-users.generate-key", "user=svc-laptop"));
  expect([await ask(old), await ask(key)]).toEqual(["Failed", "Success"]);
});

test("members are read as the action wants them: text, numbers, JSON, or all as one object", async () => {
  const { cli, vault } = await startSteered();
  const record = ["records.add", "list=9", "title=012", "password=Amber-Gate-12", 'genericFields:=["a=b"]'];
  const { id } = JSON.parse(await cli("act", "passwordstate", ...record));
  const headers = { APIKey: vault.credential("System Wide") };
  const [read] = (await (await fetch(`${vault.url()}/api/passwords/${id}`, { headers })).json()) as object[];
  expect(read).toMatchObject({ Title: "012", Password: "Amber-Gate-12", GenericField1: "a=b" });
  await cli("act", "passwordstate", "records.set", `id=${id}`, "title=13");
  await cli("act", "passwordstate", "records.set", "--input", JSON.stringify({ id, userName: "root" }));
  const [changed] = (await (await fetch(`${vault.url()}/api/passwords/${id}`, { headers })).json()) as object[];
  expect(changed).toMatchObject({ Title: "13", UserName: "root" });
});

test.each([
  [["keepass"], "There is no product 'keepass'."],
  [["pmp", "users.lokc"], "pmp has no action 'users.lokc'. It has: api-users.create, "],
  [["pmp", "users.lock"], "user: "],
  [["pmp", "users.lock", "user=nobody"], "There is no user 'nobody'"],
  [["pmp", "users.lock", "user=sam.reed", "lokced=true"], "lokced: there is no such member"],
  [["pmp", "users.lock", "user=sam.reed", "locked=maybe"], "locked: "],
  [["pmp", "users.lock", "sam.reed"], "Write a member as name=text or name:=JSON."],
  [["pmp", "users.lock", "user:={"], "user: that is no JSON."],
  [["pmp", "users.lock", "--input", "[]"], "--input takes a JSON object"],
  [["pmp", "users.lock", "user=a", "--input", "{}"], "not both"],
])("act %s is refused and says what is wrong", async (args, message) => {
  const { tryCli } = await startSteered();
  const { code, stdout, stderr } = await tryCli("act", ...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(message);
});
