import { expect, test } from "vitest";
import { ask } from "./ask.ts";
import { startTiny } from "./start-tiny.ts";

const put = (headers = {}) => ({ method: "PUT", body: "x", headers });

test("a caller of an ordinary port is its address, whatever it says of itself", async () => {
  const { port } = await startTiny();
  const headers = { "X-Forwarded-For": "10.0.0.9", Forwarded: "for=10.0.0.9", "X-Real-IP": "10.0.0.9" };
  const { text } = await ask(port, "/things/a", put(headers));
  expect(JSON.parse(text)).toMatchObject({ address: "127.0.0.1" });
  expect(JSON.parse(text)).not.toHaveProperty("host");
});

test("a port that stands for a host gives its callers the host's name and first address, as the sandbox has them now", async () => {
  const { open, sandbox, sandboxes, ca } = await startTiny();
  sandbox.setHost("build-01", ["10.20.0.11", "10.20.0.12"]);
  const { port } = await open({ as: "build-01" });
  const who = async (path = "/things/a", pem?: string) => {
    const { address, host } = JSON.parse((await ask(port, path, { ...put(), ca: pem })).text);
    return [host, address];
  };
  expect(await who()).toEqual(["build-01", "10.20.0.11"]);
  expect(await who("/things/a", await ca())).toEqual(["build-01", "10.20.0.11"]);
  sandboxes.fork("default", "s1").setHost("build-01", ["::5"]);
  expect(await who("/~s1/things/a")).toEqual(["build-01", "::5"]);
  sandbox.setHost("build-01", []);
  expect(await who()).toEqual(["build-01", "127.0.0.1"]);
  const entry = sandbox.journal.entries()[0];
  expect(entry?.caller).toMatchObject({ host: "build-01", address: "10.20.0.11" });
});

test("a host in the name of a prototype is unknown like any other", async () => {
  const { open } = await startTiny();
  const { port } = await open({ as: "constructor" });
  const { text } = await ask(port, "/things/a", put());
  expect(JSON.parse(text)).toMatchObject({ host: "constructor", address: "127.0.0.1" });
});
