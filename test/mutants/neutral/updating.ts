import {
  ConnectorError,
  type NewSecret,
  type SecretChange,
  type SecretRef,
  type UpdateState,
} from "../../../contracts/port.ts";
import { type Flaw, neutralFlaw } from "../mutant.ts";

/** What a connector makes of an answer that it did not read. */
function unread(error: unknown): UpdateState {
  if (!(error instanceof ConnectorError) || error.kind !== "protocol") throw error;
  return { state: "done" };
}

/** Flaws in changing what is there. */
export const updatingFlaws: readonly Flaw[] = [
  neutralFlaw(
    "trims the new value of a secret",
    ["writing.updated-values"],
    (Sound) =>
      class extends Sound {
        override updateSecret(ref: SecretRef, { value, ...change }: SecretChange) {
          return super.updateSecret(ref, value === undefined ? change : { ...change, value: value.trim() || "-" });
        }
      },
  ),
  neutralFlaw(
    "overwrites the value when something else is changed",
    ["writing.update-without-value"],
    (Sound) =>
      class extends Sound {
        override updateSecret(ref: SecretRef, change: SecretChange) {
          return super.updateSecret(ref, { value: "-", ...change });
        }
      },
  ),
  neutralFlaw(
    "never renames",
    ["writing.update-without-value"],
    (Sound) =>
      class extends Sound {
        override updateSecret(ref: SecretRef, { name: _kept, ...change }: SecretChange) {
          return super.updateSecret(ref, change);
        }
      },
  ),
  neutralFlaw(
    "takes an update that was answered with anything for done",
    ["writing.failures"],
    (Sound) =>
      class extends Sound {
        override updateSecret(ref: SecretRef, change: SecretChange) {
          return super.updateSecret(ref, change).catch(unread);
        }
      },
  ),
  neutralFlaw(
    "takes a deletion that was answered with anything for done",
    ["writing.failures"],
    (Sound) =>
      class extends Sound {
        override async deleteSecret(ref: SecretRef) {
          await super.deleteSecret(ref).catch(unread);
        }
      },
  ),
  neutralFlaw(
    "gives a name of its own to what it created",
    ["writing.fields"],
    (Sound) =>
      class extends Sound {
        override async createSecret(secret: NewSecret) {
          const created = await super.createSecret(secret);
          return { ...created, name: `vault/${created.name}` };
        }
      },
  ),
];
