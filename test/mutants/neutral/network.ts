import type { IncomingMessage } from "node:http";
import type { RequestOptions } from "node:https";
import { ConnectorError } from "../../../contracts/port.ts";
import type { Answer } from "../caller.ts";
import { type Bare, type Flaw, neutralFlaw } from "../mutant.ts";
import { confuse } from "./confuse.ts";

/** Makes a call again when it has failed. */
function retry(most: number, wanted: (error: ConnectorError) => boolean) {
  return (Sound: Bare) =>
    class extends Sound {
      override async call(method: string, path: string, what?: string, body?: string): Promise<unknown> {
        for (let attempt = 1; ; attempt += 1) {
          try {
            return await super.call(method, path, what, body);
          } catch (error) {
            if (!(error instanceof ConnectorError) || attempt > most || !wanted(error)) throw error;
          }
        }
      }
    };
}

/** Is lax about certificates. */
function trust(lax: RequestOptions) {
  return (Sound: Bare) =>
    class extends Sound {
      override options() {
        return { ...super.options(), ...lax };
      }
    };
}

/** Sends a request in another way when TLS has failed. */
function fallBack(change: (url: string, options: RequestOptions) => [url: string, options: RequestOptions]) {
  return (Sound: Bare) =>
    class extends Sound {
      override async send(url: string, method: string, body: string, options: RequestOptions) {
        try {
          return await super.send(url, method, body, options);
        } catch (error) {
          if (!(error instanceof ConnectorError) || error.kind !== "tls") throw error;
          const [otherUrl, otherOptions] = change(url, options);
          return super.send(otherUrl, method, body, otherOptions);
        }
      }
    };
}

/** Flaws in how a connector takes trouble on its way. */
export const networkFlaws: readonly Flaw[] = [
  neutralFlaw(
    "says the same of whatever it cannot reach",
    ["network.reasons"],
    (Sound) =>
      class extends Sound {
        override translate(error: NodeJS.ErrnoException, late: boolean) {
          const { kind, message } = super.translate(error, late);
          return new ConnectorError(kind, kind === "unreachable" ? "No connection." : message);
        }
      },
  ),
  neutralFlaw(
    "calls an unreachable vault unavailable",
    ["network.refused", "network.reset"],
    confuse("unreachable", "unavailable"),
  ),
  neutralFlaw(
    "calls a silent vault unreachable",
    ["network.timeout", "network.slow-reply"],
    confuse("timeout", "unreachable"),
  ),
  neutralFlaw("calls a failing vault a broken protocol", ["network.unavailable"], confuse("unavailable", "protocol")),
  neutralFlaw("calls a busy vault unavailable", ["network.rate-limited"], confuse("rate-limited", "unavailable")),
  neutralFlaw(
    "calls an untrusted vault unreachable",
    ["tls.unknown-authority", "tls.wrong-host", "tls.expired"],
    confuse("tls", "unreachable"),
  ),
  neutralFlaw(
    "asks a busy vault again and again",
    ["network.rate-limited"],
    retry(20, ({ kind }) => kind === "rate-limited"),
  ),
  neutralFlaw(
    "repeats whatever was refused",
    ["network.refusals-not-retried"],
    retry(2, () => true),
  ),
  neutralFlaw(
    "waits for ever",
    ["network.timeout"],
    (Sound) =>
      class extends Sound {
        override options() {
          const { signal: _ignored, ...options } = super.options();
          return options;
        }
      },
  ),
  neutralFlaw(
    "measures the time limit from the last byte",
    ["network.slow-reply"],
    (Sound) =>
      class extends Sound {
        override options() {
          const { signal: _ignored, ...options } = super.options();
          return { ...options, timeout: this.settings.timeLimit };
        }
      },
  ),
  neutralFlaw(
    "gives each request the whole time limit",
    ["network.whole-method"],
    (Sound) =>
      class extends Sound {
        override options() {
          return { ...super.options(), signal: AbortSignal.timeout(this.settings.timeLimit) };
        }
      },
  ),
  neutralFlaw(
    "lets the JSON reader's error out",
    ["network.malformed-reply"],
    (Sound) =>
      class extends Sound {
        override parse({ text }: Answer) {
          return JSON.parse(text) as unknown;
        }
      },
  ),
  neutralFlaw(
    "takes an answer that it cannot read for a missing secret",
    ["network.malformed-reply", "network.cut-reply", "connection.html-page"],
    (Sound) =>
      class extends Sound {
        override parse(answer: Answer) {
          try {
            return super.parse(answer);
          } catch {
            throw new ConnectorError("not-found", "Nothing there.");
          }
        }
        override async receive(incoming: IncomingMessage) {
          return super.receive(incoming).catch(() => ({ status: 200, text: "", bytes: Buffer.alloc(0) }));
        }
      },
  ),
  neutralFlaw(
    "follows redirects with all its headers",
    ["network.redirect"],
    (Sound) =>
      class extends Sound {
        override async send(url: string, method: string, body: string, options: RequestOptions) {
          const answer = await super.send(url, method, body, options);
          return answer.location === undefined ? answer : super.send(answer.location, method, body, options);
        }
      },
  ),
  neutralFlaw(
    "checks no certificate",
    ["tls.unknown-authority", "tls.wrong-host", "tls.expired"],
    trust({ rejectUnauthorized: false }),
  ),
  neutralFlaw(
    "does not look at the certificate's host",
    ["tls.wrong-host"],
    trust({ checkServerIdentity: () => undefined }),
  ),
  neutralFlaw(
    "turns the check of certificates off where it fails",
    ["tls.expired", "tls.unknown-authority"],
    fallBack((url, options) => [url, { ...options, rejectUnauthorized: false }]),
  ),
  neutralFlaw(
    "falls back to http where TLS fails",
    ["tls.no-downgrade"],
    fallBack((url, options) => [url.replace("https:", "http:"), options]),
  ),
  neutralFlaw(
    "looks around over http first",
    ["reading.by-id", "tls.no-downgrade"],
    (Sound) =>
      class extends Sound {
        override async exchange(method: string, path: string, body: string) {
          await super.send(this.url(path).replace("https:", "http:"), "GET", "", super.options());
          return super.exchange(method, path, body);
        }
      },
  ),
  neutralFlaw(
    "takes a host that nobody knows for a wrong setting",
    ["network.unknown-host"],
    (Sound) =>
      class extends Sound {
        override async send(url: string, method: string, body: string, options: RequestOptions) {
          return super.send(url, method, body, options).catch((error: unknown) => {
            throw new URL(url).hostname.endsWith(".localhost") ? new ConnectorError("invalid", "No such host.") : error;
          });
        }
      },
  ),
  neutralFlaw(
    "asks a busy vault again at once",
    ["network.retry-after"],
    retry(1, ({ kind }) => kind === "rate-limited" || kind === "unavailable"),
  ),
  neutralFlaw(
    "opens connections for each call and closes none",
    ["network.few-connections", "network.close"],
    (Sound) =>
      class extends Sound {
        override pool(scheme: string) {
          const [plain, secure] = this.openPools();
          return scheme === "https:" ? secure : plain;
        }
      },
  ),
  neutralFlaw(
    "closes nothing",
    ["network.close"],
    (Sound) =>
      class extends Sound {
        override async close() {}
      },
  ),
  neutralFlaw(
    "follows redirects without its credential",
    ["writing.redirect"],
    (Sound) =>
      class extends Sound {
        override async send(url: string, method: string, body: string, options: RequestOptions) {
          const answer = await super.send(url, method, body, options);
          if (answer.location === undefined) return answer;
          this.settings = { ...this.settings, credential: "" };
          return super.send(answer.location, method, body, options);
        }
      },
  ),
];
