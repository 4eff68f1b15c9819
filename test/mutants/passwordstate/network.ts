import type { IncomingMessage } from "node:http";
import type { RequestOptions } from "node:https";
import { ConnectorError, type ErrorKind } from "../../../contracts/port.ts";
import { type Mutant, mutant } from "../mutant.ts";
import { type Answer, BareConnector } from "./bare-connector.ts";

/** A connector that takes one kind of failure for another. */
function confuses(kind: ErrorKind, taken: ErrorKind): new () => BareConnector {
  return class extends BareConnector {
    override judge(answer: Answer, what: string) {
      return swap(super.judge(answer, what));
    }
    override translate(error: NodeJS.ErrnoException, late: boolean) {
      return swap(super.translate(error, late));
    }
  };

  function swap(error: ConnectorError): ConnectorError {
    return error.kind === kind ? new ConnectorError(taken, error.message) : error;
  }
}

/** A connector that makes a call again when it has failed. */
function retries(most: number, wanted: (error: ConnectorError) => boolean): new () => BareConnector {
  return class extends BareConnector {
    override async call(...input: Parameters<BareConnector["call"]>): Promise<unknown> {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await super.call(...input);
        } catch (error) {
          if (!(error instanceof ConnectorError) || attempt > most || !wanted(error)) throw error;
        }
      }
    }
  };
}

/** A connector that is lax about certificates. */
function trusts(lax: RequestOptions): new () => BareConnector {
  return class extends BareConnector {
    override options() {
      return { ...super.options(), ...lax };
    }
  };
}

/** Flaws in how a connector takes trouble on its way. */
export const networkMutants: readonly Mutant[] = [
  mutant(
    "calls an unreachable vault unavailable",
    ["network.refused", "network.reset"],
    confuses("unreachable", "unavailable"),
  ),
  mutant(
    "calls a silent vault unreachable",
    ["network.timeout", "network.slow-reply"],
    confuses("timeout", "unreachable"),
  ),
  mutant("calls a failing vault a broken protocol", ["network.unavailable"], confuses("unavailable", "protocol")),
  mutant("calls a busy vault unavailable", ["network.rate-limited"], confuses("rate-limited", "unavailable")),
  mutant(
    "calls an untrusted vault unreachable",
    ["tls.unknown-authority", "tls.wrong-host", "tls.expired"],
    confuses("tls", "unreachable"),
  ),
  mutant(
    "asks a busy vault again and again",
    ["network.rate-limited"],
    retries(20, ({ kind }) => kind === "rate-limited"),
  ),
  mutant(
    "repeats whatever was refused",
    ["network.refusals-not-retried"],
    retries(2, () => true),
  ),
  mutant(
    "repeats a write whose answer was lost",
    ["writing.interrupted"],
    retries(1, ({ kind }) => kind === "unreachable"),
  ),
  mutant(
    "waits for ever",
    ["network.timeout"],
    class extends BareConnector {
      override options() {
        const { signal: _ignored, ...options } = super.options();
        return options;
      }
    },
  ),
  mutant(
    "measures the time limit from the last byte",
    ["network.slow-reply"],
    class extends BareConnector {
      override options() {
        const { signal: _ignored, ...options } = super.options();
        return { ...options, timeout: this.settings.timeLimit };
      }
    },
  ),
  mutant(
    "lets the JSON reader's error out",
    ["network.malformed-reply"],
    class extends BareConnector {
      override parse({ text }: Answer) {
        return JSON.parse(text) as unknown;
      }
    },
  ),
  mutant(
    "takes an answer that it cannot read for a missing secret",
    ["network.malformed-reply", "network.cut-reply", "connection.html-page"],
    class extends BareConnector {
      override parse(answer: Answer) {
        try {
          return super.parse(answer);
        } catch {
          throw new ConnectorError("not-found", "Nothing there.");
        }
      }
      override async receive(incoming: IncomingMessage) {
        return super.receive(incoming).catch(() => ({ status: 200, text: "" }));
      }
    },
  ),
  mutant(
    "follows redirects with all its headers",
    ["network.redirect"],
    class extends BareConnector {
      override async send(url: string, method: string, body: string, options: RequestOptions) {
        const answer = await super.send(url, method, body, options);
        return answer.location === undefined ? answer : super.send(answer.location, method, body, options);
      }
    },
  ),
  mutant(
    "checks no certificate",
    ["tls.unknown-authority", "tls.wrong-host", "tls.expired"],
    trusts({ rejectUnauthorized: false }),
  ),
  mutant(
    "does not look at the certificate's host",
    ["tls.wrong-host"],
    trusts({ checkServerIdentity: () => undefined }),
  ),
  mutant(
    "turns the check of certificates off where it fails",
    ["tls.expired", "tls.unknown-authority"],
    class extends BareConnector {
      override async send(url: string, method: string, body: string, options: RequestOptions) {
        try {
          return await super.send(url, method, body, options);
        } catch (error) {
          if (!(error instanceof ConnectorError) || error.kind !== "tls") throw error;
          return super.send(url, method, body, { ...options, rejectUnauthorized: false });
        }
      }
    },
  ),
  mutant(
    "falls back to http where TLS fails",
    ["tls.no-downgrade"],
    class extends BareConnector {
      override async send(url: string, method: string, body: string, options: RequestOptions) {
        try {
          return await super.send(url, method, body, options);
        } catch (error) {
          if (!(error instanceof ConnectorError) || error.kind !== "tls") throw error;
          return super.send(url.replace("https:", "http:"), method, body, options);
        }
      }
    },
  ),
  mutant(
    "looks around over http first",
    ["reading.by-id", "tls.no-downgrade"],
    class extends BareConnector {
      override async exchange(method: string, path: string, body: string) {
        await super.send(this.url(path).replace("https:", "http:"), "GET", "", super.options());
        return super.exchange(method, path, body);
      }
    },
  ),
];
