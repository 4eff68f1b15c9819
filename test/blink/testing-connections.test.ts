import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { startRaw } from "../http/raw-server.ts";
import { askForTest, fail, headerAt, passwordstateAt, succeed } from "./ask-for-test.ts";
import { ids, keys, smallBlink } from "./small-blink.ts";
import { startVaults } from "./start-vaults.ts";
import { vaultKeys } from "./vault-parts.ts";

const SECRET = "never-show-this-key-77";
const url = (product: string) => `${"$"}{${product}.url}`;

/** A server that sends these bytes to whoever asks, and then does this. */
async function answering(bytes: string, then: "end" | "resetAndDestroy" | "stay" = "end") {
  const { port } = await startRaw((socket) => {
    if (bytes !== "") socket.write(bytes, "latin1");
    if (then !== "stay") socket[then]();
  });
  return `http://127.0.0.1:${port}`;
}

const http = (status: string, body: string, type = "application/json", more = "") =>
  `HTTP/1.1 ${status}\r\nContent-Type: ${type}\r\n${more}Content-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}

test("a connection to Passwordstate with its System Wide key is tested by a read of the vault, and succeeds", async () => {
  const vaults = await startVaults();
  const address = `${vaults.door("passwordstate").http}/api`;
  const words = await succeed(vaults, passwordstateAt(address, vaultKeys.systemWide));
  expect(words).toBe(`Connection succeeded: ${new URL(address).host} answered 200.`);
  expect(vaults.journal("passwordstate")).toMatchObject([
    {
      method: "GET",
      target: "/api/passwordlists",
      status: 200,
      caller: { credential: "System Wide", carrier: "header" },
    },
  ]);
  expect(await succeed(vaults, passwordstateAt(`${address}/`, vaultKeys.systemWide))).toBe(words);
});

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
  const port = await freePort();
  expect(await told(`http://127.0.0.1:${port}/api`)).toBe(
    `Failed - nobody listens at 127.0.0.1:${port}. Correct the port in the address, or start the server.`,
  );
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

test("an address without a scheme means https, and certificates are checked", async () => {
  const vaults = await startVaults();
  const { https } = vaults.door("passwordstate");
  expect(
    await succeed(vaults, passwordstateAt(`${https.slice("https://".length)}/api`, vaultKeys.systemWide)),
  ).toContain("200");
  const told = async (fault: "expired" | "unknown-authority" | "wrong-host") => {
    const door = await vaults.open("passwordstate", { fault });
    return fail(vaults, passwordstateAt(`${door.https}/api`, SECRET));
  };
  expect(await told("expired")).toContain("(CERT_HAS_EXPIRED). The certificate has expired: renew it.");
  expect(await told("unknown-authority")).toContain("The certificate's authority is not trusted");
  expect(await told("wrong-host")).toContain("The certificate is for another name");
  const plain = await answering(http("200 OK", "{}"));
  expect(await fail(vaults, passwordstateAt(plain.replace("http:", "https:"), SECRET))).toContain("speaks TLS");
});

test("a name of the hosts table is called, and the allow-list lets through what is not loopback", async () => {
  const vaults = await startVaults();
  const { port } = vaults.door("passwordstate");
  const test = (host: string) => succeed(vaults, passwordstateAt(`http://${host}:${port}/api`, vaultKeys.systemWide));
  expect(await test("vault.test")).toContain(`vault.test:${port} answered 200`);
  const bound = await startVaults({ bind: "0.0.0.0" });
  const raw = await answering(http("200 OK", "{}"));
  expect(await fail(bound, passwordstateAt(raw, SECRET))).toContain("--allow-host 127.0.0.1");
  const own = `${bound.door("passwordstate").http}/api`;
  expect(await succeed(bound, passwordstateAt(own, vaultKeys.systemWide))).toContain("answered 200");
  const allowing = await startVaults({ bind: "0.0.0.0", allowHosts: ["127.0.0.1"] });
  expect(await succeed(allowing, passwordstateAt(raw, SECRET))).toContain("answered 200");
});

test("an IPv6 address and a name that has one are called", async (context) => {
  const answers: Server = createServer((socket) => void socket.end(http("200 OK", "{}"))).listen(0, "::1");
  const listens = await once(answers, "listening").then(
    () => true,
    () => false,
  );
  if (!listens) {
    const reason = "this machine has no ::1";
    console.info(`skipped: ${context.task.name}: ${reason}`);
    context.skip(reason);
  }
  onTestFinished(() => void answers.close());
  const { port } = answers.address() as AddressInfo;
  const vaults = await startVaults();
  for (const host of ["[::1]", "vault-six.test"]) {
    const words = await succeed(vaults, passwordstateAt(`http://${host}:${port}/api`, SECRET));
    expect(words).toContain(`${host}:${port} answered 200`);
  }
});

test("Password Manager Pro is reached by a header; its refusals have status 200, so a test cannot see them", async () => {
  const vaults = await startVaults();
  const address = `${url("pmp")}/restapi/json/v1/resources`;
  const words = await succeed(vaults, headerAt(address, "AUTHTOKEN", vaultKeys.token));
  expect(words).toContain("Only the status was looked at.");
  expect(await succeed(vaults, headerAt(address, "AUTHTOKEN", SECRET))).toBe(words);
  expect(vaults.journal("pmp")).toMatchObject([
    { status: 200, caller: { credential: "runner@runner.test" } },
    { status: 200, reason: expect.any(String) },
  ]);
  expect(vaults.journals()).not.toContain(SECRET);
});

test("a type of a fixture is tested as it says: its own address, path and header", async () => {
  const token = { name: "Token", input: "password" };
  const type = {
    name: "ticket_desk",
    methods: [
      {
        ...{ name: "token", attributes: [{ name: "Host", input: "url" }, token], address: "Host", testPath: "/v2/me" },
        signing: { kind: "header", header: "X-Desk-Token", attribute: "Token" },
      },
    ],
  };
  const vaults = await startVaults({
    blink: { ...smallBlink, connectionTypes: [...smallBlink.connectionTypes, type] },
  });
  const server = await startRaw((socket) => socket.end(http("200 OK", "{}")));
  const attributes = { Host: `http://127.0.0.1:${server.port}/`, Token: "t0ken" };
  await succeed(vaults, { type: "ticket_desk", attributes });
  expect(server.heard()).toMatch(/^GET \/v2\/me HTTP\/1\.1\r\n[\s\S]*\r\nX-Desk-Token: t0ken\r\n/);
});

test("Basic, Bearer and three headers sign as they say", async () => {
  const vaults = await startVaults();
  const server = await startRaw((socket) => socket.end(http("204 No Content", "")));
  const address = `http://127.0.0.1:${server.port}`;
  const last = () => server.heard().slice(server.heard().lastIndexOf("GET "));
  await succeed(vaults, {
    type: "http_basic",
    attributes: { "API Address": `${address}/x`, Username: "sörvice", Password: "p:w" },
  });
  const pair = Buffer.from("sörvice:p:w").toString("base64");
  expect(last()).toBe(
    `GET /x HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nAuthorization: Basic ${pair}\r\nConnection: close\r\n\r\n`,
  );
  await succeed(vaults, { type: "http_bearer", attributes: { "API Address": address, Token: url("pmp") } });
  // A secret may look like anything, and is sent as it is.
  expect(last()).toContain(`\r\nAuthorization: Bearer ${url("pmp")}\r\n`);
  const three = Object.fromEntries(
    [1, 2, 3].flatMap((at) => [
      [`Header ${at} Name`, `X-${at}`],
      [`Header ${at} Value`, `v${at}`],
    ]),
  );
  await succeed(vaults, { type: "http_custom", attributes: { "API Address": address, ...three } });
  expect(last()).toContain("\r\nX-1: v1\r\nX-2: v2\r\nX-3: v3\r\n");
  const broken = await fail(vaults, headerAt(address, "X-1", `${SECRET}\r\nX-2: smuggled`));
  expect(broken).toContain("a header has a name or a value that HTTP cannot carry");
  expect(broken).not.toContain(SECRET);
});

test("a runner has to be chosen, from those that are online", async () => {
  const vaults = await startVaults();
  const tested = passwordstateAt(`${url("passwordstate")}/api`, vaultKeys.systemWide);
  expect(await fail(vaults, { ...tested, runner: null })).toBe(
    "Choose a runner group: runner_group takes its id or its name. There are: blink_cloud, on-prem.",
  );
  expect(await fail(vaults, { ...tested, runner: "attic" })).toContain("There is no runner group 'attic'.");
  (await vaults.request("POST", "/runner_groups", { json: { name: "idle" } })).ok();
  expect(await fail(vaults, { ...tested, runner: "idle" })).toContain("No runner of the group 'idle' is online");
  expect(vaults.journal("passwordstate")).toEqual([]);
  for (const runner of ["blink_cloud", ids.group]) await succeed(vaults, { ...tested, runner });
});

test("what cannot be tested says why, and nothing is called", async () => {
  const vaults = await startVaults();
  const oauth = "A connection that is made by signing in (OAuth) cannot be tested.";
  expect(await fail(vaults, { id: ids.oauth })).toBe(oauth);
  expect(await fail(vaults, { type: "chat", method: "sign_in" })).toBe(oauth);
  expect(await fail(vaults, { ...headerAt("http://vault.test/", "A", "b"), oauth: true })).toBe(oauth);
  const silverfort = { "Risk API Key": "a", "App User ID": "b", "App User Secret": "c" };
  expect(await fail(vaults, { type: "silverfort", attributes: silverfort })).toContain("Not Supported");
  expect(await fail(vaults, { id: ids.pmp })).toContain("needs an address to call: fill in 'API Address'");
  expect(await fail(vaults, { type: "passwordstate", attributes: { "API Key": "x" } })).toBe(
    "'API Address' is required.",
  );
  expect(await fail(vaults, { type: "nothing" })).toContain("There is no connection type 'nothing'.");
  expect(await fail(vaults, {})).toBe("connection_type_id is required.");
  (await askForTest(vaults, { id: "00000000-0000-4000-8000-000000000000" })).refused(404);
  (await askForTest(vaults, { id: ids.vault, key: keys.viewer })).refused(403);
  (await askForTest(vaults, { id: ids.vault, key: "x" })).refused(401);
  expect([...vaults.journal("passwordstate"), ...vaults.journal("pmp")]).toEqual([]);
});

test("a stored connection is tested by its id, with what the request changes, and stays as it is", async () => {
  const vaults = await startVaults();
  const attributes = { "API Address": `${url("passwordstate")}/api` };
  expect(await fail(vaults, { id: ids.vault, attributes })).toContain("incorrect connection credentials");
  const edit = { attributes: { "API Key": { value: vaultKeys.systemWide } } };
  (await vaults.request("POST", `/connections/${ids.vault}`, { json: edit })).ok();
  const [shown] = (await vaults.request("GET", `/connections/${ids.vault}`)).ok<
    { status: string; attributes: object }[]
  >();
  const sent = {
    connection: { ...shown, attributes: { ...shown?.attributes, "API Address": { value: attributes["API Address"] } } },
  };
  const answer = await vaults.request("POST", "/connections/test", { json: { ...sent, runner_group: "on-prem" } });
  expect(answer.ok<string>()).toContain("answered 200");
  expect((await vaults.request("GET", `/connections/${ids.vault}`)).ok()).toEqual([shown]);
});

test("a connection that was signed in can be tested once it has another method", async () => {
  const vaults = await startVaults();
  const json = { creation_method: "token", attributes: { Token: { value: "t" } } };
  (await vaults.request("POST", `/connections/${ids.oauth}`, { json })).ok();
  expect(await fail(vaults, { id: ids.oauth })).toContain("needs an address to call");
});

test("a page that plain HTTP leads to is a success with a doubt", async () => {
  const vaults = await startVaults();
  const page = await answering(http("200 OK", "<html>", "text/html"));
  expect(await succeed(vaults, headerAt(page, "X-Key", SECRET))).toContain(
    "answered 200 with an HTML page, which may be a sign-in page. Only the status was looked at.",
  );
});

test("a connection that is lent is tested as it is: its secret cannot be sent elsewhere", async () => {
  const vaults = await startVaults();
  const elsewhere = await startRaw((socket) => socket.end(http("200 OK", "{}")));
  const attributes = { "API Address": `http://127.0.0.1:${elsewhere.port}/` };
  expect(await fail(vaults, { id: ids.lent, attributes })).toContain("shared from another workspace");
  expect(elsewhere.heard()).toBe("");
});

test("what a test does to the status, and how its failure is answered, can be switched", async () => {
  const vaults = await startVaults({
    assumptions: { "test-status": "active or inactive", "test-failure": "200 with the words" },
  });
  const status = () => vaults.state.connections.find("id", ids.vault)?.status;
  const words = (await askForTest(vaults, { id: ids.vault })).ok<string>();
  expect(words).toContain("Failed - ");
  expect(status()).toBe("inactive");
  const json = {
    attributes: { "API Address": { value: `${url("passwordstate")}/api` }, "API Key": { value: vaultKeys.systemWide } },
  };
  (await vaults.request("POST", `/connections/${ids.vault}`, { json })).ok();
  expect(await succeed(vaults, { id: ids.vault })).toContain("succeeded");
  expect(status()).toBe("active");
});

test.each([
  { how: "changed", method: "POST", json: { active: false, attributes: { "API Key": { value: "another" } } } },
  { how: "deleted", method: "DELETE", json: undefined },
])("a connection that is $how while it is tested is not touched by what comes of that", async ({ method, json }) => {
  const vaults = await startVaults({ assumptions: { "test-status": "active or inactive" } });
  let asked = (_socket: Socket) => {};
  const held = new Promise<Socket>((resolve) => {
    asked = resolve;
  });
  const server = await startRaw((socket) => asked(socket));
  const path = `/connections/${ids.vault}`;
  const address = { "API Address": { value: `http://127.0.0.1:${server.port}` } };
  (await vaults.request("POST", path, { json: { attributes: address } })).ok();
  const tested = askForTest(vaults, { id: ids.vault });
  const socket = await held;
  (await vaults.request(method, path, { json })).ok();
  const meanwhile = vaults.state.connections.find("id", ids.vault);
  socket.end(http("200 OK", "{}"));
  expect((await tested).ok<string>()).toContain("succeeded");
  expect(vaults.state.connections.find("id", ids.vault)).toEqual(meanwhile);
});

test("an address of this sandbox leads to the sandbox that uses it: only the fork's journal moves", async () => {
  const vaults = await startVaults();
  const [byPath, byDoor] = ["by-path", "by-door"].map((id) => vaults.sandboxes.fork("default", id).id);
  await vaults.open("passwordstate", { sandbox: byDoor ?? "" });
  const tested = passwordstateAt(`${url("passwordstate")}/api`, vaultKeys.systemWide);
  for (const id of [byPath, byDoor]) {
    if (id === undefined) continue;
    expect(await succeed(vaults, { ...tested, sandbox: id })).toContain("answered 200");
    expect(vaults.journal("passwordstate", id)).toMatchObject([
      { target: expect.stringMatching(/\/api\/passwordlists$/), status: 200 },
    ]);
    expect(vaults.journal("blink", id)).toHaveLength(1);
  }
  expect([...vaults.journal("passwordstate"), ...vaults.journal("blink")]).toEqual([]);
});

test("neither journal shows a key, whatever came of the test", async () => {
  const vaults = await startVaults();
  const address = `${url("passwordstate")}/api`;
  await succeed(vaults, passwordstateAt(address, vaultKeys.systemWide));
  const words = [
    await fail(vaults, passwordstateAt(address, SECRET)),
    await fail(vaults, passwordstateAt(address, vaultKeys.list)),
    await fail(vaults, passwordstateAt(`http://vault.test:1/${SECRET}?apikey=${SECRET}`, SECRET)),
  ].join();
  for (const secret of [SECRET, ...Object.values(vaultKeys), ...Object.values(keys)]) {
    expect(words).not.toContain(secret);
    expect(vaults.journals()).not.toContain(secret);
  }
  expect(vaults.journal("blink").map(({ status }) => status)).toEqual([200, 400, 400, 400]);
});

test.each(["http://", "https://", " ", "http://:80"])(
  "%j is no address, and the test's path does not become its host",
  async (address) => {
    const vaults = await startVaults();
    const words = await fail(vaults, passwordstateAt(address, SECRET));
    expect(words).toContain("the address is not a URL");
  },
);
