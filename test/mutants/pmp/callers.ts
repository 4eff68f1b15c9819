import { ConnectorError, type ErrorKind } from "../../../contracts/port.ts";
import type { Answer } from "../caller.ts";
import { type Mutant, mutant } from "../mutant.ts";
import { BarePmp } from "./bare-connector.ts";

const UNKNOWN_KEY = "API key received is not associated to any user. Authentication failed.";

/** Flaws in how a connector takes it that it is not let in, and in where it puts its key. */
export const callerMutants: readonly Mutant[] = [
  mutant(
    "blames its key for the host that it calls from",
    ["pmp.bound-host", "connection.outside-address"],
    class extends BarePmp {
      override judgeFailure(...input: Parameters<BarePmp["judgeFailure"]>) {
        const [name, , what] = input;
        if (name === "Authentication") return new ConnectorError("unauthenticated", `'${what}' was refused`);
        return super.judgeFailure(...input);
      }
    },
  ),
  mutant(
    "takes an empty reply for an answer without content",
    ["pmp.host-without-address"],
    class extends BarePmp {
      override translate(error: NodeJS.ErrnoException, late: boolean) {
        const isEmpty = !late && error.code === "ECONNRESET";
        return isEmpty ? new ConnectorError("protocol", "The answer is empty.") : super.translate(error, late);
      }
    },
  ),
  mutant(
    "knows one text of refused callers alone",
    ["pmp.expired-user"],
    class extends BarePmp {
      override judgeFailure(name: string, message: string, what: string, answer: Answer) {
        if (name !== "Authentication" || message === UNKNOWN_KEY) {
          return super.judgeFailure(name, message, what, answer);
        }
        return new ConnectorError("forbidden", `'${what}' was refused`);
      }
    },
  ),
  mutant(
    "takes unknown texts of refused callers for a broken protocol",
    ["pmp.locked-user", "pmp.rest-off", "pmp.expired-user"],
    class extends BarePmp {
      override judgeFailure(name: string, message: string, what: string, answer: Answer) {
        const error = super.judgeFailure(name, message, what, answer);
        const isKnown: boolean = message === UNKNOWN_KEY || (error.kind satisfies ErrorKind) === "forbidden";
        return isKnown || name !== "Authentication" ? error : new ConnectorError("protocol", error.message);
      }
    },
  ),
  mutant(
    "tests with the audit, which few may read",
    ["connection.least-permission"],
    class extends BarePmp {
      override probe() {
        return super.call("GET", "audit?AUDITTYPE=Resource&LIMIT=1");
      }
    },
  ),
  mutant(
    "takes any answer with 200 for a passed test",
    ["connection.html-page", "pmp.failed-in-200"],
    class extends BarePmp {
      override async probe() {
        const answer = await super.exchange("GET", "resources", "");
        if (answer.status !== 200) throw super.judge(answer, "test");
      }
    },
  ),
  mutant(
    "sends the key in the query, as old clients do",
    ["safety.credential-not-in-url"],
    class extends BarePmp {
      override headers() {
        const { AUTHTOKEN: _moved, ...headers } = super.headers();
        return headers;
      }
      override url(path: string) {
        return `${super.url(path)}${path.includes("?") ? "&" : "?"}AUTHTOKEN=${this.settings.credential}`;
      }
    },
  ),
];
