import { ConnectorError, type Secret, type SecretRef } from "../../../contracts/port.ts";
import { type Mutant, mutant } from "../mutant.ts";
import { type Answer, BareConnector, type RecordJson } from "./bare-connector.ts";

/** A connector that changes values on their way in. */
function changesValues(change: (value: string) => string): new () => BareConnector {
  return class extends BareConnector {
    override toSecret(record: RecordJson) {
      return super.toSecret({ ...record, Password: change(record.Password) });
    }
  };
}

/** Flaws in reading. */
export const readingMutants: readonly Mutant[] = [
  mutant(
    "trims values",
    ["reading.values"],
    changesValues((value) => value.trim()),
  ),
  mutant(
    "takes values that look like numbers for such",
    ["reading.values"],
    changesValues((value) => {
      return /^\d+$/.test(value) ? String(Number(value)) : value;
    }),
  ),
  mutant(
    "takes null and true for what they are in JSON",
    ["reading.values"],
    changesValues((value) => {
      return value === "null" ? "" : value;
    }),
  ),
  mutant(
    "normalises unicode",
    ["reading.values"],
    changesValues((value) => value.normalize("NFC")),
  ),
  mutant(
    "cuts values at 4,096 characters",
    ["reading.values"],
    changesValues((value) => value.slice(0, 4096)),
  ),
  mutant(
    "unescapes HTML",
    ["reading.values"],
    changesValues((value) => value.replaceAll("&amp;", "&")),
  ),
  mutant(
    "reads another secret than it was asked for",
    ["reading.by-id"],
    class extends BareConnector {
      override fetchRecord({ id }: SecretRef) {
        return super.fetchRecord({ id: String(Number(id) + 1) });
      }
    },
  ),
  mutant(
    "takes the first of several titles",
    ["passwordstate.same-title"],
    class extends BareConnector {
      override async findId({ name, container = "" }: SecretRef) {
        const [found] = await this.findSecrets({ name: `"${name}"`, container });
        return found?.id ?? "0";
      }
    },
  ),
  mutant(
    "takes a name for any name that holds it",
    ["reading.by-name"],
    class extends BareConnector {
      override async findId({ name = "", container = "" }: SecretRef) {
        const [found] = await this.findSecrets({ name, container });
        return found?.id ?? "0";
      }
    },
  ),
  mutant(
    "looks for names everywhere",
    ["reading.by-name"],
    class extends BareConnector {
      override findId({ container: _ignored, ...ref }: SecretRef) {
        return super.findId(ref);
      }
    },
  ),
  mutant(
    "does not say which secret is missing",
    ["reading.missing"],
    class extends BareConnector {
      override judge(answer: Answer) {
        return super.judge(answer, "something");
      }
    },
  ),
  mutant(
    "takes a missing secret for a broken protocol",
    ["reading.missing", "reading.removed-at-target", "searching.nothing"],
    class extends BareConnector {
      override judge(answer: Answer, what: string) {
        const error = super.judge(answer, what);
        return error.kind === "not-found" ? new ConnectorError("protocol", error.message) : error;
      }
    },
  ),
  mutant(
    "takes a foreign secret for a missing one",
    ["reading.forbidden"],
    class extends BareConnector {
      override judge(answer: Answer, what: string) {
        if (answer.text.includes("do not have permissions")) return new ConnectorError("not-found", `no ${what}`);
        return super.judge(answer, what);
      }
    },
  ),
  mutant(
    "writes down that it has read",
    ["reading.repeat"],
    class extends BareConnector {
      override async getSecret(ref: SecretRef) {
        await super.write("PUT", { PasswordID: ref.id, Description: "was read" });
        return super.getSecret(ref);
      }
    },
  ),
  mutant(
    "keeps what it has read",
    ["reading.changed-at-target", "reading.removed-at-target", "connection.revoked-credential"],
    class extends BareConnector {
      readonly #kept = new Map<string | undefined, Secret>();
      override async getSecret(ref: SecretRef) {
        const secret = this.#kept.get(ref.id) ?? (await super.getSecret(ref));
        this.#kept.set(ref.id, secret);
        return secret;
      }
    },
  ),
  mutant(
    "keeps the secret in question in itself",
    ["reading.parallel"],
    class extends BareConnector {
      #ref: SecretRef = {};
      override async getSecret(ref: SecretRef) {
        this.#ref = ref;
        await super.probe();
        return super.getSecret(this.#ref);
      }
    },
  ),
];
