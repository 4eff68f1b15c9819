import { expect, test } from "vitest";
import { afterRunning, pause, untilHolds } from "../../contracts/running-time.ts";

const LIMIT = 300;

/** Lets this process stand still for longer than the limit. */
function standStill(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3 * LIMIT);
}

test("a process that stood still has the rest of its time afterwards", async () => {
  const seen: string[] = [];
  const over = new Promise<void>((resolve) => {
    afterRunning(LIMIT, () => resolve(void seen.push("over")));
  });
  standStill();
  await pause(20);
  seen.push("answer");
  await over;
  expect(seen).toEqual(["answer", "over"]);
});

test("a condition that comes to hold soon after the process stood still is seen to hold", async () => {
  let answered = false;
  const holds = untilHolds(LIMIT, () => answered);
  standStill();
  await pause(20);
  answered = true;
  expect(await holds).toBe(true);
});

test("time that runs is over in the end, and what was called off does not happen", async () => {
  let late = false;
  const callOff = afterRunning(20, () => {
    late = true;
  });
  callOff();
  expect(await untilHolds(100, () => late)).toBe(false);
});
