import { ConnectorError } from "../../../contracts/port.ts";
import type { Answer } from "../caller.ts";
import { type Flaw, neutralFlaw } from "../mutant.ts";

const KNOWN_STATUSES = [200, 201, 204, 400, 401, 403, 404, 429];

/** Takes some answers for a missing secret. */
function misses(isMissed: (answer: Answer) => boolean): Flaw["give"] {
  return (Sound) =>
    class extends Sound {
      override read(answer: Answer, what: string) {
        if (isMissed(answer)) throw new ConnectorError("not-found", `There is no '${what}'.`);
        return super.read(answer, what);
      }
    };
}

/** Flaws in how answers are taken that no vault gives. */
export const answerFlaws: readonly Flaw[] = [
  neutralFlaw(
    "takes an answer without content for a missing secret",
    ["network.blank-reply"],
    misses(({ status, text }) => status === 200 && text === ""),
  ),
  neutralFlaw(
    "takes what somebody else answers for a missing secret",
    ["network.foreign-json"],
    misses(({ text }) => /^(null|"ok"|\{"service")/.test(text)),
  ),
  neutralFlaw(
    "takes a status that it does not know for a missing secret",
    ["network.strange-status"],
    misses(({ status }) => status < 500 && !KNOWN_STATUSES.includes(status)),
  ),
  neutralFlaw(
    "takes what does not call itself JSON for a missing secret",
    ["network.content-type"],
    misses(({ status, type = "" }) => status === 200 && !type.includes("json")),
  ),
];
