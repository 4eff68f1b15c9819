import { expect, test } from "vitest";
import { ask, keepAlive } from "./ask.ts";
import { startTiny } from "./start-tiny.ts";

const put = (body: string) => ({ method: "PUT", body });

test("a sandbox is reached by its prefix at every port, by HTTP and HTTPS, and the default one without", async () => {
  const { port, ca, sandboxes, kept, sandbox } = await startTiny();
  const other = sandboxes.fork("default", "s1");
  await ask(port, "/things/a", put("default"));
  await ask(port, "/~s1/things/a", put("other"));
  await ask(port, "/~s1/things/b", { ...put("secure"), ca: await ca() });
  expect((await ask(port, "/~s1/things/a?x=%7Es2")).text).toBe("other");
  expect((await ask(port, "/~default/things/a")).text).toBe("default");
  expect([kept(), kept(other)]).toEqual([{ a: "default" }, { a: "other", b: "secure" }]);
  expect(sandbox.journal.entries().map(({ target }) => target)).toEqual(["/things/a", "/~default/things/a"]);
  expect(other.journal.entries()).toHaveLength(3);
});

test("a prefix alone means the root, and what only looks like one is a path", async () => {
  const { port, sandboxes } = await startTiny();
  sandboxes.fork("default", "s1");
  for (const path of ["/~s1", "/~s1/", "/~s1?x"]) expect((await ask(port, path)).text).toBe("nothing at /\n");
  for (const path of ["/~", "/~/things/a", "/~s1.x/things/a", "/x/~s1/things/a", `/~${"s".repeat(65)}/things/a`]) {
    expect((await ask(port, path)).text).toBe(`nothing at ${path}\n`);
  }
});

test("an unknown sandbox is said to be one, whatever comes with the request", async () => {
  const { port, sandboxes, kept } = await startTiny();
  for (const path of ["/~gone/things/a", "/~constructor/things/a", "/~__proto__/things/a"]) {
    for (const body of ["", "x".repeat(1000), "x".repeat(2_000_000)]) {
      const { status, text } = await ask(port, path, put(body));
      expect([status, text.split("\n")[0]]).toEqual([404, expect.stringMatching(/^There is no sandbox '.+' here\./)]);
    }
  }
  sandboxes.fork("default", "gone");
  expect((await ask(port, "/~gone/things/a", put("now"))).status).toBe(200);
  sandboxes.delete("gone");
  expect((await ask(port, "/~gone/things/a")).status).toBe(404);
  expect(kept()).toEqual({});
});

test("a port of its own serves a sandbox at its root, and others by their prefix", async () => {
  const { port, open, sandboxes, kept } = await startTiny();
  const other = sandboxes.fork("default", "s1");
  const own = await open({ sandboxId: "s1" });
  await ask(own.port, "/things/a", put("other"));
  await ask(own.port, "/~default/things/b", put("default"));
  expect([kept(), kept(other)]).toEqual([{ b: "default" }, { a: "other" }]);
  expect((await ask(port, "/things/a")).status).toBe(404);
});

test("200 sandboxes that are written to at once, each by its own clients, leak nothing into each other", async () => {
  const { port, sandboxes, kept } = await startTiny();
  const { http } = keepAlive();
  http.maxSockets = 50;
  const forks = Array.from({ length: 200 }, () => sandboxes.fork("default"));
  const asks = forks.flatMap(({ id }) =>
    [1, 2, 3].map((at) => ask(port, `/~${id}/things/t${at}`, { ...put(`${id} ${at}`), agent: http })),
  );
  for (const { status } of await Promise.all(asks)) expect(status).toBe(200);
  for (const fork of forks) {
    expect(kept(fork)).toEqual({ t1: `${fork.id} 1`, t2: `${fork.id} 2`, t3: `${fork.id} 3` });
    expect(fork.journal.entries().map(({ seq }) => seq)).toEqual([1, 2, 3]);
  }
  expect(kept()).toEqual({});
});
