import { expect, test } from "vitest";
import { ask, dial, drain, statusesOf } from "./ask.ts";
import { startTiny } from "./start-tiny.ts";

async function askRaw(port: number, line: string, ca?: string): Promise<string> {
  const socket = await dial(port, ca);
  socket.write(`${line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
  return drain(socket);
}

test("HEAD and OPTIONS are methods like others: a product that does not know them says so, without a body for HEAD", async () => {
  const { port } = await startTiny();
  await ask(port, "/things/a", { method: "PUT", body: "kept" });
  const head = await ask(port, "/things/a", { method: "HEAD" });
  expect([head.status, head.text, head.headers["content-length"]]).toEqual([405, "", "8"]);
  const options = await ask(port, "/things/a", { method: "OPTIONS" });
  expect([options.status, options.text, options.headers.allow]).toEqual([405, "no OPTIONS\n", undefined]);
  expect((await ask(port, "/things/a", { method: "PATCH" })).status).toBe(405);
  expect((await ask(port, "/things/a", { method: "MKCALENDAR" })).status).toBe(405);
  expect(statusesOf(await askRaw(port, "OPTIONS *"))).toEqual([404]);
});

test("a target as a proxy writes it means its path", async () => {
  const { port, ca, sandboxes } = await startTiny();
  sandboxes.fork("default", "s1");
  await ask(port, "/things/a", { method: "PUT", body: "kept" });
  for (const pem of [undefined, await ca()]) {
    for (const target of [
      "http://vault.test/things/a",
      "HTTPS://vault.test:9119/things/a?x=1",
      "http://[::1]/things/a",
    ]) {
      const text = await askRaw(port, `GET ${target}`, pem);
      expect([target, text.slice(-8)]).toEqual([target, "\r\n\r\nkept"]);
    }
  }
  expect(await askRaw(port, "GET http://vault.test/~s1/things/a")).toContain("there is no thing 'a'");
  expect(statusesOf(await askRaw(port, "GET http://vault.test"))).toEqual([404]);
});

test.each([
  "http://[::1/things/a",
  "http://a:b/things/a?apikey=secret",
  "http://%zz/",
  "http://a:99999999/",
  "http:///x",
  "//things/a",
])("a target that no address can be read from is answered by the product: %s", async (target) => {
  const { port, troubles } = await startTiny();
  const warnings: unknown[] = [];
  const warn = (warning: unknown) => warnings.push(warning);
  process.on("warning", warn);
  const text = await askRaw(port, `GET ${target}`);
  process.off("warning", warn);
  expect(statusesOf(text)).toHaveLength(1);
  expect(text).toMatch(/^HTTP\/1\.1 (404|400) /);
  expect(text).toMatch(/\r\n\r\n(there is no thing 'a'|nothing at .*|malformed)\n$/);
  expect([warnings, troubles]).toEqual([[], []]);
});

test("paths are matched as this kind of server does: any case, percent signs, a slash at the end, not two", async () => {
  const { port } = await startTiny();
  await ask(port, "/things/a%20b%2Fc", { method: "PUT", body: "kept" });
  for (const path of ["/THINGS/a%20b%2Fc", "/%74hings/a%20b%2fc/", "/things/a%20b%2Fc?things/x"]) {
    expect([path, (await ask(port, path)).text]).toEqual([path, "kept"]);
  }
  for (const path of ["/things//a", "//things/a", "/things/a/b", "/things/a%20b/c", "/thing", "/"]) {
    expect([path, (await ask(port, path)).status]).toEqual([path, 404]);
  }
  expect((await ask(port, "/things/%E0%A4%A")).text).toBe("there is no thing '%E0%A4%A'\n");
  expect((await ask(port, "/things/__proto__")).text).toBe("there is no thing '__proto__'\n");
});

test("an operation that is known but not built answers as an unknown path, and the journal says which it is", async () => {
  const { port, sandbox } = await startTiny();
  expect((await ask(port, "/things")).text).toBe("nothing at /things\n");
  expect(sandbox.journal.entries()[0]).toMatchObject({
    operation: "things.count",
    reason: "things.count is not implemented by fauxvault",
  });
});
