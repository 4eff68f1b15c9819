import { ConnectorError, type NewSecret, type Settings } from "../../../contracts/port.ts";
import type { Answer } from "../caller.ts";
import { type Flaw, neutralFlaw } from "../mutant.ts";

/** Gives each request a time limit of its own, so that a second try has time. */
function ownLimit({ timeLimit }: Settings) {
  return { signal: AbortSignal.timeout(timeLimit) };
}

/** Flaws of connectors that do not leave it at one try. */
export const repeatingFlaws: readonly Flaw[] = [
  neutralFlaw(
    "tests again what was refused",
    ["network.refusals-not-retried"],
    (Sound) =>
      class extends Sound {
        override async testConnection() {
          const report = await super.testConnection();
          return report.kind === "unauthenticated" ? super.testConnection() : report;
        }
      },
  ),
  neutralFlaw(
    "asks a vault in trouble again and again",
    ["network.unavailable"],
    (Sound) =>
      class extends Sound {
        override async exchange(method: string, path: string, body: string) {
          let answer: Answer | undefined;
          for (let left = 20; left > 0 && (answer?.status ?? 500) >= 500; left -= 1) {
            answer = await super.exchange(method, path, body);
          }
          return answer as Answer;
        }
      },
  ),
  neutralFlaw(
    "creates again, under another name, what took too long",
    ["writing.interrupted"],
    (Sound) =>
      class extends Sound {
        override options() {
          return ownLimit(this.settings);
        }
        override async exchange(method: string, path: string, body: string) {
          return super.exchange(method, path, body).catch((error: unknown) => {
            if (!(error instanceof ConnectorError) || error.kind !== "timeout") throw error;
            return super.exchange(method, path, body.replace(/contract( |%20)/, "contract again "));
          });
        }
      },
  ),
  neutralFlaw(
    "creates again, under another name, what a gateway gave up",
    ["writing.interrupted"],
    (Sound) =>
      class extends Sound {
        override async createSecret(secret: NewSecret) {
          return super.createSecret(secret).catch((error: unknown) => {
            if (!(error instanceof ConnectorError) || error.kind !== "unavailable") throw error;
            return super.createSecret({ ...secret, name: `${secret.name} (again)` });
          });
        }
      },
  ),
  neutralFlaw(
    "writes again what was refused",
    ["writing.denied"],
    (Sound) =>
      class extends Sound {
        override async exchange(method: string, path: string, body: string) {
          const answer = await super.exchange(method, path, body);
          const isRefused = answer.status === 403 || answer.text.includes('"status":"Failed"');
          return isRefused && method !== "GET" ? super.exchange(method, path, body) : answer;
        }
      },
  ),
];
