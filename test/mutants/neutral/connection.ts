import { ConnectorError, type SecretRef, type Settings } from "../../../contracts/port.ts";
import type { Answer } from "../caller.ts";
import { type Flaw, neutralFlaw } from "../mutant.ts";
import { confuse } from "./confuse.ts";

/** Flaws in what a connector declares, in its connection test, and in how it takes refusals. */
export const connectionFlaws: readonly Flaw[] = [
  neutralFlaw(
    "never gets its test to pass",
    ["connection.passes", "connection.agrees-with-work"],
    (Sound) =>
      class extends Sound {
        override async probe() {
          await super.probe();
          throw new ConnectorError("protocol", "This is not what was expected.");
        }
      },
  ),
  neutralFlaw(
    "takes a busy vault for one that works",
    ["connection.busy"],
    (Sound) =>
      class extends Sound {
        override async probe() {
          await super.probe().catch((error: unknown) => {
            if (!(error instanceof ConnectorError) || error.kind !== "rate-limited") throw error;
          });
        }
      },
  ),
  neutralFlaw(
    "keeps the first address that it is given",
    ["connection.other-address"],
    (Sound) =>
      class extends Sound {
        #address: string | undefined;
        override async connect(settings: Settings) {
          this.#address ??= settings.address;
          await super.connect({ ...settings, address: this.#address });
        }
      },
  ),
  neutralFlaw(
    "keeps the authority that it once had",
    ["tls.without-authority"],
    (Sound) =>
      class extends Sound {
        override async connect(settings: Settings) {
          const { caFile } = this.settings;
          await super.connect({ ...(caFile === undefined ? {} : { caFile }), ...settings });
        }
      },
  ),
  neutralFlaw(
    "tests nothing",
    ["connection.asks", "connection.wrong-credential", "connection.html-page", "network.refused"],
    (Sound) =>
      class extends Sound {
        override async probe() {}
      },
  ),
  neutralFlaw(
    "tests by writing",
    ["connection.asks", "connection.least-permission"],
    (Sound) =>
      class extends Sound {
        override probe() {
          const name = `probe ${process.hrtime.bigint()}`;
          return super.createSecret({ name, value: "probe", container: "1" });
        }
      },
  ),
  neutralFlaw(
    "tests a page that asks for no key",
    ["connection.agrees-with-work", "connection.asks"],
    (Sound) =>
      class extends Sound {
        override probe() {
          return super.exchange("GET", "", "");
        }
      },
  ),
  neutralFlaw(
    "remembers that a test has passed once",
    ["connection.revoked-credential", "rotation.credential"],
    (Sound) =>
      class extends Sound {
        #passed = false;
        override async probe() {
          if (!this.#passed) await super.probe();
          this.#passed = true;
        }
      },
  ),
  neutralFlaw(
    "throws when the test fails",
    ["connection.repeatable"],
    (Sound) =>
      class extends Sound {
        override async testConnection() {
          await this.probe();
          return { outcome: "passed" as const, message: "It works." };
        }
      },
  ),
  neutralFlaw(
    "is stuck in failure once a test has failed",
    ["connection.repeatable"],
    (Sound) =>
      class extends Sound {
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
  neutralFlaw(
    "hands on an empty secret where it cannot read the answer",
    ["connection.html-page", "network.malformed-reply"],
    (Sound) =>
      class extends Sound {
        override getSecret(ref: SecretRef) {
          return super.getSecret(ref).catch((error: unknown) => {
            if (!(error instanceof ConnectorError) || error.kind !== "protocol") throw error;
            return { id: ref.id ?? "", name: "", value: "" };
          });
        }
      },
  ),
  neutralFlaw(
    "takes every 404 for a missing secret",
    ["connection.wrong-path"],
    (Sound) =>
      class extends Sound {
        override judge(answer: Answer, what: string) {
          return answer.status === 404 ? new ConnectorError("not-found", `no '${what}'`) : super.judge(answer, what);
        }
      },
  ),
  neutralFlaw(
    "drops the address's path in the test alone",
    ["connection.wrong-path"],
    (Sound) =>
      class extends Sound {
        override async probe() {
          const { settings } = this;
          this.settings = { ...settings, address: new URL(settings.address).origin };
          await super.probe().finally(() => {
            this.settings = settings;
          });
        }
      },
  ),
  neutralFlaw(
    "puts addresses together by hand",
    ["connection.trailing-slash"],
    (Sound) =>
      class extends Sound {
        override url(path: string) {
          return `${this.settings.address}${this.root}/${path}`;
        }
      },
  ),
  neutralFlaw(
    "takes a refused key for a missing secret",
    ["connection.wrong-credential", "connection.revoked-credential", "rotation.credential"],
    confuse("unauthenticated", "not-found"),
  ),
  neutralFlaw(
    "takes a refused permission for a refused key",
    ["connection.forbidden", "connection.outside-address", "writing.denied"],
    confuse("forbidden", "unauthenticated"),
  ),
  neutralFlaw(
    "keeps the first credential that it is given",
    ["rotation.credential", "connection.wrong-credential"],
    (Sound) =>
      class extends Sound {
        #credential: string | undefined;
        override async connect(settings: Settings) {
          this.#credential ??= settings.credential;
          await super.connect({ ...settings, credential: this.#credential });
        }
      },
  ),
  neutralFlaw(
    "never sends the reason",
    ["reading.reason"],
    (Sound) =>
      class extends Sound {
        override connect({ reason: _unsent, ...settings }: Settings) {
          return super.connect(settings);
        }
      },
  ),
  neutralFlaw(
    "goes on sending the reason that it once had",
    ["reading.reason"],
    (Sound) =>
      class extends Sound {
        override connect(settings: Settings) {
          return super.connect({ ...this.settings, ...settings });
        }
      },
  ),
];
