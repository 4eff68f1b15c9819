import { ConnectorError, type NewSecret, type SecretChange, type SecretRef } from "../../../contracts/port.ts";
import { type Mutant, mutant } from "../mutant.ts";
import { BareConnector } from "./bare-connector.ts";

/** A write in the query string, as old clients of Passwordstate make it. */
function toQuery(body: Record<string, unknown>): string {
  const given = Object.entries(body).filter(([, value]) => value !== undefined);
  return String(new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)])));
}

/** Flaws in writing. */
export const writingMutants: readonly Mutant[] = [
  mutant(
    "deletes nothing",
    ["writing.round-trip", "writing.missing-delete"],
    class extends BareConnector {
      override async deleteSecret() {}
    },
  ),
  mutant(
    "leaves a second secret behind",
    ["writing.round-trip", "writing.second-create"],
    class extends BareConnector {
      override async createSecret(secret: NewSecret) {
        await super.createSecret({ ...secret, name: secret.name });
        return super.toSummary((await super.write("POST", super.toBody(secret))) as never);
      }
    },
  ),
  mutant(
    "updates nothing but the name",
    ["writing.round-trip", "writing.update-keeps-rest"],
    class extends BareConnector {
      override updateSecret(ref: SecretRef, { value: _lost, ...change }: SecretChange) {
        return super.updateSecret(ref, change);
      }
    },
  ),
  mutant(
    "blanks what an update does not name",
    ["writing.update-keeps-rest"],
    class extends BareConnector {
      override updateSecret(ref: SecretRef, change: SecretChange) {
        return super.updateSecret(ref, { userName: "", description: "", ...change });
      }
    },
  ),
  mutant(
    "writes JSON by hand",
    ["writing.values"],
    class extends BareConnector {
      override write(method: string, { Password, ...body }: Record<string, unknown>) {
        const text = JSON.stringify(body).replace("{", `{"Password":"${Password}",`);
        return super.call(method, "passwords", "", text);
      }
    },
  ),
  mutant(
    "trims what it writes",
    ["writing.values"],
    class extends BareConnector {
      override createSecret(secret: NewSecret) {
        return super.createSecret({ ...secret, value: secret.value.trim() || "-" });
      }
    },
  ),
  mutant(
    "forgets the user name",
    ["writing.fields"],
    class extends BareConnector {
      override createSecret({ userName: _lost, ...secret }: NewSecret) {
        return super.createSecret(secret);
      }
    },
  ),
  mutant(
    "calls the deletion of nothing a success, and declares a failure",
    ["writing.missing-delete"],
    class extends BareConnector {
      override async deleteSecret(ref: SecretRef) {
        await super.deleteSecret(ref).catch((error: unknown) => {
          if (!(error instanceof ConnectorError) || error.kind !== "not-found") throw error;
        });
      }
    },
  ),
  mutant(
    "creates duplicates, and declares conflicts",
    ["writing.second-create"],
    class extends BareConnector {
      override async createSecret(secret: NewSecret) {
        return super.toSummary((await super.write("POST", super.toBody(secret))) as never);
      }
    },
  ),
  mutant(
    "takes a refused write for done",
    ["writing.denied"],
    class extends BareConnector {
      override async updateSecret(ref: SecretRef, change: SecretChange) {
        await super.updateSecret(ref, change).catch(() => undefined);
      }
    },
  ),
  mutant(
    "writes in the query string",
    ["safety.secret-not-in-url"],
    class extends BareConnector {
      override write(method: string, body: Record<string, unknown>) {
        return super.call(method, `passwords?${toQuery(body)}`);
      }
    },
  ),
];
