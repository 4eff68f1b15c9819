import { expect, test } from "vitest";
import { startVault } from "./start-vault.ts";

/** The secret of RFC 6238's test vectors: the ASCII text 12345678901234567890. */
const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

const vaultOf = (...otpUris: string[]) =>
  startVault({
    keys: { systemWide: {} },
    lists: [{ name: "L", records: otpUris.map((otpUri, at) => ({ id: at + 1, title: `t${at}`, otpUri })) }],
  });

test.each([
  [59, "94287082", "287082"],
  [1_111_111_109, "07081804", "081804"],
  [20_000_000_000, "65353130", "353130"],
])("at second %i the code is that of RFC 6238", async (second, eight, six) => {
  const vault = await vaultOf(`otpauth://totp/a?secret=${secret}&digits=8`, `otpauth://totp/a?secret=${secret}`);
  vault.sandbox.clock.set(second * 1000);
  expect((await vault.request("GET", "/api/onetimepassword/1")).json()).toEqual([{ OTP: eight }]);
  expect((await vault.request("GET", "/api/onetimepassword/2")).json()).toEqual([{ OTP: six }]);
});

test("the code follows the sandbox's clock, and the record's own period", async () => {
  const vault = await vaultOf(`otpauth://totp/a?secret=${secret}&period=60`);
  const code = async () => (await vault.request("GET", "/api/onetimepassword/1")).text;
  vault.sandbox.clock.set(Date.parse("2026-03-01T09:00:00Z"));
  const first = await code();
  vault.sandbox.clock.advance("PT59S");
  expect(await code()).toBe(first);
  vault.sandbox.clock.advance("PT1S");
  expect(await code()).not.toBe(first);
});

test.each([
  "",
  "not an address",
  "otpauth://totp/a",
  `otpauth://hotp/a?secret=${secret}&counter=1`,
  `otpauth://totp/a?secret=${secret}&digits=400000000`,
  `otpauth://totp/a?secret=${secret}&period=0`,
  "otpauth://totp/%zz?secret=1",
])("a record with '%s' has no one-time password", async (otpUri) => {
  const vault = await vaultOf("");
  // No fixture takes such an address, but the API does.
  vault.administer("records.set", { id: 1, otpUri });
  const answer = await vault.request("GET", "/api/onetimepassword/1");
  expect(answer.status).toBe(404);
  expect(answer.refusal().message).toBe("Not Found");
  expect(vault.reason()).toMatch(/^record 1 has /);
});

test("the record shows its address, and no code", async () => {
  const uri = `otpauth://totp/a?secret=${secret}`;
  const vault = await vaultOf(uri, "");
  const [with_, without] = [
    await vault.request("GET", "/api/passwords/1"),
    await vault.request("GET", "/api/passwords/2"),
  ];
  expect(with_.rows()).toMatchObject([{ OTP: null, OTPUri: uri }]);
  expect(without.rows()).toMatchObject([{ OTP: null, OTPUri: "" }]);
});
