import { createServer } from "node:net";
import { expect, test } from "vitest";
import { REST, startVault } from "./start-vault.ts";

const tokens = {
  one: "11111111-0000-0000-0000-000000000001",
  two: "22222222-0000-0000-0000-000000000002",
} as const;
const refused = "User is not allowed to access from this host";

const vaultBoundTo = (one: string, two: string, hosts: Record<string, string[]>) =>
  startVault(
    {
      apiUsers: [
        { name: "one", host: one, role: "Administrator", key: tokens.one },
        { name: "two", host: two, role: "Administrator", key: tokens.two },
      ],
    },
    { hosts },
  );

test("of two callers behind listeners that stand for hosts, each is let in from its own and refused from the other's", async () => {
  const hosts = { "build-01.test": ["10.20.0.11"], "build-02.test": ["10.20.0.12", "fd00::12"] };
  const vault = await vaultBoundTo("build-01.test", "build-02.test", hosts);
  const ask = async (key: string, as: string) =>
    (await vault.request("GET", `${REST}/resources`, { key, as })).envelope().result.message;
  expect([await ask(tokens.one, "build-01.test"), await ask(tokens.two, "build-02.test")]).toEqual([
    "Resources fetched successfully",
    "Resources fetched successfully",
  ]);
  expect(await ask(tokens.one, "build-02.test")).toBe(refused);
  expect(vault.reason()).toBe(
    "one is bound to 'build-01.test' (10.20.0.11), the call came from 10.20.0.12 (build-02.test)",
  );
  expect(await ask(tokens.two, "build-01.test")).toBe(refused);
  expect(vault.reason()).toBe(
    "two is bound to 'build-02.test' (10.20.0.12, fd00::12), the call came from 10.20.0.11 (build-01.test)",
  );
});

test("of two callers at two addresses of this machine, each is let in from its own and refused from the other's", async ({
  skip,
}) => {
  if (!(await canBind("127.0.0.2"))) {
    const why = "127.0.0.2 is no address of this machine, as on macOS";
    console.info(why);
    skip(why);
  }
  const vault = await vaultBoundTo("one.test", "127.0.0.2", { "one.test": ["127.0.0.1"], "two.test": ["127.0.0.2"] });
  const ask = async (key: string, from: string) =>
    (await vault.request("GET", `${REST}/resources`, { key, from, as: "" })).envelope().result.message;
  expect([await ask(tokens.one, "127.0.0.1"), await ask(tokens.two, "127.0.0.2")]).toEqual([
    "Resources fetched successfully",
    "Resources fetched successfully",
  ]);
  expect(await ask(tokens.one, "127.0.0.2")).toBe(refused);
  expect(vault.reason()).toBe("one is bound to 'one.test' (127.0.0.1), the call came from 127.0.0.2 (two.test)");
  expect(await ask(tokens.two, "127.0.0.1")).toBe(refused);
  expect(vault.reason()).toBe("two is bound to '127.0.0.2' (127.0.0.2), the call came from 127.0.0.1 (one.test)");
});

function canBind(host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.on("error", () => resolve(false));
    server.listen(0, host, () => server.close(() => resolve(true)));
  });
}
