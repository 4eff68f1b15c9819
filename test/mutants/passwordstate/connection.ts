import { ConnectorError, type ErrorKind, type Settings } from "../../../contracts/port.ts";
import { type Mutant, mutant } from "../mutant.ts";
import { type Answer, BareConnector, description } from "./bare-connector.ts";

/** A connector that takes one status for another kind of failure. */
function misreads(status: number, kind: ErrorKind): new () => BareConnector {
  return class extends BareConnector {
    override judge(answer: Answer, what: string): ConnectorError {
      return answer.status === status ? new ConnectorError(kind, `'${what}' failed`) : super.judge(answer, what);
    }
  };
}

/** Flaws in what a connector declares, in its connection test, and in how it takes refusals. */
export const connectionMutants: readonly Mutant[] = [
  mutant(
    "requires a setting that nobody can fill in",
    ["declaration.settings"],
    class extends BareConnector {
      override describe() {
        return {
          ...description,
          settings: [...description.settings, { name: "tenant", required: true, secret: false }],
        };
      }
    },
  ),
  mutant(
    "forgets to declare its address",
    ["declaration.settings"],
    class extends BareConnector {
      override describe() {
        return { ...description, settings: description.settings.filter(({ name }) => name !== "address") };
      }
    },
  ),
  mutant(
    "declares its credential as something that may be shown",
    ["declaration.secret-settings"],
    class extends BareConnector {
      override describe() {
        return { ...description, settings: description.settings.map((one) => ({ ...one, secret: false })) };
      }
    },
  ),
  mutant(
    "tests nothing",
    ["connection.passes", "connection.wrong-credential", "connection.html-page", "network.refused"],
    class extends BareConnector {
      override async probe() {}
    },
  ),
  mutant(
    "tests by writing a record",
    ["connection.passes", "connection.least-permission"],
    class extends BareConnector {
      override async probe() {
        const name = `probe ${process.hrtime.bigint()}`;
        await super.write("POST", super.toBody({ name, value: "probe", container: "1" }));
      }
    },
  ),
  mutant(
    "tests a page that asks for no key",
    ["connection.agrees-with-work", "connection.passes"],
    class extends BareConnector {
      override async probe() {
        await super.exchange("GET", "", "");
      }
    },
  ),
  mutant(
    "tests with a call that only the system's key may make",
    ["connection.least-permission"],
    class extends BareConnector {
      override probe() {
        return super.call("GET", "passwordlists");
      }
    },
  ),
  mutant(
    "remembers that a test has passed once",
    ["connection.revoked-credential", "rotation.credential"],
    class extends BareConnector {
      #passed = false;
      override async probe() {
        if (!this.#passed) await super.probe();
        this.#passed = true;
      }
    },
  ),
  mutant(
    "throws when the test fails",
    ["connection.repeatable"],
    class extends BareConnector {
      override async testConnection() {
        await this.probe();
        return { outcome: "passed" as const, message: "It works." };
      }
    },
  ),
  mutant(
    "is stuck in failure once a test has failed",
    ["connection.repeatable"],
    class extends BareConnector {
      #failure: unknown;
      override async probe() {
        if (this.#failure) throw this.#failure;
        await super.probe().catch((error: unknown) => {
          this.#failure = error;
          throw error;
        });
      }
    },
  ),
  mutant(
    "takes any answer with 200 for a passed test",
    ["connection.html-page", "network.malformed-reply"],
    class extends BareConnector {
      override async probe() {
        const answer = await super.exchange("GET", "searchpasswords/?Title=%22nobody%22", "");
        if (answer.status !== 200 && answer.status !== 404) throw super.judge(answer, "test");
      }
    },
  ),
  mutant(
    "reads an HTML page as an empty answer",
    ["connection.html-page"],
    class extends BareConnector {
      override parse(answer: Answer) {
        return answer.text.startsWith("<") ? [{ PasswordID: 1, Title: "", Password: "" }] : super.parse(answer);
      }
    },
  ),
  mutant("takes every 404 for a missing secret", ["connection.wrong-path"], misreads(404, "not-found")),
  mutant(
    "drops the address's path in the test alone",
    ["connection.wrong-path"],
    class extends BareConnector {
      override async probe() {
        const { settings } = this;
        this.settings = { ...settings, address: new URL(settings.address).origin };
        await super.probe().finally(() => {
          this.settings = settings;
        });
      }
    },
  ),
  mutant(
    "puts addresses together by hand",
    ["connection.trailing-slash"],
    class extends BareConnector {
      override url(path: string) {
        return `${this.settings.address}/api/${path}`;
      }
    },
  ),
  mutant(
    "takes a refused key for a missing secret",
    ["connection.wrong-credential", "connection.revoked-credential", "reading.forbidden", "rotation.credential"],
    misreads(401, "not-found"),
  ),
  mutant(
    "takes a refused permission for a refused key",
    ["connection.forbidden", "connection.outside-address", "writing.denied"],
    misreads(403, "unauthenticated"),
  ),
  mutant(
    "keeps the first credential that it is given",
    ["rotation.credential", "connection.wrong-credential"],
    class extends BareConnector {
      #credential: string | undefined;
      override async connect(settings: Settings) {
        this.#credential ??= settings.credential;
        await super.connect({ ...settings, credential: this.#credential });
      }
    },
  ),
  mutant(
    "never sends the reason",
    ["passwordstate.reason"],
    class extends BareConnector {
      override headers() {
        const { Reason: _unsent, ...headers } = super.headers();
        return headers;
      }
    },
  ),
  mutant(
    "goes on sending the reason that it once had",
    ["passwordstate.reason"],
    class extends BareConnector {
      override connect(settings: Settings) {
        return super.connect({ ...this.settings, ...settings });
      }
    },
  ),
];
