import { expect, test } from "vitest";
import { type AnsweringServer, startServer } from "./answering-server.ts";
import { startRun } from "./follow-run.ts";
import { blinkWithWorkflows, flows } from "./small-workflows.ts";
import { type RunningBlink, startBlink } from "./start-blink.ts";

const start = () => startBlink(blinkWithWorkflows);

/** The last entry of a run's history, once its callback has come back. */
async function calledBack(blink: RunningBlink, id: string): Promise<unknown> {
  for (;;) {
    const { results } = (await blink.request("GET", `/executions/${id}/action_history`)).ok<{
      results: { cmd: string }[];
    }>();
    const called = results.find(({ cmd }) => cmd === "callback");
    if (called) return called;
  }
}

/** Runs a workflow to its end with a callback to a server, and gives what that heard. */
async function hear(blink: RunningBlink, server: AnsweringServer, callback: object, workflow: string = flows.greet) {
  server.answerFromNowOn();
  const before = server.heard.length;
  const id = await startRun(blink, workflow, {
    input_values: { who: "Mira" },
    callback: { url: server.url, ...callback },
  });
  expect(server.heard).toHaveLength(before);
  blink.sandbox.clock.advance("PT1M");
  await server.asked(before + 1);
  return { id, heard: server.heard[before], history: await calledBack(blink, id) };
}

test("who asked to be called back is, when the run has ended by the clock", async () => {
  const [blink, server] = [await start(), await startServer()];
  const { id, heard, history } = await hear(blink, server, {});
  expect(heard).toMatchObject({ method: "POST", path: "/hook", headers: { "content-type": "application/json" } });
  expect(JSON.parse(heard?.body ?? "")).toEqual({
    ...{ execution_id: id, playbook_id: flows.greet, playbook_name: "Greet", state: "Completed", error: "" },
    outputs: { words: "Hello Mira!", times: 1, status: "OK" },
  });
  expect(history).toMatchObject({ state: "Completed", message: "answered 200" });
});

test("a callback carries the method, headers, cookies and body that were asked for", async () => {
  const [blink, server] = [await start(), await startServer(500)];
  const callback = { method: "put", headers: { "X-Trace": "7" }, cookies: { a: "1", b: "2" }, body: { mine: true } };
  const { id, heard, history } = await hear(blink, server, callback);
  expect(heard).toMatchObject({ method: "PUT", headers: { "x-trace": "7", cookie: "a=1; b=2" } });
  expect(JSON.parse(heard?.body ?? "")).toMatchObject({ mine: true, execution_id: id });
  expect(history).toMatchObject({ state: "Completed", message: "answered 500" });
  const bare = await hear(blink, server, { body: { mine: true }, excludeDefaultMetadata: true });
  expect(bare.heard?.body).toBe('{"mine":true}');
  expect((await hear(blink, server, { body: "as it is" })).heard?.body).toBe("as it is");
  expect((await hear(blink, server, { method: "GET" })).heard).toMatchObject({ method: "GET", body: "" });
});

test("a run that failed is told of too, and one that is cancelled", async () => {
  const [blink, server] = [await start(), await startServer()];
  const { heard } = await hear(blink, server, {}, flows.fail);
  expect(JSON.parse(heard?.body ?? "")).toMatchObject({ state: "Failed", error: "no  left", outputs: {} });
  const id = await startRun(blink, flows.nap, { callback: { url: server.url } });
  (await blink.request("POST", `/executions/${id}/cancel`)).ok();
  await server.asked(2);
  expect(JSON.parse(server.heard[1]?.body ?? "")).toMatchObject({ execution_id: id, state: "Cancelled" });
});

test.each([
  ["http://192.0.2.7/hook", "not-allowed"],
  ["http://elsewhere.example.test/hook", "unknown-host"],
  ["http://127.0.0.1:1/hook", "refused"],
  ["ftp://127.0.0.1/hook", "invalid"],
  ["no address", "invalid"],
])("a callback to %s does not arrive, and the history says why", async (url, kind) => {
  const blink = await start();
  const id = await startRun(blink, flows.greet, { input_values: { who: "Mira" }, callback: { url } });
  blink.sandbox.clock.advance("PT1M");
  expect(await calledBack(blink, id)).toMatchObject({ state: "Failed", message: expect.stringContaining(`${kind}: `) });
  expect((await blink.request("GET", `/executions/${id}`)).ok()).toMatchObject({ state: "Completed" });
});

test("headers that cannot be sent are told and not sent", async () => {
  const [blink, server] = [await start(), await startServer()];
  const callback = { url: server.url, headers: { "X-Bad": "a\r\nHost: other" } };
  const id = await startRun(blink, flows.greet, { input_values: { who: "Mira" }, callback });
  blink.sandbox.clock.advance("PT1M");
  expect(await calledBack(blink, id)).toMatchObject({ message: expect.stringContaining("invalid: a header") });
  expect(server.heard).toEqual([]);
});
