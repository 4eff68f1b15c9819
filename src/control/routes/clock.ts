import { setImmediate as nextTurn } from "node:timers/promises";
import { z } from "zod";
import type { Clock } from "../../engine/clock.ts";
import { addDuration } from "../../engine/duration.ts";
import { readInstant } from "../../engine/instant.ts";
import { ControlError } from "../control-error.ts";
import { describeClock } from "../describe-sandbox.ts";
import { endpoint } from "../endpoint.ts";
import type { ClockChange } from "../protocol.ts";
import { clockInfo } from "../schemas.ts";

const clockChange = z
  .strictObject({
    at: z.string().max(100).exactOptional().describe("2026-03-01T09:00:00Z, 'in 2 days', '3 hours ago', now."),
    advance: z.string().max(100).exactOptional().describe("An ISO 8601 duration: P30D, -PT5M."),
    freeze: z.boolean().exactOptional().describe("true stops it, false lets it run from where it stands."),
    real: z.literal(true).exactOptional().describe("Follows the machine's time again."),
  })
  .refine(
    ({ at, freeze, advance, real }) =>
      [at ?? freeze, advance, real].filter((member) => member !== undefined).length === 1,
    { error: "expected exactly one of at, advance, freeze and real; freeze may stand beside at" },
  )
  .meta({ id: "ClockChange" }) satisfies z.ZodType<ClockChange>;

/** A sandbox's clock. */
export const clockEndpoints = [
  endpoint({
    id: "clock.get",
    method: "GET",
    path: "/v1/sandboxes/:id/clock",
    summary: "Where a sandbox's clock stands",
    answer: { status: 200, description: "Its time, and how it runs.", schema: clockInfo },
    run: ({ instance, params }) => describeClock(instance.sandbox(params.id)),
  }),
  endpoint({
    id: "clock.set",
    method: "PATCH",
    path: "/v1/sandboxes/:id/clock",
    summary: "Move, stop or release a sandbox's clock; what waited for it has acted when this is answered",
    body: clockChange,
    answer: { status: 200, description: "Where it stands now.", schema: clockInfo },
    run: async ({ instance, params, body }) => {
      const sandbox = instance.sandbox(params.id);
      changeClock(sandbox.clock, body);
      await letAct(sandbox.clock);
      return describeClock(sandbox);
    },
  }),
];

/** What the products, and ISO 8601 as everybody reads it, write with four digits of a year. */
const FIRST = Date.parse("0001-01-01T00:00:00Z");
const LAST = Date.parse("9999-12-31T23:59:59.999Z");

function changeClock(clock: Clock, { at, advance, freeze, real }: ClockChange): void {
  if (real) clock.follow();
  if (advance !== undefined) {
    checkInstant(addDuration(clock.now(), advance));
    clock.advance(advance);
  }
  const instant = at === undefined ? undefined : checkInstant(readInstant(at, clock.now()));
  if (instant !== undefined) clock.set(instant);
  // At that very instant: a running clock may have moved on since it was set.
  if (freeze === true) clock.freeze(instant);
  if (freeze === false) clock.run();
}

/** How many turns of the event loop a change of the clock is given: what sets itself anew for ever must not keep its answer. */
const MOST_TURNS = 1000;

/** Lets what waited for the clock come to its end, and what it sets in motion, so that whoever moved it sees the effects. */
async function letAct({ timers }: Clock): Promise<void> {
  let turns = 0;
  do {
    await nextTurn();
    turns += 1;
  } while (timers.due && turns < MOST_TURNS);
}

function checkInstant(at: number): number {
  if (at >= FIRST && at <= LAST) return at;
  throw new ControlError("The clock cannot stand there: give an instant between 0001-01-01 and 9999-12-31.", {
    status: 400,
  });
}
