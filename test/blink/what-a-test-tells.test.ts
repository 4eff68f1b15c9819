import { expect, test } from "vitest";
import { holdDeadAddress } from "../../contracts/dead-address.ts";
import { answering, http } from "./answering-bytes.ts";
import { fail, headerAt, passwordstateAt, succeed } from "./ask-for-test.ts";
import { startVaults } from "./start-vaults.ts";
import { vaultKeys } from "./vault-parts.ts";

const SECRET = "never-show-this-key-77";
const url = (product: string) => `${"$"}{${product}.url}`;

test("a wrong key, a wrong path and a web page in the place of the API are told apart", async () => {
  const vaults = await startVaults();
  const { http: root } = vaults.door("passwordstate");
  const { host } = new URL(root);
  expect(await fail(vaults, passwordstateAt(`${root}/api`, SECRET))).toBe(
    `Failed - incorrect connection credentials. Please validate your connection details and try again (${host} answered 401).`,
  );
  expect(await fail(vaults, passwordstateAt(`${root}/vault/api`, vaultKeys.systemWide))).toMatch(
    /^Failed - \S+ answered 404(?: with an HTML page)?: the path is wrong\. Check that the address is the API's whole address\.$/,
  );
  const page = await answering(http("200 OK", "<!DOCTYPE html><title>Sign in</title>", "text/html; charset=utf-8"));
  expect(await fail(vaults, passwordstateAt(page, SECRET))).toContain("with an HTML page, which an API does not");
  const unnamed = await answering(http("200 OK", "\n<html><body>Hello", "text/plain"));
  expect(await fail(vaults, passwordstateAt(unnamed, SECRET))).toContain("with an HTML page");
});

test("a web server's own sign-in that answers 401 with a page is no word about the key", async () => {
  const vaults = await startVaults();
  const page = await answering(http("401 Unauthorized", "<!DOCTYPE html><title>401</title>", "text/html"));
  const told = await fail(vaults, passwordstateAt(`${page}/winapi`, vaultKeys.systemWide));
  expect(told).toMatch(
    /^Failed - \S+ answered 401 with an HTML page: a web server's own sign-in answered, and not the API\. Check the path/,
  );
  const { http: root } = vaults.door("passwordstate");
  expect(await fail(vaults, passwordstateAt(`${root}/winapi`, vaultKeys.systemWide))).toContain("Check the path");
  // Plain HTTP may lead to a page, which has a sign-in of its own.
  expect(await fail(vaults, headerAt(page, "X-Key", SECRET))).toContain("incorrect connection credentials");
});

test.each([
  ["403 Forbidden", "does not allow it"],
  ["404 Not Found", "the path is wrong"],
  ["405 Method Not Allowed", "the path is wrong"],
  ["407 Proxy Authentication Required", "a proxy stands before it"],
  ["429 Too Many Requests", "it was asked too often"],
  ["418 I'm a teapot", "it does not take the request"],
  ["503 Service Unavailable", "the fault is the server's own"],
])("an answer of %s is told in words: %s", async (status, words) => {
  const vaults = await startVaults();
  const told = await fail(vaults, passwordstateAt(await answering(http(status, "{}")), SECRET));
  expect(told).toContain(`answered ${status.slice(0, 3)}`);
  expect(told).toContain(words);
});

test("a redirect is told with the host that it leads to, and not followed", async () => {
  const vaults = await startVaults();
  const location = `Location: https://vault.test/sign-in?ticket=${SECRET}\r\n`;
  const told = await fail(
    vaults,
    passwordstateAt(await answering(http("302 Found", "", "text/html", location)), SECRET),
  );
  expect(told).toContain("a redirect to vault.test: none is followed");
  expect(told).not.toContain(SECRET);
});

test("no answer is told apart: refused, unknown name, not allowed, reset, closed, broken off, no HTTP, no address", async () => {
  const vaults = await startVaults();
  const told = (address: string) => fail(vaults, passwordstateAt(address, SECRET));
  const dead = await holdDeadAddress("http");
  const { port } = new URL(dead.address);
  expect(await told(`http://127.0.0.1:${port}/api`)).toBe(
    `Failed - nobody listens at 127.0.0.1:${port}. Correct the port in the address, or start the server.`,
  );
  dead.close();
  expect(await told("http://vault.nowhere.test/api")).toContain(
    "the sandbox's hosts do not have the name vault.nowhere.test: give it an address there. Correct the name",
  );
  expect(await told("https://far.test/api")).toContain(
    "fauxvault may not call far.test (10.20.0.11) on port 443: start it with --allow-host far.test",
  );
  expect(await told(await answering("", "resetAndDestroy"))).toContain("the connection was reset by");
  expect(await told(await answering(""))).toContain("closed without an answer by");
  expect(await told(await answering("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"))).toContain(
    "in the middle of an answer",
  );
  expect(await told(await answering("SSH-2.0-OpenSSH_9.6\r\n"))).toContain("no HTTP answer");
  expect(await told("ftp://vault.test/")).toContain("has to begin with http:// or https://");
  expect(await told(`http://svc:${SECRET}@vault.test/`)).toContain("holds a user name or password");
  expect(await told(`${url("nothing")}/api`)).toContain(`no door answers for ${url("nothing")}`);
  expect(await told("not an address")).toContain("is not a URL");
  expect(vaults.journals()).not.toContain(SECRET);
});

test("a server that never answers is a time-out, and so is one that nobody waits longer for", async () => {
  const vaults = await startVaults({ assumptions: { "test-timeout": "1 second" } });
  const told = await fail(vaults, passwordstateAt(await answering("", "stay"), SECRET));
  expect(told).toContain("the time was over before an answer came from");
});

test("a page that plain HTTP leads to is a success with a doubt", async () => {
  const vaults = await startVaults();
  const page = await answering(http("200 OK", "<html>", "text/html"));
  expect(await succeed(vaults, headerAt(page, "X-Key", SECRET))).toContain(
    "answered 200 with an HTML page, which may be a sign-in page. Only the status was looked at.",
  );
});

test.each(["http://", "https://", " ", "http://:80"])(
  "%j is no address, and the test's path does not become its host",
  async (address) => {
    const vaults = await startVaults();
    const words = await fail(vaults, passwordstateAt(address, SECRET));
    expect(words).toContain("the address is not a URL");
  },
);
