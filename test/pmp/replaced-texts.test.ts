import { expect, test } from "vitest";
import { service } from "../../mocks/pmp/service.ts";
import { NAMED_OPERATIONS } from "../../mocks/pmp/text-names.ts";
import { isBuilt } from "../../src/http/operation.ts";
import { keys, smallVault } from "./small-vault.ts";
import { REST, startVault } from "./start-vault.ts";

const key = keys.builder;
const native = "/api/json/request?OPERATION_NAME=";
const said = (names: readonly string[]) => ({
  ...smallVault,
  texts: Object.fromEntries(
    names.flatMap((id) => [
      [`${id}.name`, `THE ${id}`],
      [`${id}.message`, `All of ${id}`],
    ]),
  ),
});

test("the operations whose texts can be replaced are those that are built", () => {
  const calls = service.operations.find(({ id }) => id === "native.request")?.parameters?.shape.OPERATION_NAME;
  const byName = (calls as unknown as { readonly options: readonly string[] }).options;
  const built = service.operations.filter(isBuilt).map(({ id }) => id);
  const rest = built.filter((id) => !id.startsWith("native.request"));
  expect(NAMED_OPERATIONS.toSorted()).toEqual([...rest, ...byName.map((name) => `native.${name}`)].toSorted());
});

test.each([
  ["GET_RESOURCES", {}],
  ["GET_AUTHENTICATION_MODE", {}],
  ["GET_SECONDAUTHENTICATION_STATUS", {}],
  ["REQUEST_PASSWORD", { PASSWDID: "34", REASON: "night work" }],
  ["LOGOUT_USER", {}],
])("name and message of the native call %s can be replaced", async (operation, details) => {
  const vault = await startVault(said([`native.${operation}`]));
  const answer = (await vault.request("POST", `${native}${operation}`, { key, details })).envelope();
  const [name, message] = [`THE native.${operation}`, `All of native.${operation}`];
  expect(answer).toMatchObject({ name, result: { message, status: "Success" } });
});

test("a refused native call has the name that was chosen for it", async () => {
  const vault = await startVault(said(["native.GET_PASSWORD"]));
  const answer = await vault.request("POST", `${native}GET_PASSWORD`, { key, details: { PASSWDID: "99" } });
  expect(answer.envelope()).toMatchObject({ name: "THE native.GET_PASSWORD", result: { status: "Failed" } });
});

test("name and message of a login can be replaced", async () => {
  const vault = await startVault(said(["native.auth"]));
  const [type, body] = ["application/x-www-form-urlencoded", "USERNAME=ann&PASSWORD=ann-login-1"];
  const answer = await vault.request("POST", "/api/json/auth", { type, body });
  expect(answer.envelope()).toMatchObject({ name: "THE native.auth", result: { message: "All of native.auth" } });
});

test("name and message of PKI calls can be replaced, and the passphrase stays the last word", async () => {
  const certificates = [{ commonName: "web.test", serialNumber: "1", text: "x", passphrase: "umber" }];
  const vault = await startVault({ ...said(["pki.ssh-keys", "pki.passphrase"]), certificates });
  const ask = async (call: string, details?: object) =>
    JSON.parse((await vault.request("GET", `/api/pki/restapi/${call}`, { key, details })).text);
  expect(await ask("getAllSSHKeys")).toMatchObject({
    ...{ name: "THE pki.ssh-keys", result: { message: "All of pki.ssh-keys" } },
  });
  const wanted = { common_name: "web.test", serial_number: "1" };
  expect((await ask("getCertificatePassphrase", wanted)).result.message).toBe(
    "All of pki.passphrase web.test is umber",
  );
});

test.each(["no.such.message", "constructor", "native.REQUEST_PASSWRD.message", "native.request.message"])(
  "the screen refuses a text '%s' that nothing says, with the nearest",
  async (name) => {
    const vault = await startVault();
    const content = vault.snapshot();
    const refused = () => vault.administer("settings.set", { texts: { [name]: "x" } });
    expect(refused).toThrow(`There is no text '${name}' to replace; the nearest are `);
    expect(vault.snapshot()).toBe(content);
    if (name.includes("PASSWRD")) expect(refused).toThrow("native.REQUEST_PASSWORD.message");
  },
);

test("a text that was replaced on the screen is said", async () => {
  const vault = await startVault();
  vault.administer("settings.set", { texts: { "audit.list.name": "AUDIT" } });
  expect((await vault.request("GET", `${REST}/audit`, { key })).envelope().name).toBe("AUDIT");
});
