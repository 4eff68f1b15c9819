import { ConnectorError, type Run, type RunRequest, type SecretRef } from "../../../contracts/port.ts";
import { type Mutant, mutant } from "../mutant.ts";
import { BareBlink, type ExecutionJson } from "./bare-connector.ts";

/** Starts a run again when something goes wrong. */
function startAgain(wanted: (error: ConnectorError) => boolean) {
  return class extends BareBlink {
    override async execute(ref: SecretRef, body: object, query?: string) {
      return super.execute(ref, body, query).catch((error: unknown) => {
        if (error instanceof ConnectorError && wanted(error)) return super.execute(ref, body, query);
        throw error;
      });
    }
  };
}

/** Flaws in how runs are started, followed and waited for. */
export const runMutants: readonly Mutant[] = [
  mutant(
    "forgets to ask that its run is waited for",
    ["blink.run-sync"],
    class extends BareBlink {
      override execute(ref: SecretRef, body: object) {
        return super.execute(ref, body);
      }
    },
  ),
  mutant(
    "polls although it was told to wait",
    ["blink.run-sync"],
    class extends BareBlink {
      override runWaiting(request: RunRequest) {
        return super.runPolling(request);
      }
    },
  ),
  mutant(
    "takes what a failed run is answered with for outputs",
    ["blink.sync-failure"],
    class extends BareBlink {
      override async runWaiting(request: RunRequest): Promise<Run> {
        return super.runWaiting(request).catch((): Run => ({ state: "completed", outputs: {} }));
      }
    },
  ),
  mutant(
    "starts a run again that takes too long",
    ["blink.sync-timeout"],
    startAgain(({ kind }) => kind === "timeout" || kind === "unavailable"),
  ),
  mutant(
    "starts a run again when the answer was lost",
    ["blink.run-once"],
    startAgain(({ kind }) => kind === "unreachable"),
  ),
  mutant(
    "takes a run that has begun for one that has ended",
    ["blink.run-poll"],
    class extends BareBlink {
      override hasEnded({ state }: ExecutionJson) {
        return state !== "Pending";
      }
    },
  ),
  mutant(
    "takes every end for a success",
    ["blink.run-ends", "blink.callback-ends"],
    class extends BareBlink {
      override async toRun(execution: ExecutionJson, fetch: () => Promise<unknown>) {
        const run = await super.toRun(execution, fetch);
        return { ...run, state: "completed" as const };
      }
    },
  ),
  mutant(
    "knows two ends alone",
    ["blink.run-ends"],
    class extends BareBlink {
      override hasEnded({ state }: ExecutionJson) {
        return state === "Completed" || state === "Failed";
      }
    },
  ),
  mutant(
    "polls without a pause",
    ["blink.poll-pace"],
    class extends BareBlink {
      override pause() {
        return 0;
      }
    },
  ),
  mutant(
    "polls for ever",
    ["blink.poll-ends"],
    class extends BareBlink {
      override async runPolling(request: RunRequest): Promise<Run> {
        return super.runPolling(request).catch((error: unknown) => {
          if (error instanceof ConnectorError && error.kind === "timeout") return new Promise<Run>(() => undefined);
          throw error;
        });
      }
    },
  ),
  mutant(
    "polls although it is to be called",
    ["blink.callback"],
    class extends BareBlink {
      override runCallingBack(request: RunRequest) {
        return super.runPolling(request);
      }
    },
  ),
  mutant(
    "answers the call that it asked for with a failure",
    ["blink.callback"],
    class extends BareBlink {
      override answerToCallback() {
        return 500;
      }
    },
  ),
  mutant(
    "takes a call for a success, whatever it tells",
    ["blink.callback-ends"],
    class extends BareBlink {
      override async runCallingBack(request: RunRequest): Promise<Run> {
        return { ...(await super.runCallingBack(request)), state: "completed" };
      }
    },
  ),
  mutant(
    "waits for a call for ever",
    ["blink.callback-missing"],
    class extends BareBlink {
      override orLate(called: Promise<unknown>) {
        return called;
      }
    },
  ),
];
