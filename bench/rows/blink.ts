import { listExecutions, runAndPoll, runSync } from "../blink/served.ts";
import type { Row } from "../context.ts";
import { measureServed, profileServed, type Served } from "../served.ts";

/** What clients of Blink do most: a run, and a look at what has become of it. */
export const blinkRun = toRow("blink-run", "Blink: POST …/playbooks/{id}/execute, then a poll of it", runAndPoll);

/** The same in one request. */
export const blinkRunSync = toRow("blink-run-sync", "Blink: POST …/playbooks/{id}/execute?run_sync=true", runSync);

/** A page of a long list. */
export const blinkExecutions = toRow(
  "blink-executions",
  "Blink: GET …/executions with a filter and a sort, 50 of 10,000",
  listExecutions,
);

function toRow(id: string, title: string, served: Served): Row {
  return {
    id,
    title,
    profiles: "cpu",
    run: (context) => measureServed(context, served),
    profile: (context, flags) => profileServed(context, flags, served),
  };
}
