import { expect, test } from "vitest";
import { readAllowedHost } from "../../src/http/outbound/allow-list.ts";

test.each([
  ["vault.example.com", { host: "vault.example.com", port: undefined }],
  ["Vault.Example.COM:8443", { host: "vault.example.com", port: 8443 }],
  ["10.20.0.11:443", { host: "10.20.0.11", port: 443 }],
  ["fd00:0::7", { host: "fd00::7", port: undefined }],
  ["[FD00::7]:443", { host: "fd00::7", port: 443 }],
  ["build_01", { host: "build_01", port: undefined }],
])("%s can be allowed", (text, allowed) => {
  expect(readAllowedHost(text)).toEqual(allowed);
});

test.each([
  "",
  "*",
  "*.example.com",
  "10.0.0.0/8",
  "http://a.test",
  "a.test/",
  "a b",
  "a.test:",
  "a.test:0",
  "a.test:65536",
  "[a.test]:1",
  "a..test",
  "-a.test",
  "a.test:http",
  "[10.0.0.1]",
])("'%s' cannot be allowed", (text) => {
  expect(() => readAllowedHost(text)).toThrow("is not a host to call");
});
