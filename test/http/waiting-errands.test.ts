import { expect, test } from "vitest";
import type { Outside } from "../../src/http/errands/outside.ts";
import { type Answer, ask } from "./ask.ts";
import { makeGate } from "./errand-mock.ts";
import { letOthersRun } from "./relay.ts";
import { startWithErrands } from "./start-errands.ts";

const post = { method: "POST" };
const HOUR = 3_600_000;

test("a skew holds for both steps of an errand, and for what it waits for", async () => {
  const ends: string[] = [];
  const at = Date.UTC(2026, 2, 1);
  const tiny = await startWithErrands(async (_name, { waitUntil }) => {
    ends.push(await waitUntil(at + 2 * HOUR, HOUR));
    return "found";
  });
  tiny.sandbox.clock.freeze(at);
  tiny.sandbox.settle();
  tiny.fault({ effect: { kind: "skew", ms: 2 * HOUR } });
  expect((await ask(tiny.port, "/errands/a", post)).headers.date).toBe("Sun, 01 Mar 2026 02:00:00 GMT");
  expect(ends).toEqual(["reached"]);
});

test("a thousand clients wait for one instant, others are served meanwhile, and all are answered when it comes", async () => {
  const at = Date.UTC(2026, 2, 1);
  const tiny = await startWithErrands(async (_name, { waitUntil }) => waitUntil(at + 1000, HOUR));
  tiny.sandbox.clock.freeze(at);
  const waiting: Promise<Answer>[] = [];
  // Some at a time: a system drops connections that come faster than they are taken.
  while (waiting.length < 1000) {
    for (let more = 0; more < 100; more += 1) waiting.push(ask(tiny.port, `/errands/${waiting.length}`, post));
    while (tiny.sandbox.clock.timers.size < waiting.length) await letOthersRun();
  }
  expect((await ask(tiny.port, "/things/5")).text).toBe("under way");
  tiny.sandbox.clock.advance("PT1S");
  const answers = await Promise.all(waiting);
  expect(answers.every(({ status, text }) => status === 200 && text === "reached")).toBe(true);
  expect(tiny.sandbox.clock.timers.size).toBe(0);
});

test("a frozen clock keeps no client for longer than the errand allows", async () => {
  const tiny = await startWithErrands(async (_name, { waitUntil }) => waitUntil(Date.UTC(2026, 2, 2), 5));
  tiny.sandbox.clock.freeze(Date.UTC(2026, 2, 1));
  expect((await ask(tiny.port, "/errands/a", post)).text).toBe("too-long");
});

test("a task goes on in the background when its errand has answered, until its sandbox is interrupted", async () => {
  const gate = makeGate();
  const ended: string[] = [];
  const tiny = await startWithErrands(async (name, { background }) => {
    void background(async (outside: Outside) => {
      await gate.opened;
      if (name === "broken") throw new TypeError("a fault in the background");
      const end = await outside.waitUntil(Date.now() + HOUR, HOUR);
      ended.push(`${end} ${outside.signal.aborted}`);
      outside.transact(() => undefined);
    }).then(() => ended.push("over"));
    return "started";
  });
  expect((await ask(tiny.port, "/errands/a", post)).text).toBe("started");
  expect((await ask(tiny.port, "/errands/broken", post)).text).toBe("started");
  gate.open();
  while (tiny.sandbox.clock.timers.size === 0) await letOthersRun();
  expect(tiny.troubles).toEqual([new TypeError("a fault in the background")]);
  tiny.sandbox.reset();
  await letOthersRun();
  expect(ended).toEqual(["over", expect.stringMatching(/^(aborted|reset) true$/), "over"]);
  expect(tiny.troubles).toHaveLength(1);
});

test("a sandbox has a bounded number of tasks, and one too many is refused to who starts it", async () => {
  const gate = makeGate();
  const tiny = await startWithErrands(async (_name, { background }) => {
    for (let task = 0; task < 400; task += 1) void background(async () => void (await gate.opened));
    return "started";
  });
  const statuses: number[] = [];
  for (const name of ["a", "b", "c"]) statuses.push((await ask(tiny.port, `/errands/${name}`, post)).status);
  expect(statuses).toEqual([200, 200, 500]);
  expect(tiny.troubles).toEqual([expect.objectContaining({ message: expect.stringContaining("1000 tasks") })]);
  gate.open();
  await letOthersRun();
  expect((await ask(tiny.port, "/errands/d", post)).status).toBe(200);
});
