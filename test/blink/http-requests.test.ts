import { expect, test } from "vitest";
import { startRaw } from "../http/raw-server.ts";
import { doorOf, outputOf, runAction, startUsedVaults } from "./use-action.ts";
import { vaultKeys } from "./vault-parts.ts";

const answer = (status: string, body = "", type = "text/plain", more = "") =>
  `HTTP/1.1 ${status}\r\nContent-Type: ${type}\r\n${more}Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`;

/** A server that answers everything so. */
async function serve(bytes: string) {
  const server = await startRaw((socket) => socket.end(bytes));
  return { heard: server.heard, url: `http://127.0.0.1:${server.port}` };
}

test("a request is sent as the step says, signed by its connection, and its answer is the output", async () => {
  const vaults = await startUsedVaults();
  const server = await serve(answer("201 Created", '{"id":7}', "application/json; charset=utf-8", "X-Trace: a\r\n"));
  const inputs = {
    ...{ method: "post", url: `${server.url}/things?a=1`, body: { name: "svc" }, query: { b: "2 3" } },
    ...{ headers: "X-One: 1\nX-Two: two: three\n", cookies: "session: s1\ntheme: dark", timeout: 5 },
  };
  const output = outputOf(await runAction(vaults, "http.requestV2", inputs, { connection: "pmp-headers" }));
  expect(output).toMatchObject({ status: 201, headers: { "x-trace": "a" }, body: { id: 7 } });
  expect(server.heard()).toBe(
    [
      "POST /things?a=1&b=2+3 HTTP/1.1",
      `Host: ${new URL(server.url).host}`,
      "Content-Type: application/json",
      "Cookie: session=s1; theme=dark",
      "X-One: 1",
      "X-Two: two: three",
      `AUTHTOKEN: ${vaultKeys.token}`,
      "Content-Length: 14",
      "Connection: close",
      "",
      '{"name":"svc"}',
    ].join("\r\n"),
  );
});

test("a connection's header wins over the step's own, and without a connection none is sent", async () => {
  const vaults = await startUsedVaults();
  const server = await serve(answer("200 OK", "plain"));
  const inputs = { url: server.url, headers: { authtoken: "mine", Accept: "*/*" } };
  expect(outputOf(await runAction(vaults, "http.requestV2", inputs))).toMatchObject({ body: "plain" });
  expect(server.heard()).toContain("authtoken: mine\r\n");
  outputOf(await runAction(vaults, "http.requestV2", inputs, { connection: "pmp-headers" }));
  expect(server.heard().match(/authtoken: \S+/gi)).toEqual(["authtoken: mine", `AUTHTOKEN: ${vaultKeys.token}`]);
});

test("a connection of a fixture's own type signs as that type says", async () => {
  const vaults = await startUsedVaults();
  const server = await serve(answer("204 No Content"));
  outputOf(await runAction(vaults, "http.requestV2", { url: server.url }, { connection: "chat-bot" }));
  expect(server.heard()).toContain("\r\nAuthorization: Bearer bot-token-5\r\n");
});

test("Password Manager Pro is reached by its header, and says in a 200 what it refuses", async () => {
  const vaults = await startUsedVaults();
  const url = `${doorOf("pmp")}/restapi/json/v1/resources`;
  const [good, bad] = [
    await runAction(vaults, "http.requestV2", { URL: url }, { connection: "pmp-headers" }),
    await runAction(vaults, "http.requestV2", { URL: url }),
  ];
  expect(outputOf(good)).toMatchObject({
    status: 200,
    body: { operation: { result: { status: "Success" }, Details: [{ "RESOURCE NAME": "ledger-01" }] } },
  });
  expect(JSON.stringify(outputOf(bad))).toContain("Failed");
});

test("anything but 2xx fails the step with the body as its text, and no secret in it", async () => {
  const vaults = await startUsedVaults();
  const echo = await serve(answer("422 Unprocessable", `no such token ${vaultKeys.token} ${"x".repeat(5000)}`));
  const outcome = await runAction(vaults, "http.requestV2", { url: echo.url }, { connection: "pmp-headers" });
  expect(outcome).toMatchObject({
    kind: "failed",
    code: "1",
    message: expect.stringMatching(/^The answer was 422: no such token \*+ x/),
  });
  expect(JSON.stringify(outcome)).not.toContain(vaultKeys.token);
  expect(JSON.stringify(outcome).length).toBeLessThan(1200);
  const pair = Buffer.from("svc:third-secret").toString("base64");
  const echoes = await serve(answer("401 No", `who is ${pair}, third-secret?`));
  expect(await runAction(vaults, "http.requestV2", { url: echoes.url }, { connection: "ledger" })).toMatchObject({
    message: expect.stringMatching(/^The answer was 401: who is \*+, \*+\?$/),
  });
  const empty = await serve(answer("503 Busy"));
  expect(await runAction(vaults, "http.requestV2", { url: empty.url })).toMatchObject({
    message: "The answer was 503.",
  });
});

test("a redirect is not followed: the connection's secret stays with the host that the step names", async () => {
  const vaults = await startUsedVaults();
  const thief = await serve(answer("200 OK"));
  const server = await serve(answer("302 Found", "", "text/plain", `Location: ${thief.url}/\r\n`));
  const outcome = await runAction(vaults, "http.requestV2", { url: server.url }, { connection: "pmp-headers" });
  expect(outcome).toMatchObject({ kind: "failed", code: "1", message: "The answer was 302." });
  expect(thief.heard()).toBe("");
});

test("what is no answer fails the step with the kind of failure as its code", async () => {
  const vaults = await startUsedVaults();
  const hang = await startRaw(() => undefined);
  const code = async (inputs: Readonly<Record<string, unknown>>, connection?: string) => {
    const outcome = await runAction(vaults, "http.requestV2", inputs, connection === undefined ? {} : { connection });
    return outcome.kind === "failed" ? outcome.code : outcome;
  };
  expect(await code({ url: `http://127.0.0.1:${hang.port}/`, timeout: 1 })).toBe("timeout");
  expect(await code({ url: "http://vault.nowhere.test/" })).toBe("unknown-host");
  expect(await code({ url: "http://10.1.2.3/" })).toBe("not-allowed");
  expect(await code({ url: "http://127.0.0.1:1/" })).toBe("refused");
  const strange = await vaults.open("passwordstate", { fault: "unknown-authority" });
  expect(await code({ url: strange.https })).toBe("tls");
  const large = await serve(`HTTP/1.1 200 OK\r\nContent-Length: 6000000\r\n\r\n${"x".repeat(6_000_000)}`);
  expect(await code({ url: large.url })).toBe("too-large");
  for (const inputs of [
    {},
    { url: "nowhere" },
    { url: "http://127.0.0.1:1/", timeout: 601 },
    { url: "http://127.0.0.1:1/", timeout: "soon" },
    { url: "http://127.0.0.1:1/", headers: "no colon" },
    { url: "http://127.0.0.1:1/", headers: { "X A": "1" } },
    { url: "http://127.0.0.1:1/", headers: { "X-A": { b: 1 } } },
    { url: "http://127.0.0.1:1/", method: "CONNECT" },
    { url: vaults.door("pmp").https, disable_ssl_enforcement: true },
  ]) {
    expect([inputs, await code(inputs)]).toEqual([inputs, "invalid"]);
  }
  expect(await code({ url: "http://127.0.0.1:1/" }, "chatter")).toBe("invalid");
});
