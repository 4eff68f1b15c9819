import { spawn } from "node:child_process";
import { once } from "node:events";
import { ConnectorError, type SecretRef } from "../../../contracts/port.ts";
import type { Answer } from "../caller.ts";
import { type Flaw, neutralFlaw } from "../mutant.ts";

const LEAKS = ["safety.leaks-nothing"];

const toolWithKey = neutralFlaw(
  "gives its key to a tool as an argument",
  LEAKS,
  (Sound) =>
    class extends Sound {
      override async exchange(method: string, path: string, body: string) {
        // A shell starts in a fraction of what Node takes, and there is one for each request.
        const tool = spawn("sh", ["-c", "read _", "tool", `--key=${this.settings.credential}`]);
        await once(tool, "spawn");
        return super.exchange(method, path, body).finally(() => tool.kill());
      }
    },
);

/** Flaws that let secrets out, or say too little. */
export const safetyFlaws: readonly Flaw[] = [
  neutralFlaw(
    "logs its headers",
    LEAKS,
    (Sound) =>
      class extends Sound {
        override exchange(method: string, path: string, body: string) {
          console.error("request", method, path, body, this.headers());
          return super.exchange(method, path, body);
        }
      },
  ),
  neutralFlaw(
    "logs what it has read, in base64",
    LEAKS,
    (Sound) =>
      class extends Sound {
        override async getSecret(ref: SecretRef) {
          const secret = await super.getSecret(ref);
          process.stdout.write(`read ${Buffer.from(`${secret.id}:${secret.value}`).toString("base64")}\n`);
          return secret;
        }
      },
  ),
  neutralFlaw(
    "logs what it reads as ASCII JSON",
    LEAKS,
    (Sound) =>
      class extends Sound {
        override async getSecret(ref: SecretRef) {
          const secret = await super.getSecret(ref);
          const toCode = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
          console.error(JSON.stringify(secret).replace(/[<>&\u0080-\uffff]/g, toCode));
          return secret;
        }
      },
  ),
  neutralFlaw(
    "repeats the vault's words in its errors",
    [...LEAKS, "safety.no-foreign-text"],
    (Sound) =>
      class extends Sound {
        override judge(answer: Answer, what: string) {
          const { kind, message } = super.judge(answer, what);
          return new ConnectorError(kind, `${message}: ${answer.text}`);
        }
      },
  ),
  neutralFlaw(
    "tells in the report of a test which key it took",
    LEAKS,
    (Sound) =>
      class extends Sound {
        override async testConnection() {
          const report = await super.testConnection();
          return { ...report, message: `${report.message} Key: ${this.settings.credential}` };
        }
      },
  ),
  neutralFlaw(
    "hangs the request on its errors",
    LEAKS,
    (Sound) =>
      class extends Sound {
        override judge(answer: Answer, what: string) {
          return Object.assign(super.judge(answer, what), { request: { headers: this.headers() } });
        }
      },
  ),
  neutralFlaw(
    "quotes in its error the answer that it could not read",
    LEAKS,
    (Sound) =>
      class extends Sound {
        override parse({ text }: Answer) {
          try {
            return JSON.parse(text) as unknown;
          } catch (cause) {
            throw new ConnectorError("protocol", `Not JSON: ${encodeURIComponent(text)}`, { cause });
          }
        }
      },
  ),
  // On Windows nobody looks at what runs: docs/verify.md#secrets-that-get-out.
  ...(process.platform === "win32" ? [] : [toolWithKey]),
  neutralFlaw(
    "repeats the vault's words when it does anything but read",
    ["safety.no-foreign-text"],
    (Sound) =>
      class extends Sound {
        #words = "";
        override judge(answer: Answer, what: string) {
          this.#words = answer.text;
          return super.judge(answer, what);
        }
        override async listContainers() {
          return super.listContainers().catch((error: ConnectorError) => {
            throw new ConnectorError(error.kind, `${error.message}: ${this.#words}`);
          });
        }
      },
  ),
  neutralFlaw(
    "does not say who it is when it tests",
    ["safety.user-agent"],
    (Sound) =>
      class extends Sound {
        #tests = false;
        override headers() {
          return this.#tests ? { ...super.headers(), "User-Agent": "node" } : super.headers();
        }
        override testConnection() {
          this.#tests = true;
          return super.testConnection().finally(() => {
            this.#tests = false;
          });
        }
      },
  ),
  neutralFlaw(
    "does not say who it is",
    ["safety.user-agent"],
    (Sound) =>
      class extends Sound {
        override headers() {
          return { ...super.headers(), "User-Agent": "node" };
        }
      },
  ),
];
