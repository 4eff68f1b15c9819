import { once } from "node:events";
import { type AddressInfo, createServer, type Server } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { startRaw } from "../http/raw-server.ts";
import { answering, http } from "./answering-bytes.ts";
import { fail, headerAt, passwordstateAt, succeed } from "./ask-for-test.ts";
import { smallBlink } from "./small-blink.ts";
import { startVaults } from "./start-vaults.ts";
import { vaultKeys } from "./vault-parts.ts";

const SECRET = "never-show-this-key-77";
const url = (product: string) => `${"$"}{${product}.url}`;

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
  for (const Token of ["Bearer tok-5", "bearer tok-5"]) {
    await succeed(vaults, { type: "http_bearer", attributes: { "API Address": address, Token } });
    expect(last()).toContain(`\r\nAuthorization: ${Token}\r\n`);
  }
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
