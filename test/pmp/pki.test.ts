import { expect, test } from "vitest";
import { keys, smallVault } from "./small-vault.ts";
import { inputData, startVault, type Vault } from "./start-vault.ts";

const keyStore = Buffer.from([48, 130, 0, 255, 13, 10]);
const part = {
  ...smallVault,
  sshKeys: [{ name: "deploy", text: "ssh-ed25519 AAAAExample deploy", users: ["deploy@ledger-01"] }],
  certificates: [
    {
      ...{ commonName: "shop.example.test", serialNumber: "4711", text: "not a certificate", passphrase: "Sorrel-9" },
      ...{ keyStoreBase64: keyStore.toString("base64"), validUntil: "2026-08-01T00:00:00Z" },
    },
    { commonName: "shop.example.test", serialNumber: "4712", text: "a newer one" },
  ],
};
const shop = { common_name: "shop.example.test" };
const first = { ...shop, serial_number: "4711" };

/** Asks as clients do: the token in the query, the input beside it. */
function ask(vault: Vault, call: string, details?: object, method = "GET", key: string = keys.builder) {
  const input = details === undefined ? "" : `&INPUT_DATA=${encodeURIComponent(inputData(details))}`;
  return vault.request(method, `/api/pki/restapi/${call}?AUTHTOKEN=${key}${input}`);
}

test("lists have no operation around them", async () => {
  const vault = await startVault(part);
  expect((await ask(vault, "getAllSSHKeys")).text).toBe(
    '{"name":"getAllSSHKeys","result":{"status":"Success","message":"SSH keys fetched"},"SSHKeys":[{"keyName":"deploy","associatedUsers":["deploy@ledger-01"]}]}',
  );
  expect(JSON.parse((await ask(vault, "getAllAssociatedUsers")).text)).toMatchObject({
    AssociatedUsers: ["deploy@ledger-01"],
  });
  expect(JSON.parse((await ask(vault, "getAllSSLCertificates")).text)).toMatchObject({
    SSLCertificates: [
      { ...first, expiry_date: "Aug 1, 2026 12:00 AM" },
      { serial_number: "4712", expiry_date: "N/A" },
    ],
  });
  const empty = await startVault();
  expect(JSON.parse((await ask(empty, "getAllSSHKeys")).text)).toMatchObject({ SSHKeys: [] });
});

test("keys, certificates and key stores come as they are, without an envelope", async () => {
  const vault = await startVault(part);
  for (const call of ["getSSHKey", "exportSSHKey"]) {
    expect((await ask(vault, call, { keyName: "deploy" }, "POST")).text).toBe("ssh-ed25519 AAAAExample deploy");
  }
  expect((await ask(vault, "getCertificate", shop)).text).toBe("not a certificate");
  expect((await ask(vault, "getCertificate", { ...shop, serial_number: 4712 })).text).toBe("a newer one");
  expect((await ask(vault, "getCertificateKeyStore", first)).bytes).toEqual(keyStore);
});

test("a passphrase is the last word of the message, and details are keyed by number", async () => {
  const vault = await startVault(part);
  const passphrase = JSON.parse((await ask(vault, "getCertificatePassphrase", first)).text) as Record<string, object>;
  expect(passphrase.result).toEqual({
    ...{ status: "Success", message: "Private key passphrase of certificate shop.example.test is Sorrel-9" },
  });
  const details = JSON.parse((await ask(vault, "getCertificateDetails", shop)).text) as object;
  expect(Object.keys(details).toSorted()).toEqual(["1", "2", "name", "result"]);
  expect(details).toMatchObject({ 1: { serial_number: "4711" }, 2: { serial_number: "4712" } });
});

test.each<[call: string, method: string, details: object | undefined, key: string, message: string]>([
  ["getSSHKey", "POST", { keyName: "nope" }, keys.builder, "No such SSH key found"],
  ["getSSHKey", "POST", undefined, keys.builder, "Mandatory field keyName is missing"],
  ["getCertificate", "GET", { ...shop, serial_number: "1" }, keys.builder, "No such certificate found"],
  ["getCertificateDetails", "GET", { common_name: "x" }, keys.builder, "No such certificate found"],
  ["getCertificatePassphrase", "GET", shop, keys.builder, "Mandatory field serial_number is missing"],
  [
    ...(["getCertificateKeyStore", "GET", { ...shop, serial_number: "4712" }, keys.builder] as const),
    "No key store is available for this certificate",
  ],
  ["getAllSSHKeys", "GET", undefined, keys.reader, "You are not authorized to perform this operation"],
])("%s %s with %j is refused without a payload: %s %s", async (call, method, details, key, message) => {
  const vault = await startVault(part);
  const answer = await ask(vault, call, details, method, key);
  expect([answer.status, JSON.parse(answer.text)]).toEqual([
    200,
    { name: call, result: { status: "Failed", message } },
  ]);
});

test("the host rule holds here too, and a bound host that does not resolve gets no answer", async () => {
  const vault = await startVault(part);
  const path = `/api/pki/restapi/getAllSSHKeys?AUTHTOKEN=${keys.builder}`;
  const elsewhere = await vault.request("GET", path, { as: "build-02.test" });
  expect(JSON.parse(elsewhere.text)).toEqual({
    name: "Authentication",
    result: { status: "Failed", message: "User is not allowed to access from this host" },
  });
  await expect(ask(vault, "getAllSSHKeys", undefined, "GET", keys.stray)).rejects.toThrow();
});

test("what is given out is in the audit, lists are not, and refusals leave no trace", async () => {
  const vault = await startVault(part);
  await ask(vault, "getSSHKey", { keyName: "deploy" }, "POST");
  await ask(vault, "exportSSHKey", { keyName: "deploy" }, "POST");
  await ask(vault, "getCertificate", shop);
  await ask(vault, "getCertificateKeyStore", first);
  await ask(vault, "getCertificatePassphrase", first);
  await ask(vault, "getAllSSHKeys");
  await ask(vault, "getCertificateDetails", shop);
  await ask(vault, "getSSHKey", { keyName: "nope" }, "POST");
  const audit = await vault.request("GET", "/restapi/json/v1/audit", { key: keys.builder });
  expect(audit.rows().map((row) => [row["Operation Type"], row["Resource Name"], row["User Account"]])).toEqual([
    ["SSH Key Retrieved", "deploy", "N/A"],
    ["SSH Key Exported", "deploy", "N/A"],
    ["Certificate Retrieved", "shop.example.test", "N/A"],
    ["Certificate Key Store Retrieved", "shop.example.test", "N/A"],
    ["Certificate Passphrase Retrieved", "shop.example.test", "N/A"],
  ]);
  expect(audit.text).not.toContain("Sorrel-9");
});

test("PAM360 answers as PMP does here: no source shows a statusCode without an operation around it", async () => {
  const vault = await startVault({ ...part, flavour: "pam360" });
  const { result } = JSON.parse((await ask(vault, "getAllSSHKeys")).text) as { result: object };
  expect(result).toEqual({ status: "Success", message: "SSH keys fetched" });
});
