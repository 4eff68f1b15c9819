import { request } from "node:http";
import { expect, test } from "vitest";
import { maskTarget } from "../../src/http/mask.ts";
import { LIST_KEY, SYSTEM_KEY, start } from "./start.ts";

const WRONG_KEY = "deadbeefdeadbeefdeadbeefdeadbeef";
const encoded = [...SYSTEM_KEY].map((digit) => `%${digit.charCodeAt(0).toString(16)}`).join("");

/** What is sent as it stands on the request line, and how the journal may show it. */
const targets: readonly [target: string, shown: string][] = [
  ["/api/passwords/1", "/api/passwords/1"],
  ["/api/passwords/1?QueryAll", "/api/passwords/1?QueryAll"],
  [`/api/passwords/1?apikey=${SYSTEM_KEY}`, "/api/passwords/1?apikey=***"],
  [`/api/passwords/1?APIKey=${WRONG_KEY}&format=json`, "/api/passwords/1?APIKey=***&format=json"],
  [`/api/passwords/1?%61pikey=${WRONG_KEY}`, "/api/passwords/1?%61pikey=***"],
  [`/api/passwords?password=${WRONG_KEY}`, "/api/passwords?password=***"],
  [`/api/passwords/1?${WRONG_KEY}`, "/api/passwords/1?***"],
  [`/api/passwords/1?format=${SYSTEM_KEY}`, "/api/passwords/1?format=***"],
  [`/api/passwords/1?format=${SYSTEM_KEY.toUpperCase()}`, "/api/passwords/1?format=***"],
  [`/api/passwords/1?format=json?apikey=${WRONG_KEY}`, "/api/passwords/1?format=***"],
  [`/api/passwords/1?format=json%26apikey%3D${WRONG_KEY}`, "/api/passwords/1?format=***"],
  [`/api/passwords/1?${SYSTEM_KEY}=1`, "/api/passwords/1?***=***"],
  [`/api/passwords/${LIST_KEY}`, "/api/passwords/***"],
  [`/api/passwords/x${SYSTEM_KEY}y`, "/api/passwords/x***y"],
  [`/api/passwords/${encoded}`, "/api/passwords/***"],
  [`/api/passwords/${encodeURIComponent(encoded)}`, "/api/passwords/***"],
  [`/api/passwords/1&apikey=${WRONG_KEY}`, "/api/passwords/1&apikey=***"],
  [`/api/passwords/1%3Fapikey=${WRONG_KEY}`, "/api/passwords/***"],
  [`/api/passwords/1#${WRONG_KEY}`, "/api/passwords/1#***"],
];

function send(url: string, path: string, headers: Record<string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    request({ hostname, port, path, headers }, (answer) => answer.resume().once("end", resolve))
      .once("error", reject)
      .end();
  });
}

test.each(targets)("the journal shows %s as %s", async (target, shown) => {
  const { client } = await start();
  const [door] = (await client.status()).doors;
  await send(door?.http ?? "", target, {});
  const [entry] = await client.sandbox().journal();
  expect(entry?.target).toBe(shown);
});

test.each([
  [`http://user:${WRONG_KEY}@localhost/api/passwords/1`, "http://***@localhost/api/passwords/1"],
  [`http://user:a?${WRONG_KEY}@localhost/api/passwords/1`, "http://***@localhost/api/passwords/1"],
  [`//user:${WRONG_KEY}@localhost/?a=b`, "//***@localhost/?a=***"],
])("user and password of %s are masked", (target, shown) => {
  expect(maskTarget(target, new Set(), undefined)).toBe(shown);
});

test("no answer of the journal carries a credential, wherever a client put it", async () => {
  const { client } = await start();
  const [door] = (await client.status()).doors;
  const headers = { APIKey: SYSTEM_KEY, "User-Agent": `tool/${SYSTEM_KEY} ${LIST_KEY}`, Reason: `because ${LIST_KEY}` };
  const absolute = `http://user:${WRONG_KEY}@localhost/api/passwords/1?apikey=${SYSTEM_KEY}`;
  for (const target of [...targets.map(([one]) => one), absolute]) await send(door?.http ?? "", target, headers);
  const told = JSON.stringify(await client.sandbox().journal());
  expect(told).toContain("tool/***");
  for (const secret of [SYSTEM_KEY, LIST_KEY, WRONG_KEY]) expect(told.toLowerCase()).not.toContain(secret);
});

test("the live stream is masked too", async () => {
  const { client, ask } = await start();
  await ask(`/api/passwords/${LIST_KEY}?apikey=${SYSTEM_KEY}`);
  for await (const entry of client.sandbox().followJournal({ after: 0 })) {
    expect(entry.target).toBe("/api/passwords/***?apikey=***");
    break;
  }
});
