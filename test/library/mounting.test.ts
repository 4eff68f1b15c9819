import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import request from "supertest";
import { expect, onTestFinished, test } from "vitest";
import { createHandler, type HandlerOptions } from "../../src/index.ts";

async function mount(options: HandlerOptions = {}) {
  const vault = await createHandler(options);
  onTestFinished(() => vault.stop());
  return vault;
}

test("supertest reads from a vault without a port", async () => {
  const vault = await mount({ product: "passwordstate", fixture: "demo" });
  const { path = "" } = vault.example() ?? {};
  await request(vault.handler).get(path).set("APIKey", vault.credential()).expect(200);
  const refused = await request(vault.handler).get(path).expect(401);
  expect(refused.headers["x-fauxvault-reason"]).toContain("carries no key");
  expect(await vault.journal({ refused: true })).toHaveLength(1);
});

test("a vault is mounted below a path of somebody's own Express application, bodies included", async () => {
  const vault = await mount();
  const app = express()
    .get("/", (_request, response) => void response.send("mine"))
    .use("/vault", vault.handler)
    .use(express.json());
  const { path = "", headers = {} } = vault.example() ?? {};
  expect((await request(app).get("/")).text).toBe("mine");
  await request(app).get(`/vault${path}`).set(headers).expect(200);
  const [{ PasswordListID }] = (await request(app).get(`/vault${path}`).set(headers)).body;
  const record = { PasswordListID, Title: "from an application", UserName: "app", Password: "made-by-a-test" };
  const made = await request(app).post("/vault/api/passwords").set(headers).send(record).expect(201);
  expect(made.body[0] ?? made.body).toMatchObject({ Title: "from an application" });
});

test("a vault is served by a plain server of Node, with faults", async () => {
  const vault = await mount({ explain: false });
  const server = createServer(vault.handler).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once("listening", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${vault.example()?.path}`;
  const refused = await fetch(url);
  expect([refused.status, refused.headers.get("x-fauxvault-reason")]).toEqual([401, null]);
  await vault.faults.add({ effect: { kind: "empty" }, times: 1 });
  await expect(fetch(url, { headers: { APIKey: vault.credential() } })).rejects.toThrow("fetch failed");
});

test("an unknown product is refused, and nothing stays open", async () => {
  await expect(createHandler({ product: "keepass" })).rejects.toThrow("There is no product 'keepass'");
});
