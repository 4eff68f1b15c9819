import { ConnectorError, type SecretRef } from "../../../contracts/port.ts";
import { type Mutant, mutant } from "../mutant.ts";
import { type Answer, BareConnector } from "./bare-connector.ts";

const LEAKS = ["safety.leaks-nothing"];

/** Flaws that let secrets out, or say too little. */
export const safetyMutants: readonly Mutant[] = [
  mutant(
    "logs its headers",
    LEAKS,
    class extends BareConnector {
      override exchange(...input: Parameters<BareConnector["exchange"]>) {
        console.error("request", ...input, this.headers());
        return super.exchange(...input);
      }
    },
  ),
  mutant(
    "logs what it has read, in base64",
    LEAKS,
    class extends BareConnector {
      override async getSecret(ref: SecretRef) {
        const secret = await super.getSecret(ref);
        process.stdout.write(`read ${Buffer.from(`${secret.id}:${secret.value}`).toString("base64")}\n`);
        return secret;
      }
    },
  ),
  mutant(
    "repeats the vault's words in its errors",
    LEAKS,
    class extends BareConnector {
      override judge(answer: Answer, what: string) {
        const { kind, message } = super.judge(answer, what);
        return new ConnectorError(kind, `${message}: ${answer.text}`);
      }
    },
  ),
  mutant(
    "tells in the report of a test which key it took",
    LEAKS,
    class extends BareConnector {
      override async testConnection() {
        const report = await super.testConnection();
        return { ...report, message: `${report.message} Key: ${this.settings.credential}` };
      }
    },
  ),
  mutant(
    "hangs the request on its errors",
    LEAKS,
    class extends BareConnector {
      override judge(answer: Answer, what: string) {
        return Object.assign(super.judge(answer, what), { request: { headers: this.headers() } });
      }
    },
  ),
  mutant(
    "quotes in its error the answer that it could not read",
    LEAKS,
    class extends BareConnector {
      override parse({ text }: Answer) {
        try {
          return JSON.parse(text) as unknown;
        } catch (cause) {
          throw new ConnectorError("protocol", `Not JSON: ${encodeURIComponent(text)}`, { cause });
        }
      }
    },
  ),
  mutant(
    "sends the key in the query",
    ["safety.credential-not-in-url"],
    class extends BareConnector {
      override headers() {
        const { APIKey: _moved, ...headers } = super.headers();
        return headers;
      }
      override url(path: string) {
        return `${super.url(path)}${path.includes("?") ? "&" : "?"}apikey=${this.settings.credential}`;
      }
    },
  ),
  mutant(
    "sends the key in the header and in the query",
    ["safety.credential-not-in-url"],
    class extends BareConnector {
      override url(path: string) {
        return `${super.url(path)}${path.includes("?") ? "&" : "?"}ApiKey=${this.settings.credential}`;
      }
    },
  ),
  mutant(
    "does not say who it is",
    ["safety.user-agent"],
    class extends BareConnector {
      override headers() {
        return { ...super.headers(), "User-Agent": "node" };
      }
    },
  ),
];
